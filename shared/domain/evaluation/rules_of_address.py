"""Rules about the billing address: is a letter served there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.addresses.postal_codes import fits_country
from shared.domain.evaluation.limits import (
    LONGEST_ADDITION,
    LONGEST_CITY,
    LONGEST_HOUSE_NUMBER,
    LONGEST_POSTAL_CODE,
    LONGEST_STREET,
)
from shared.domain.evaluation.making_findings import block, block_or_warn, warning
from shared.domain.finding import FindingCode
from shared.domain.plain_text import is_damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.domain.addresses.billing_addresses import AddressReading
    from shared.domain.evaluation.reading import DebtorReading
    from shared.domain.finding import Finding

_PREFIX = "debtor.address"


def find_country_not_supported(reading: DebtorReading) -> Iterator[Finding]:
    """Block a country that is none or that the gateway did not announce. Parameter: ``country``."""
    address, announced = reading.address, reading.facts.terms.countries
    if address.country is None:
        if address.named_country is not None:
            yield block(FindingCode.COUNTRY_NOT_SUPPORTED, f"{_PREFIX}.country", country=address.named_country)
    elif announced and address.country not in announced:
        yield block(FindingCode.COUNTRY_NOT_SUPPORTED, f"{_PREFIX}.country", country=address.country)


def find_address_incomplete(reading: DebtorReading) -> Iterator[Finding]:
    """Block an address that lacks a part.

    Parameters: ``missing``, the names of the fields with commas between; ``given``, the street line, where no
    house number could be told in it for certain.
    """
    missing = reading.address.missing
    if not missing:
        return
    field = f"{_PREFIX}.{missing[0]}" if len(missing) == 1 else _PREFIX
    given = reading.address.street if "house_number" in missing else None
    yield block(FindingCode.ADDRESS_INCOMPLETE, field, missing=",".join(missing), given=given)


def find_address_invalid(reading: DebtorReading) -> Iterator[Finding]:
    """Block an address that cannot be right, or that the gateway has no room for.

    Parameters: ``postal_code`` and ``country`` where they do not fit; ``country`` and ``named_country`` where the
    order names two; ``too_long`` (the field) with ``maximum``; ``damaged`` (the field) where characters were lost.
    """
    address = reading.address
    if address.country and address.postal_code and not fits_country(address.postal_code, address.country):
        yield block(
            FindingCode.ADDRESS_INVALID,
            f"{_PREFIX}.postal_code",
            postal_code=address.postal_code,
            country=address.country,
        )
    if address.country and address.named_country:
        yield block(
            FindingCode.ADDRESS_INVALID,
            f"{_PREFIX}.country",
            country=address.country,
            named_country=address.named_country,
        )
    for name, value, maximum in _parts(address):
        if len(value) > maximum:
            yield block(FindingCode.ADDRESS_INVALID, f"{_PREFIX}.{name}", too_long=name, maximum=str(maximum))
        if is_damaged(value):
            yield block(FindingCode.ADDRESS_INVALID, f"{_PREFIX}.{name}", damaged=name)


def find_address_not_postal(reading: DebtorReading) -> Iterator[Finding]:
    """Find a place where letters cannot be served; the setting decides how much it weighs.

    Parameter: ``place`` (``parcel_locker``, ``post_office_box``, ``parcel_shop``, ``poste_restante``).
    """
    place = reading.address.non_postal_place
    if place is not None:
        yield block_or_warn(
            FindingCode.ADDRESS_NOT_POSTAL,
            f"{_PREFIX}.street",
            blocks=reading.settings.non_postal_address_blocks,
            place=place.value,
        )


def find_address_unclear(reading: DebtorReading) -> Iterator[Finding]:
    """Warn of a street line whose reading is a guess.

    Parameters: ``street`` and ``house_number`` as they were read, and ``addition`` where there is one.
    """
    address = reading.address
    if address.split_is_guess and not address.missing:
        yield warning(
            FindingCode.ADDRESS_UNCLEAR,
            f"{_PREFIX}.house_number",
            street=address.street,
            house_number=address.house_number,
            addition=address.addition,
        )


def fits_gateway(address: AddressReading) -> bool:
    """Whether every part of an address is whole and has room at the gateway."""
    return all(len(value) <= maximum and not is_damaged(value) for _, value, maximum in _parts(address))


def _parts(address: AddressReading) -> Iterator[tuple[str, str, int]]:
    parts = (
        ("street", address.street, LONGEST_STREET),
        ("house_number", address.house_number, LONGEST_HOUSE_NUMBER),
        ("addition", address.addition, LONGEST_ADDITION),
        ("postal_code", address.postal_code, LONGEST_POSTAL_CODE),
        ("city", address.city, LONGEST_CITY),
    )
    for name, value, maximum in parts:
        if value is not None:
            yield name, value, maximum
