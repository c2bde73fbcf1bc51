"""Reading a line whose house number stands before its street: ``12 bis, rue Haute``, ``10 Downing Street``."""

from __future__ import annotations

import re

from shared.domain.addresses.address_additions import judge_addition
from shared.domain.addresses.house_numbers import is_year, judge_number
from shared.domain.addresses.street_line_parts import (
    PARTING,
    SEPARATORS,
    StreetReading,
    is_parted,
    judge_before,
    without_marker,
)
from shared.domain.addresses.street_names import (
    begins_with_addition,
    ends_with_month,
    is_strongly_typed,
    is_typed,
    judge_street,
)
from shared.domain.addresses.street_words import ENGLISH_TYPES, FRENCH_TYPES
from shared.domain.certainty import Certainty
from shared.domain.plain_text import fold, has_digit

NUMBER_FIRST_COUNTRIES = frozenset({"AU", "CA", "FR", "GB", "IE", "LU", "MC", "MT", "NZ", "US"})
"""Where the house number stands before the street."""

_ENGLISH_COUNTRIES = frozenset({"AU", "CA", "GB", "IE", "MT", "NZ", "US"})
# "12 B": a letter with a blank before it, which in English is a compass point or a name.
_LETTER_APART = re.compile(r".*\s[a-zA-Z]")
_MOST_GERMAN_WORDS = 3


def read_before_street(text: str, start: int, end: int, country: str | None) -> StreetReading:
    """Read ``text`` with the house number from ``start`` to ``end`` and the street behind it."""
    number = text[start:end]
    head, _ = without_marker(text[:start])
    before = head.strip(f"{SEPARATORS}()")
    # "Flat 3 10 Downing Street", but not "Unit 4 Park Estate".
    is_complete = begins_with_addition(before, country) and before[-1].isdecimal() if before else True
    street, addition = _part_street(text[end:].strip(SEPARATORS), country)
    certainty = min(
        Certainty.SURE if is_complete or is_parted(text, len(head), start) else Certainty.NO,
        judge_number(number, country),
        judge_before(before, street),
        judge_addition(addition, is_separated=True, country=country),
        _judge_street_behind(street, number, country),
    )
    return StreetReading(street, number, (before, addition), certainty)


def _part_street(rest: str, country: str | None) -> tuple[str, str]:
    """Part ``rue Haute Appt 4`` into the street and an addition."""
    cuts = [(match.start(), match.end()) for match in PARTING.finditer(rest)]
    cuts += [
        (match.start(), match.end())
        for match in re.finditer(r"\s+", rest)
        if begins_with_addition(rest[match.end() :], country) and _is_addition_behind(rest[match.end() :])
    ]
    start, end = min(cuts, default=(len(rest), len(rest)))
    return rest[:start], rest[end:].strip(f"{SEPARATORS}()")


def _is_addition_behind(rest: str) -> bool:
    """Whether a unit's word has something with it; alone it may end the street (``rue de la Porte``)."""
    return has_digit(rest) or rest.casefold().startswith(("c/o", "chez", "bât", "rdc"))


def _judge_street_behind(street: str, number: str, country: str | None) -> Certainty:
    words = [fold(word) for word in street.split()]
    if not words or words[0].isdecimal():
        return Certainty.NO
    is_french = words[0] in FRENCH_TYPES
    if _LETTER_APART.fullmatch(number) and (not is_french or country in _ENGLISH_COUNTRIES):
        return Certainty.NO
    name = judge_street(street, number_is_marked=True, country=country)
    if country in NUMBER_FIRST_COUNTRIES or (is_french and country in {None, "CH", "BE"}):
        return _judge_where_usual(street, name)
    return _judge_where_unusual(street, words, name)


def _judge_where_usual(street: str, name: Certainty) -> Certainty:
    """Judge the street where numbers stand first, so that what stands behind one is a street."""
    if name is Certainty.GUESS and not has_digit(street):
        return Certainty.SURE
    return Certainty.SURE if _is_named_after_a_day(street) else name


def _judge_where_unusual(street: str, words: list[str], name: Certainty) -> Certainty:
    """Judge ``12 Birkenweg`` in a country where numbers stand last."""
    if has_digit(street) or len(words) > _MOST_GERMAN_WORDS:
        return Certainty.NO
    if is_strongly_typed(words[-1]) and not words[-1].startswith("quer"):
        return name
    return min(name, Certainty.GUESS) if words[-1] in ENGLISH_TYPES or is_typed(street) else Certainty.NO


def _is_named_after_a_day(street: str) -> bool:
    """Whether a street is named after a day with its year: ``rue du 8 mai 1945``."""
    head, _, year = street.rpartition(" ")
    return is_year(year) and ends_with_month(head)
