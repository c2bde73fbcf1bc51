"""House numbers as they are written: ``12``, ``12 a-c``, ``5/2/14``, ``8 1/2``, ``12 bis``, ``3-5 und 7``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.domain.addresses.street_words import MARKERS
from shared.domain.certainty import Certainty
from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

# "12"; five figures at most: longer ones are postal codes, telephone or customer numbers.
_FIGURES = re.compile(r"[0-9]{1,5}(?![0-9])")
# What may follow the figures: " 1/2", "½", " bis" (but not "12 bis 14"), "a", " a" (but not " c/o", " u. 14",
# " D-10117").
_SUFFIX = re.compile(
    r"\s[1-9]/[2-9](?![\w/])|\s?[½¼¾⅓⅔]|\s?(?:bis|ter|quater)(?!\w)(?!\s*[0-9])|\s?(?!u\s[0-9])[a-zA-Z](?![\w'’.]|/o|-[0-9]{4})",
    re.IGNORECASE,
)
# What joins two numbers: "-", "/", "+", "&", " u. ", " und ", " bis ".
_JOINER = re.compile(r"\s?[-–—/+&]\s?|\s?(?:und|u\.|u|bis|et|en|to)(?:\s?(?=[0-9])|\s(?=[a-z](?!\w)))", re.IGNORECASE)
# What may follow a joiner: "14", "R02", "c", "II".
_PART = re.compile(
    r"[0-9]{1,5}(?!\w*[0-9])|[a-zA-Z][0-9]{1,3}(?!\w)|[IVX]{1,4}(?!\w)|[a-zA-Z](?![\w'’.])", re.IGNORECASE
)
_BARE_FIGURES = re.compile(r"[0-9]+")
# "Nr. 12", "12 a"
_MARKER_AND_REST = re.compile(rf"(?:(?:{MARKERS})[.:\s]*)?(?P<rest>[0-9].*)", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_MOST_PARTS = 8
# Longer lines are no house numbers; the bound also keeps hostile input from costing time.
_LONGEST_LINE = 60
_FRACTION_APART = re.compile(r"\s[1-9]/[2-9]")
# The highest number that is usual, and the highest that there is.
_USUAL, _POSSIBLE = 999, 9999
_HIGHEST = {
    **dict.fromkeys(("US", "CA"), (99999, 99999)),
    **dict.fromkeys(("CZ", "SK", "AU", "FR", "IT", "ES"), (9999, 9999)),
}


def number_ends(text: str, start: int) -> Iterator[int]:
    """Say where a house number that begins at ``start`` can end, the longest first."""
    figures = _FIGURES.match(text, start)
    if figures is None:
        return
    ends = [figures.end()]
    for _ in range(_MOST_PARTS):
        suffix = _SUFFIX.match(text, ends[-1]) if text[ends[-1] - 1].isdecimal() else None
        if suffix:
            ends.append(suffix.end())
        joiner = _JOINER.match(text, ends[-1])
        part = _PART.match(text, joiner.end()) if joiner else None
        if part is None:
            break
        ends.append(part.end())
    yield from reversed(ends)


def house_number_alone(line: str | None) -> str | None:
    """Return the house number where a line holds nothing else (``12 a``, ``Nr. 7``)."""
    text = (clean(line) or "").rstrip(" .,;")
    match = _MARKER_AND_REST.fullmatch(text) if len(text) <= _LONGEST_LINE else None
    if match is None:
        return None
    rest = match["rest"]
    is_number = next(number_ends(rest, 0), None) == len(rest)
    return tidy(rest) if is_number and judge_number(rest) is Certainty.SURE else None


def judge_number(number: str, country: str | None = None) -> Certainty:
    """Tell whether a number can be a house's.

    Zero stands for none; a leading zero and a number above a thousand are rather something else. Czech,
    Italian and rural French houses have numbers of four figures, American ones of five.
    """
    first = _BARE_FIGURES.findall(number)[0]
    highest_usual, highest = _HIGHEST.get(country or "", (_USUAL, _POSSIBLE))
    if int(first) == 0 or int(first) > highest:
        return Certainty.NO
    # "12 1/2" is half a house in Germany, and a staircase and a door in Austria.
    is_two_in_austria = country == "AT" and _FRACTION_APART.search(number) is not None
    is_doubtful = first.startswith("0") or int(first) > highest_usual or is_two_in_austria
    return Certainty.GUESS if is_doubtful else Certainty.SURE


def is_year(number: str) -> bool:
    """Whether a number could be a year."""
    return _YEAR.fullmatch(number) is not None


def tidy(number: str) -> str:
    """Take the white space around the signs of a number away."""
    return re.sub(r"\s*([-–—/+])\s*", r"\1", number)
