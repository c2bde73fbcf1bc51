"""Whether some words are the whole name of a street, a square, a hamlet: what a letter needs before its number."""

from __future__ import annotations

import re

from shared.domain.addresses.address_additions import begins_like_addition
from shared.domain.addresses.house_numbers import is_year
from shared.domain.addresses.street_words import (
    ADJECTIVE_ENDINGS,
    BEFORE_A_PLACE,
    BETWEEN,
    CARE_OF,
    COLONIES,
    CORNERS,
    ELSEWHERE,
    ENGLISH_TYPES,
    FLOORS,
    HEDGES,
    KILOMETRES,
    MARKERS,
    MONTHS,
    RATHER_STREETS,
    ROADS_WITHOUT_HOUSES,
    STREET_BEGINNINGS,
    STREET_ENDINGS,
    STRONG_STREET_ENDINGS,
    TYPES_THAT_MAY_STAND_ALONE,
    TYPES_THAT_NEED_MORE,
    UNIT_ENDINGS,
    UNITS,
    UNITS_OR_STREETS,
)
from shared.domain.certainty import Certainty
from shared.domain.parties.legal_forms import CompanySign, find_company_sign
from shared.domain.plain_text import fold

_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_NO_STREET = re.compile(r"[?@=<>|\\*{}\[\]_~^!]")
# The squares of Mannheim: "C4", "L 15", "Quadrat N7".
_SQUARE = re.compile(r"(?:Quadrat\s)?(?:[A-U]\s?[1-7]|L\s?1?[0-9])", re.IGNORECASE)
# The numbered streets of new estates: "Straße 52", "Weg 7".
_NUMBERED_STREET = re.compile(r"(?:stra(?:ß|ss)e|str\.?|weg)\s?[0-9]{1,3}[a-z]?", re.IGNORECASE)
# "An der B3": a road's number in a street's name.
_BY_THE_ROAD = re.compile(r".*\S\s[ABLKS]\s?[0-9]{1,4}")
# "Laan 1940-1945", "Plein 1944"
_NAMED_AFTER_YEARS = re.compile(r".*[^\W\d_]\s+(?:[0-9]{4}\s?[-–]\s?)?(?P<year>[0-9]{4})")
# Figures within a name: "17.", "2e", "8 mai", "5th", "31-Décembre", "L 15".
_FIGURES = re.compile(r"(?P<glued>[^\W\d_]?)(?P<number>[0-9]+)(?P<behind>\S*)(?:\s+(?P<next>[^\W\d_]+))?")
# "12e": no last word of a street.
_FIGURES_AND_LETTERS = re.compile(r"[0-9]+[^\W\d_]{1,2}")
_ORDINAL_ENDING = re.compile(r"(?:\.|°|º|e|er|de|ste|st|nd|rd|th|ème|eme|ter|[-–][^\W\d_]).*", re.IGNORECASE)
# Ends of words that name a part of a house; "Backhaus" and other places end like "Hinterhaus".
_UNIT_ENDINGS_OF_NO_STREET = tuple(ending for ending in UNIT_ENDINGS if ending != "haus")
_MARKER_ALONE = re.compile(rf"(?:{MARKERS})[.:\s]*", re.IGNORECASE)
_SHORTEST_BEFORE_ENDING = 2


def is_typed(street: str) -> bool:
    """Whether a word of ``street`` says that it is one: ``Lindenstr.``, ``rue Haute``, ``Am Markt``, ``Mill Lane``."""
    words = [fold(word) for word in street.split()]
    if not words:
        return False
    first, last = words[0].replace("str.", "str"), words[-1]
    if len(words) == 1:
        return last.endswith(STREET_ENDINGS) and last not in TYPES_THAT_NEED_MORE
    return (
        first in STREET_BEGINNINGS
        or first.startswith(("ul.", "al.", "os.", "c/", "rue-"))
        or last in ENGLISH_TYPES
        or any(word.endswith(STREET_ENDINGS) for word in words)
    )


def is_square(street: str) -> bool:
    """Whether ``street`` is a square of Mannheim."""
    return _SQUARE.fullmatch(street) is not None


def is_strongly_typed(word: str) -> bool:
    """Whether one word is a street's name by its ending and by nothing else's: ``Lindenstr.``, ``Bachgasse``."""
    folded = fold(word)
    return any(
        folded.endswith(ending) and len(folded) >= len(ending) + _SHORTEST_BEFORE_ENDING
        for ending in STRONG_STREET_ENDINGS
    )


def judge_street(street: str, *, number_is_marked: bool = False, country: str | None = None) -> Certainty:
    """Tell whether ``street``, which stands before a house number, is a whole street with nothing else in it.

    Args:
        street: The words without the signs that set them off.
        number_is_marked: Whether ``Nr.`` or the like stands between street and number.
        country: ISO 3166-1 alpha-2 code.
    """
    if is_square(street) and country in {None, "DE"}:
        return Certainty.SURE
    if _is_no_street(street, country):
        return Certainty.NO
    last = fold(street.rsplit(maxsplit=1)[-1])
    if last[-1].isdecimal() or _FIGURES_AND_LETTERS.fullmatch(last):
        name = _judge_figures_at_the_end(street, number_is_marked=number_is_marked)
    else:
        words = [fold(word) for word in street.split()]
        name = min(_judge_last_word(words, number_is_marked=number_is_marked), _judge_figures_within(street))
    return min(name, Certainty.GUESS) if _is_rather_a_site(street) else name


