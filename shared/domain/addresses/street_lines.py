"""Reading the two street lines of an address together: which holds the street, and what is the other?"""

from __future__ import annotations

import re
from typing import NamedTuple

from shared.domain.addresses.address_additions import begins_like_addition
from shared.domain.addresses.address_splitting import SplitStreet, split_street
from shared.domain.addresses.house_numbers import house_number_alone
from shared.domain.addresses.non_postal_places import find_non_postal_place, split_non_postal_place
from shared.domain.addresses.street_names import is_typed
from shared.domain.plain_text import clean, has_digit, has_letter

_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_NOTHING = frozenset({"n/a", "n.a.", "k.a.", "none", "null", "keine", "keine angabe"})


class StreetLines(NamedTuple):
    """What two street lines say. ``street`` is a whole line where no house number could be split off."""

    street: str | None
    house_number: str | None
    additions: tuple[str, ...] = ()
    is_guess: bool = False

    @classmethod
    def of(cls, split: SplitStreet, *others: str | None, is_guess: bool = False) -> StreetLines:
        """Take a split line with what else belongs to the address."""
        additions = tuple(part for part in (split.addition, *others) if part)
        return cls(split.street, split.house_number, additions, split.is_guess or is_guess)


def read_street_lines(street: str | None, street_2: str | None, country: str | None) -> StreetLines:
    """Read the street lines.

    Args:
        street: The first line as it was typed.
        street_2: The second.
        country: ISO 3166-1 alpha-2 code.
    """
    one, two = _usable(street), _usable(street_2)
    if one is None or two is None or one.casefold() == two.casefold():
        return _read_one(one or two, country)
    first, second = _split(one, country), _split(two, country)
    if first and second:
        return _choose(one, first, two, second, country)
    if first:
        return _read_beside(first, two)
    if second:
        if house_number_alone(one) is not None:
            return _read_beside(second, one)
        is_other_street = is_typed(one) and not begins_like_addition(one, country)
        return StreetLines.of(
            second, one, is_guess=is_other_street or (has_digit(one) and not _names_part(one, country))
        )
    return _read_parts(one, two, country)


def _usable(line: str | None) -> str | None:
    """Take a line, unless it says that there is none: ``-``, ``n/a``."""
    text = clean(line)
    is_empty = text is None or text.casefold() in _NOTHING or not (has_letter(text) or has_digit(text))
    return None if is_empty else text


def _read_one(line: str | None, country: str | None) -> StreetLines:
    if line is None:
        return StreetLines(None, None)
    split = _split(line, country)
    return StreetLines.of(split) if split else StreetLines(line if has_letter(line) else None, None)


def _split(line: str, country: str | None) -> SplitStreet | None:
    return split_non_postal_place(line) or split_street(line, country)


def _names_part(line: str, country: str | None) -> bool:
    return begins_like_addition(line, country) or (line[0].isdecimal() and not has_letter(line))


def _choose(one: str, first: SplitStreet, two: str, second: SplitStreet, country: str | None) -> StreetLines:
    """Choose between two lines that both hold a street and a number."""
    if _names_part(two, country) or _is_same(first, second):
        return StreetLines.of(first, None if _is_same(first, second) else two)
    if _names_part(one, country):
        return StreetLines.of(second, one)
    if is_typed(second.street) and not is_typed(first.street):
        return StreetLines.of(second, one, is_guess=True)
    return StreetLines.of(first, two, is_guess=True)


def _is_same(first: SplitStreet, second: SplitStreet) -> bool:
    return _core(first) == _core(second) and second.addition is None


def _core(split: SplitStreet) -> tuple[str, str]:
    street = "".join(character for character in split.street.casefold() if character.isalnum())
    return street.replace("strasse", "str"), "".join(split.house_number.casefold().split())


def _read_beside(split: SplitStreet, other: str) -> StreetLines:
    """Read a whole address in one line beside another line."""
    number = house_number_alone(other)
    if number is not None and number.casefold() == split.house_number.casefold():
        return StreetLines.of(split)
    # A second figure or a lone letter ("Weg 7" and "a") could belong to the number.
    is_doubtful = number is not None or _TWO_LETTERS.search(other) is None
    if find_non_postal_place((split.street,)) is not None:
        # "Packstation 123" and the customer's number there.
        is_doubtful = False
    return StreetLines.of(split, other, is_guess=is_doubtful)


def _read_parts(one: str, two: str, country: str | None) -> StreetLines:
    """Read two lines of which neither is whole: the street here, its number there."""
    if not has_digit(one) and not begins_like_addition(one, country):
        together = split_street(f"{one} {two}", country)
        if together and together.street == one:
            return StreetLines.of(together)
    number = house_number_alone(one)
    if number is not None and not has_digit(two) and is_typed(two) and not begins_like_addition(two, country):
        return StreetLines(two, number)
    if not has_letter(one) or (begins_like_addition(one, country) and not begins_like_addition(two, country)):
        return StreetLines(two if has_letter(two) else None, None, (one,) if has_letter(one) else ())
    return StreetLines(one, None, (two,))
