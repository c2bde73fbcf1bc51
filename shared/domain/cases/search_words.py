"""The words under which a case is found, and the words of somebody who searches, folded the same way.

Folding makes ``Müller``, ``MUELLER`` and ``mueller`` one word, and ``26-000001`` and ``26 000001`` one number.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.cases.case import Case

SHORTEST_WORD = 2
LONGEST_WORD = 40
MOST_WORDS_OF_A_NAME = 6
MOST_PREVIOUS_NUMBERS = 8
MOST_WORDS_OF_A_SEARCH = 6
_LATIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l"})


def fold(text: str) -> str:
    """Return the letters and digits of a text in their plainest form; all else is left out."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_LATIN_LETTERS)
    apart = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(letter for letter in apart if letter.isalnum())[:LONGEST_WORD]


def words_of_case(case: Case) -> tuple[str, ...]:
    """Return the words under which a case is found: the rarest kind first, each word once.

    File numbers, also those of before, the debtor's name, and for each order its number and its invoice.
    """
    told = case.snapshot
    numbers = (told.case_number, *told.previous_case_numbers[:MOST_PREVIOUS_NUMBERS]) if told else ()
    name = _long_enough(_words_of_name(case.debtor.display_name))[:MOST_WORDS_OF_A_NAME]
    papers = [paper for position in case.positions for paper in (position.order_id, position.invoice_number) if paper]
    return _long_enough([*map(fold, numbers), *name, *map(fold, papers)])


def words_of_search(text: str) -> tuple[str, ...]:
    """Return what somebody looks for, the longest word first; a number written with spaces is one word."""
    if re.fullmatch(r"[\W\d_]+", text):
        return _long_enough([fold(text)])
    parts = [word for part in text.split() for word in ([fold(part)] if _has_digit(part) else _split(part))]
    return tuple(sorted(_long_enough(parts), key=len, reverse=True))[:MOST_WORDS_OF_A_SEARCH]


def has_all(words: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether each wanted word begins one of ``words``."""
    known = tuple(words)
    return all(any(word.startswith(start) for word in known) for start in wanted)


def _words_of_name(name: str) -> list[str]:
    """Split a name at everything that is no letter; ``4-you`` is found by its parts and as a whole."""
    wholes = [fold(part) for part in name.split() if _has_digit(part)]
    return [*(word for part in name.split() for word in _split(part)), *wholes]


def _split(text: str) -> list[str]:
    return [fold(part) for part in re.split(r"[\W_]+", text) if part]


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _long_enough(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if len(word) >= SHORTEST_WORD))
