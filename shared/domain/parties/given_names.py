"""Given names: whether a word is one, so that the order of a person's names can be told."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from shared.domain.certainty import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIST = Path(__file__).with_name("given_names.txt")
_OFTEN_A_LAST_NAME = "*"
# Letters that have no accent to take away.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PARTS = re.compile(r"[-/]")


def is_given_name(word: str) -> Certainty:
    """Tell whether ``word`` is a given name; ``GUESS`` where it is often a last name as well (``Peter``).

    Of a double name (``Hans-Peter``) every part must be one.
    """
    parts = [part for part in _PARTS.split(word) if part]
    if not parts:
        return Certainty.NO
    known = [_given_names().get(_fold(part), Certainty.NO) for part in parts]
    if len(known) > 1 and min(known) is not Certainty.NO:
        return Certainty.SURE
    return min(known)


@cache
def _given_names() -> Mapping[str, Certainty]:
    """Read the list once; names with umlauts are found under both ways of writing them."""
    names: dict[str, Certainty] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        for entry in () if line.startswith("#") else line.split():
            certainty = Certainty.GUESS if entry.endswith(_OFTEN_A_LAST_NAME) else Certainty.SURE
            name = unicodedata.normalize("NFC", entry.rstrip(_OFTEN_A_LAST_NAME)).casefold()
            for written in (_fold(name), _fold(name.translate(_WRITTEN_OUT))):
                names[written] = min(certainty, names.get(written, certainty))
    return names


def _fold(word: str) -> str:
    """Write a name in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
