"""What belongs to an address beside street and number: a floor, a flat, who takes the post, a part of a town."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.domain.addresses.street_words import (
    ARTICLES,
    CARE_OF,
    DIRECTIONS,
    ELSEWHERE,
    FLOORS,
    KILOMETRES,
    LOCALITIES,
    UNIT_ENDINGS,
    UNITS,
    UNITS_OR_STREETS,
)
from shared.domain.certainty import Certainty
from shared.domain.parties.legal_forms import CompanySign, find_company_sign
from shared.domain.plain_text import fold, has_digit, has_letter

if TYPE_CHECKING:
    from collections.abc import Mapping

# The first word of an addition with the ordinal and before the figures that may be glued to it:
# "3. OG", "2ème étage", "2° piano", "Top8", "z.Hd.", "c/o", "Whg-Nr. 5".
_FIRST_WORD = re.compile(
    r"(?P<ordinal>(?:[0-9]{1,2}(?:\.|º|°|ª|er?|ème|eme|de|ste|nd|rd|st|th)?|[IVX]{1,4}(?=[.\s])\.?|st\.)\s*[-/]?\s*)?"
    r"(?P<word>c/o|p\.\s?a\.?|z\.\s?hd\.?|z\.\s?h\.?|zu\s+hd|[^\W\d_]+(?:['’][^\W\d_]+)*)(?P<behind>.*)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVX]{1,4}\.?")
# What follows a word that may also name a street: "Haus 3", "Haus B", "Haus".
_NUMBER_OF_A_PART = re.compile(r"\.?\s*(?:[0-9]|[A-Za-z](?!\w)|[IVX]+(?!\w)|$)")
# "3º B", "2°": Spanish and Italian floors without a word.
_FLOOR_SIGN = re.compile(r"[0-9]{1,2}\s?[º°ª](?!\w).*")
# "12345 Oberstadt", "CH-8001 Zürich", "1234 AB Dorp"
_POSTAL_CODE_AND_CITY = re.compile(
    r"(?:[A-Z]{1,2}[- ])?(?P<code>[0-9]{2,3}[- ]?[0-9]{2,3})(?:\s?[A-Z]{2})?\s+[^\W\d_]{2}.*"
)
# "m. 3" is a Polish flat, "st." a Danish ground floor or an Austrian staircase, "T. 7" an Austrian door; elsewhere
# such words mean nothing, or begin a street.
_UNITS_OF_A_COUNTRY = {"m": ("PL",), "st": ("DK", "AT"), "t": ("AT",)}
_CODE_LENGTHS: Mapping[int, frozenset[str]] = {
    4: frozenset({"AT", "BE", "CH", "DK", "LI", "LU", "NL", "HU", "NO", "SI", "BG"}),
    5: frozenset({"DE", "FR", "IT", "ES", "PL", "CZ", "SK", "HR", "SE", "FI", "EE", "MC", "US", "SM", "VA"}),
}


def begins_like_addition(text: str, country: str | None = None) -> bool:
    """Whether the first word of ``text`` surely names a part of a house, a receiver or a part of a town."""
    match = _FIRST_WORD.match(text)
    if match is None:
        return _FLOOR_SIGN.match(text) is not None or re.match(r"#\s?[0-9]", text) is not None
    word, behind = fold("".join(match["word"].split())), match["behind"]
    ordinal = (match["ordinal"] or "").casefold()
    if ordinal and not ordinal.startswith("st"):
        return _is_part_of_house(word) or word in UNITS_OR_STREETS
    if word in CARE_OF:
        return _takes_post(word, behind)
    if word in _UNITS_OF_A_COUNTRY:
        return country in _UNITS_OF_A_COUNTRY[word]
    if word in UNITS_OR_STREETS:
        return _NUMBER_OF_A_PART.match(behind) is not None
    return _is_part_of_house(word) or word in LOCALITIES or word in DIRECTIONS


def _is_part_of_house(word: str) -> bool:
    return word in FLOORS or word in UNITS or word.endswith(UNIT_ENDINGS)


def _takes_post(word: str, behind: str) -> bool:
    """Whether a word such as ``bei`` stands before a person: ``bei Meier``, and not ``Bei der Kirche``."""
    following = behind.lstrip(". ").split(maxsplit=1)
    if not following or (word in {"bei", "chez"} and fold(following[0]) in ARTICLES):
        return False
    if word == "b":
        return behind.startswith(".") and following[0][0].isupper()
    return word != "zu" or fold(following[0]).startswith(("händen", "hd"))


def judge_addition(text: str, *, is_separated: bool, country: str | None = None) -> Certainty:
    """Tell whether what stands behind a house number is an addition.

    Args:
        text: The text without the signs that set it off.
        is_separated: Whether a comma, a slash, a dash or a bracket set it off.
        country: ISO 3166-1 alpha-2 code; decides how long a postal code is.
    """
    if not text or _is_surely_addition(text, country):
        return Certainty.SURE
    first = fold(text.split(maxsplit=1)[0])
    if not has_letter(text) or first in KILOMETRES or "?" in text:
        return Certainty.NO
    if first in ELSEWHERE or len(text) == 1 or text[0] == "(" or names_town(text):
        # "Weg 3, b": the letter may belong to the number.
        return Certainty.GUESS
    if text[0].isdecimal():
        return Certainty.GUESS if is_separated and not has_digit(text.lstrip("0123456789")) else Certainty.NO
    if is_separated:
        return Certainty.GUESS if has_digit(text) else Certainty.SURE
    return Certainty.NO if has_digit(text) or len(first) == 1 else Certainty.GUESS


def _is_surely_addition(text: str, country: str | None) -> bool:
    is_named = begins_like_addition(text, country) or find_company_sign(text) is CompanySign.LEGAL_FORM
    is_floor = _ROMAN.fullmatch(text) is not None and len(text) > 1
    return is_named or is_floor or _has_length_of_code(text, country)


def names_town(text: str) -> bool:
    """Whether ``text`` is a postal code with its town: ``12345 Oberstadt``."""
    return _POSTAL_CODE_AND_CITY.fullmatch(text) is not None


def _has_length_of_code(text: str, country: str | None) -> bool:
    match = _POSTAL_CODE_AND_CITY.match(text)
    figures = re.sub(r"\D", "", match["code"]) if match else ""
    return country is not None and country in _CODE_LENGTHS.get(len(figures), frozenset())
