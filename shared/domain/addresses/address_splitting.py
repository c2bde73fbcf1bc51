"""Splitting a street line into street, house number and addition.

DreamRobot keeps all three in one line. Every number of the line is tried as the house number; what stands around
it must be a street and, if anything, an addition. Where nothing but one reading is left it is taken, and marked as
a guess where a part of it is one. Where two are left the line is not split: a house number that nobody gave would
send a letter to a stranger. The parts hold every letter and digit of the line, save the word "No." before a
number; only white space and separators change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.addresses.address_additions import judge_addition
from shared.domain.addresses.house_numbers import is_year, judge_number, number_ends, tidy
from shared.domain.addresses.number_first import NUMBER_FIRST_COUNTRIES, read_before_street
from shared.domain.addresses.street_line_parts import (
    SEPARATORS,
    Behind,
    StreetReading,
    judge_before,
    part_head,
    without_marker,
)
from shared.domain.addresses.street_names import (
    begins_with_addition,
    ends_with_month,
    is_square,
    is_strongly_typed,
    judge_street,
)
from shared.domain.addresses.street_words import FLOORS, FLOORS_WITHOUT_ORDINAL, STREET_ENDINGS
from shared.domain.certainty import Certainty
from shared.domain.parties.legal_forms import CompanySign, find_company_sign
from shared.domain.plain_text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator


class SplitStreet(NamedTuple):
    """The parts of a street line.

    ``addition`` names a staircase, a floor or a flat. ``is_guess`` marks a split that may be wrong.
    """

    street: str
    house_number: str
    addition: str | None = None
    is_guess: bool = False


# Longer lines are no streets; the bound also keeps hostile input from costing time.
_LONGEST_LINE = 200
_ORNAMENTS = '"*!„“”'
# Where a number may begin: "12", "(12", "Nr.12", "#12", "n°12", "Weg-12", "Lindenstr.12", "Lindenweg12".
_START = re.compile(r"(?:^|(?<=[\s,;(#№°º:])|(?<=[^\W\d_][-.])|(?<=[^\W\d_]{3}))(?=[0-9])")
# What may be glued to a number: "12hs", "12EG".
_GLUED_UNIT = re.compile(r"(?:hs|huis|bg|eg|og|dg|ug|hh|vh)(?!\w)", re.IGNORECASE)
# What shows that a number goes on: "3.", "3º", "7,5", "12?".
_GOES_ON = re.compile(r"[\w.º°ª'’@?!]|[,:][0-9]")
_FOUR_FIGURES = 1000


def split_street(line: str | None, country: str | None = None) -> SplitStreet | None:
    """Split a street line, or return ``None`` where no house number can be told.

    Args:
        line: The line as it was typed.
        country: ISO 3166-1 alpha-2 code; decides whether the number is looked for first or last.
    """
    text = (clean(line) or "").strip(f"{SEPARATORS}{_ORNAMENTS}.")
    if not text or len(text) > _LONGEST_LINE:
        return None
    readings = [reading for match in _START.finditer(text) for reading in _read_at(text, match.start(), country)]
    for certainty in (Certainty.SURE, Certainty.GUESS):
        best = {_make_split(reading) for reading in readings if reading.certainty is certainty}
        if best:
            return best.pop() if len(best) == 1 else None
    return None


def _make_split(reading: StreetReading) -> SplitStreet:
    addition = ", ".join(part for part in reading.additions if part)
    is_guess = reading.certainty is Certainty.GUESS
    return SplitStreet(reading.street, tidy(reading.number), addition or None, is_guess=is_guess)


def _read_at(text: str, start: int, country: str | None) -> Iterator[StreetReading]:
    """Read the line with the house number that begins at ``start``: behind its street, and before it."""
    ends = [end for end in number_ends(text, start) if _ends_at(text, end)]
    for read in (_read_behind_street, read_before_street):
        readings = [read(text, start, end, country) for end in ends]
        # The longest number that makes sense; the shorter ones are its beginnings.
        best = max(readings, key=lambda reading: reading.certainty, default=None)
        if best is not None and best.certainty is not Certainty.NO:
            yield best


def _ends_at(text: str, end: int) -> bool:
    return _GLUED_UNIT.match(text, end) is not None or _GOES_ON.match(text, end) is None


def _read_behind_street(text: str, start: int, end: int, country: str | None) -> StreetReading:
    number, behind = text[start:end], Behind.of(text[end:])
    head, is_marked = without_marker(text[:start])
    before, street = part_head(head)
    around = min(
        judge_number(number, country),
        judge_addition(behind.text, is_separated=behind.is_separated, country=country),
    )
    certainty = min(
        around,
        judge_before(before, street),
        judge_street(street, number_is_marked=is_marked, country=country),
        _judge_together(street, number, behind.text, country),
        _judge_gap(street, text[len(head) : start]),
    )
    if certainty is Certainty.NO:
        addition, street_alone = _part_words(street, country)
        if addition:
            certainty = min(around, Certainty.GUESS)
            return StreetReading(street_alone, number, (before, addition, behind.text), certainty)
    return StreetReading(street, number, (before, behind.text), certainty)


def _part_words(words: str, country: str | None) -> tuple[str, str]:
    """Part ``c/o Meier Lindenstr.`` and ``Meier GmbH Lindenstr.``, where no sign stands between."""
    rest, _, street = words.rpartition(" ")
    if not rest or not is_strongly_typed(street):
        return "", words
    is_addition = begins_with_addition(rest, country) or find_company_sign(rest) is CompanySign.LEGAL_FORM
    return (rest, street) if is_addition else ("", words)


def _judge_together(street: str, number: str, addition: str, country: str | None) -> Certainty:
    """Judge what no part shows alone."""
    if is_year(number) and (ends_with_month(street) or country in NUMBER_FIRST_COUNTRIES):
        return Certainty.NO
    is_long = number.isdecimal() and int(number) >= _FOUR_FIGURES
    if is_long and addition and not begins_with_addition(addition, country):
        # "Dorfstrasse 8001 Zürich"
        return Certainty.NO
    # "Lindenstr. 3 OG": the third floor, or number three?
    first = fold(addition.split(maxsplit=1)[0]) if addition else ""
    return Certainty.GUESS if first in FLOORS - FLOORS_WITHOUT_ORDINAL else Certainty.SURE


def _judge_gap(street: str, gap: str) -> Certainty:
    """Judge what lies between street and number: nothing (``Dorf12``), or a blank after a blank (``L 3 12``)."""
    if not gap and not fold(street).endswith(STREET_ENDINGS):
        return Certainty.GUESS
    return Certainty.GUESS if gap.isspace() and is_square(street) and " " in street else Certainty.SURE