def _is_no_street(street: str, country: str | None) -> bool:
    """Whether the words are anything but a street: a sign, a company, a floor, a neighbour's house."""
    if not _TWO_LETTERS.search(street) or _NO_STREET.search(street) or _MARKER_ALONE.fullmatch(street):
        return True
    words = {fold(word) for word in street.split()}
    return (
        bool(words & (ELSEWHERE | HEDGES | KILOMETRES))
        or not (street[0].isalnum() or street[0] in "'’")
        or begins_with_addition(street, country)
        or _names_company(street)
    )


def _is_rather_a_site(street: str) -> bool:
    """Whether the words are an organisation's or a site's: ``Hotel Krone``, ``Kita Sonne Bachweg``, ``KGV Nord``."""
    words, _, last = street.rpartition(" ")
    named = words if is_strongly_typed(last) else street
    is_organisation = find_company_sign(named) is CompanySign.LIKELY and (named is words or not is_typed(street))
    return is_organisation or street.casefold().startswith(COLONIES)


def _names_company(street: str) -> bool:
    """Whether the words are a company's, or a company's and a street's: ``Meier GmbH Lindenstr.``."""
    words, _, last = street.rpartition(" ")
    if find_company_sign(street) is CompanySign.LEGAL_FORM:
        return True
    return is_strongly_typed(last) and find_company_sign(words) is CompanySign.LEGAL_FORM


def begins_with_addition(street: str, country: str | None) -> bool:
    """Whether ``street`` begins with what cannot begin a street: ``2. OG``, ``c/o Meier``, ``Hinterhaus``."""
    words = street.split()
    first, *others = (fold(word) for word in words)
    if (
        first in UNITS_OR_STREETS
        or (first.endswith("haus") and first not in UNITS)
        or (others and first in CARE_OF and others[0] in CARE_OF)
    ):
        return False
    if others and (first == "st" or is_strongly_typed(words[0])):
        return False
    return begins_like_addition(street, country) and not words[0].endswith("-")


def _judge_last_word(words: list[str], *, number_is_marked: bool) -> Certainty:
    last = words[-1].strip("-'’()/")
    if len(words) == 1 and last in TYPES_THAT_MAY_STAND_ALONE:
        return Certainty.GUESS
    is_place = len(words) > 1 and words[-2] in BEFORE_A_PLACE
    is_unit = last in UNITS or last in FLOORS or last.endswith(_UNIT_ENDINGS_OF_NO_STREET)
    # "Wiener Hof 3", but not "Lindenstr. Hof 3".
    is_named = last in RATHER_STREETS and len(words) > 1 and not any(map(is_strongly_typed, words[:-1]))
    is_nothing = (
        (len(words) == 1 and last in TYPES_THAT_NEED_MORE)
        or last in ROADS_WITHOUT_HOUSES | BETWEEN
        or (is_unit and not is_place)
        or (last in UNITS_OR_STREETS and not is_place and not is_named)
        or (len(last) == 1 and not number_is_marked)
    )
    if is_nothing:
        return Certainty.NO
    # "Am Stock 3" is a place, likely; "Forsthaus 1" a hamlet, or a house of a larger site.
    is_doubtful = (
        is_unit
        or (is_named and not is_place and last != "platz")
        or (last.endswith("haus") and not is_place)
        or _could_be_two_names(words)
    )
    return Certainty.GUESS if is_doubtful else Certainty.SURE


def _could_be_two_names(words: list[str]) -> bool:
    """Whether a word stands before a street's name that need not belong to it: ``Berlin Lindenstr.``."""
    if CORNERS & set(re.split(r"[\s/]", " ".join(words))):
        return True
    if len(words) == 1 or not is_strongly_typed(words[-1]):
        return False
    before = words[-2]
    is_short = len(before) <= 2 or before[-1].isdecimal()  # noqa: PLR2004 - "St. Annaweg", "3. Querweg"
    if before in {"hinter", "vor"}:
        # "hinter Bachweg 9": a neighbour's number.
        return True
    return not is_short and before not in BEFORE_A_PLACE and not before.endswith(ADJECTIVE_ENDINGS)


def _judge_figures_within(street: str) -> Certainty:
    """Judge figures before the last word: ``Straße des 17. Juni`` is a name, ``Lindenstr. 5 Hof`` is not."""
    for match in _FIGURES.finditer(street):
        following = fold(match["next"] or "")
        is_part_of_name = (
            bool(match["glued"])
            or (match["behind"] and _ORDINAL_ENDING.match(match["behind"]))
            or following in MONTHS
            or is_year(match["number"])
        )
        if not is_part_of_name:
            return Certainty.NO
    first = street.split(maxsplit=1)[0]
    # "3 Maja": a day without a word before it could be a number before its street.
    return Certainty.GUESS if first.isdecimal() else Certainty.SURE


def _judge_figures_at_the_end(street: str, *, number_is_marked: bool) -> Certainty:
    if _NUMBERED_STREET.fullmatch(street) or _BY_THE_ROAD.fullmatch(street):
        return Certainty.SURE
    years = _NAMED_AFTER_YEARS.fullmatch(street)
    if years and is_year(years["year"]):
        return Certainty.SURE
    if number_is_marked and not is_typed(street):
        return Certainty.GUESS
    return Certainty.NO


def ends_with_month(street: str) -> bool:
    """Whether the last word is a month, so that a year behind it is no house number."""
    return bool(street) and fold(street.rsplit(maxsplit=1)[-1]) in MONTHS
