"""Which of the words of a name are given names and which the last name, told by what is known of each word."""

from __future__ import annotations

import re
from typing import NamedTuple

from shared.domain.certainty import Certainty
from shared.domain.parties.given_names import is_given_name
from shared.domain.parties.name_words import (
    ARABIC_SERVANTS,
    CHINESE_LAST_NAMES,
    COMMON_LAST_NAMES,
    JOINING,
    LAST_NAME_ENDINGS,
    MAIDEN,
    VIETNAMESE,
)

INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
"""``U.``, ``U.W.``, ``J.-P.``, ``U``"""

_PAIR = 2


class SplitName(NamedTuple):
    """Words of a name, parted. ``is_person`` holds where they tell that they are a person's name."""

    first: list[str]
    last: list[str]
    is_sure: bool
    is_person: bool
    titles: tuple[str, ...] = ()


def looks_like_last_name(word: str) -> bool:
    """Whether a word has the form of a last name: ``Brückmeier``, ``Kowalski``, ``Huber``."""
    folded = word.casefold()
    return folded in COMMON_LAST_NAMES or folded.endswith(LAST_NAME_ENDINGS) or "-" in word


def split_by_evidence(words: list[str]) -> SplitName:
    """Part the given names from the last name, whichever stands first."""
    given = [_weigh_word(word) for word in words]
    if INITIAL.fullmatch(words[-1]):
        return _split_before_initial(words, given)
    if len(words) == _PAIR:
        return _split_two(words[0], words[1], given)
    leading = next((place for place, known in enumerate(given) if known is Certainty.NO), len(words))
    trailing = next((place for place, known in enumerate(reversed(given)) if known is Certainty.NO), len(words))
    is_open = any(word.casefold() in VIETNAMESE | MAIDEN | ARABIC_SERVANTS for word in words)
    if trailing and not leading:
        last = words[: len(words) - trailing]
        is_person = len(last) == 1 and looks_like_last_name(last[0])
        return SplitName(words[len(last) :], last, is_sure=False, is_person=is_person)
    # A last name there must be, even where every word is a given name, or none is.
    first = words[: min(leading, len(words) - 1)] or words[:-1]
    last = words[len(first) :]
    is_plain = leading == len(words) - 1 and not is_open and not _is_shouted(words[0], words[-1])
    sure = is_plain and min(given[1:leading]) is Certainty.SURE
    return SplitName(first, last, is_sure=sure, is_person=_tells_person(given, leading, last))


def _tells_person(given: list[Certainty], leading: int, last: list[str]) -> bool:
    """Whether words that begin with ``leading`` given names are a person's, and ``last`` nobody's trade."""
    if leading == len(given):
        return given[-1] is Certainty.GUESS
    return leading > 0 and (len(last) == 1 or all(looks_like_last_name(word) for word in last))


def _weigh_word(word: str) -> Certainty:
    """Take initials, and the "und" between two first names, for given names."""
    return Certainty.SURE if INITIAL.fullmatch(word) or word.casefold() in JOINING else is_given_name(word)


def _split_before_initial(words: list[str], given: list[Certainty]) -> SplitName:
    """Read ``Tannert U.``; where a given name stands before it (``Ulrich T.``), the last name is missing."""
    if given[0] is not Certainty.NO or not all(INITIAL.fullmatch(word) for word in words[1:]):
        return SplitName(words, [], is_sure=False, is_person=False)
    return SplitName(words[1:], words[:1], is_sure=False, is_person=False)


def _split_two(one: str, two: str, given: list[Certainty]) -> SplitName:
    """Tell two words apart by what is known of each."""
    known_one, known_two = given
    in_order = SplitName([one], [two], is_sure=False, is_person=known_one is not Certainty.NO)
    if INITIAL.fullmatch(one):
        return in_order._replace(is_sure=True)
    is_shouted = _is_shouted(one, two)
    if not _is_of_open_order(one, two, known_one):
        if _is_turned(one, known_one, known_two, is_shouted=is_shouted):
            is_person = known_one is Certainty.GUESS or (is_shouted and known_two is not Certainty.NO)
            return SplitName([two], [one], is_sure=False, is_person=is_person or looks_like_last_name(one))
        if known_one is known_two is Certainty.SURE:
            # "Anna Maria": there may be no last name at all.
            return in_order._replace(is_person=False)
        return in_order._replace(is_sure=known_one > known_two and not is_shouted)
    return in_order


def _is_turned(one: str, known_one: Certainty, known_two: Certainty, *, is_shouted: bool) -> bool:
    """Whether the second word is rather the given name than the first: ``Huber Franz``, ``KLEIN Max``."""
    if is_shouted and known_one is not Certainty.SURE:
        return True
    if known_two is Certainty.GUESS and known_one is Certainty.NO:
        return looks_like_last_name(one)
    return known_two > known_one


def _is_of_open_order(one: str, two: str, known_one: Certainty) -> bool:
    """Whether nobody can know which of two words is the last name: ``Wang Xiaoming``, ``Kim Min-Jun``."""
    if one.casefold() in ARABIC_SERVANTS:
        return True
    if one.casefold() in CHINESE_LAST_NAMES:
        return known_one is not Certainty.SURE or "-" in two
    return two.casefold() in CHINESE_LAST_NAMES and known_one is Certainty.NO


def _is_shouted(first: str, last: str) -> bool:
    """Whether only the first word is in capitals, as the last name is in French forms."""
    return len(first) > 1 and first.isupper() and not last.isupper() and not INITIAL.fullmatch(first)
