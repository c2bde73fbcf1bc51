"""Reading a billing address into the parts that a letter needs, without filling any gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.addresses.countries import country_of_code, country_of_name
from shared.domain.addresses.non_postal_places import NonPostalPlace, find_non_postal_place
from shared.domain.addresses.postal_codes import without_country_prefix
from shared.domain.addresses.street_lines import StreetLines, read_street_lines
from shared.domain.plain_text import clean, has_digit, has_letter

if TYPE_CHECKING:
    from shared.domain.orders.order import OrderAddress


class AddressReading(NamedTuple):
    """The parts of an address as far as they are known.

    ``street`` is the whole line where no house number could be split off. ``named_country`` is what stood in
    the order where it is no country that is known, or contradicts ``country``. ``split_is_guess`` marks a street
    and a house number that may be others.
    """

    street: str | None
    house_number: str | None
    addition: str | None
    postal_code: str | None
    city: str | None
    country: str | None
    named_country: str | None
    non_postal_place: NonPostalPlace | None
    split_is_guess: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the parts that a letter needs and that are not there."""
        parts = {
            "street": self.street,
            "house_number": self.house_number,
            "postal_code": self.postal_code,
            "city": self.city,
            "country": self.country or self.named_country,
        }
        return tuple(name for name, value in parts.items() if value is None)


def read_address(address: OrderAddress, addition: str | None = None) -> AddressReading:
    """Read a billing address.

    Args:
        address: The address of the order.
        addition: What the name lines told that belongs to the address (``c/o Meier``).
    """
    country, named_country = _read_country(address)
    postal_code = clean(address.postal_code)
    city = clean(address.city)
    lines = read_street_lines(address.street, address.street_2, country)
    additions = [part for part in (addition, *lines.additions) if part and not _is_town(part, postal_code, city)]
    return AddressReading(
        street=lines.street,
        house_number=lines.house_number,
        addition=", ".join(dict.fromkeys(additions)) or None,
        postal_code=_read_postal_code(postal_code, country),
        city=city if city and has_letter(city) else None,
        country=country,
        named_country=named_country,
        non_postal_place=_find_non_postal_place(address, lines),
        split_is_guess=lines.is_guess,
    )


def _is_town(part: str, postal_code: str | None, city: str | None) -> bool:
    """Whether a part of the street lines only repeats postal code and city."""
    return bool(postal_code and city) and part.casefold() == f"{postal_code} {city}".casefold()


def _find_non_postal_place(address: OrderAddress, lines: StreetLines) -> NonPostalPlace | None:
    """Look into every line; a post office box beside a street with its number leaves the street to write to."""
    place = find_non_postal_place((address.name, address.name_2, address.street, address.street_2))
    has_street = lines.house_number is not None and (
        find_non_postal_place((f"{lines.street} {lines.house_number}",)) is None
    )
    return None if place is NonPostalPlace.POST_OFFICE_BOX and has_street else place


def _read_country(address: OrderAddress) -> tuple[str | None, str | None]:
    """Return the country, and what was named where that is unknown or contradicts it."""
    code, name = clean(address.country_code), clean(address.country)
    by_code, by_name = country_of_code(code), country_of_name(name)
    if by_code and by_name and by_code != by_name:
        return by_code, name
    if by_code or by_name:
        return by_code or by_name, None
    return None, code or name


def _read_postal_code(postal_code: str | None, country: str | None) -> str | None:
    if postal_code is None or not (has_digit(postal_code) or has_letter(postal_code)):
        return None
    return without_country_prefix(postal_code, country) if country else postal_code
