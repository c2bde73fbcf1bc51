"""Text as people typed it, made fit for a letter: one line, canonical, with damage kept visible.

The guarantee: cleaning changes white space and invisible characters, and never a letter or a digit.
"""

from __future__ import annotations

import unicodedata

DAMAGE = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was lost on its way; a text that holds it must not be taken for what was meant."""


def clean(text: str | None) -> str | None:
    """Make ``text`` one line without invisible characters, or ``None`` where nothing is left of it.

    Control characters inside a word and lone surrogates mean that something was lost: they become
    :data:`DAMAGE`. The result is in Unicode normal form C, so that equal names are equal strings.
    """
    if text is None:
        return None
    visible = "".join(_visible(character) for character in text.strip("\0"))
    return " ".join(unicodedata.normalize("NFC", visible).split()) or None


def clean_lines(text: str | None) -> str | None:
    """Make ``text`` lines as :func:`clean` makes one, or ``None`` where nothing is left; empty lines stay between."""
    lines = [clean(line) or "" for line in (text or "").splitlines()]
    return "\n".join(lines).strip("\n") or None


def fold(word: str) -> str:
    """Write a word as tables of words do: in lower case, with ``ss`` for ``ß`` and without a closing full stop."""
    return word.casefold().rstrip(".:")


def word_table(*lines: str) -> frozenset[str]:
    """Make a table of words of lines with white space between the words."""
    return frozenset(" ".join(lines).split())


def is_damaged(text: str) -> bool:
    """Whether characters of ``text`` were lost before it came here."""
    return DAMAGE in text


def has_letter(text: str) -> bool:
    """Whether any character of ``text`` is a letter of any script."""
    return any(character.isalpha() for character in text)


def has_digit(text: str) -> bool:
    """Whether any character of ``text`` is a decimal digit."""
    return any(character.isdecimal() for character in text)


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    match unicodedata.category(character):
        case "Cf":
            return ""
        case "Cc" | "Cs":
            return DAMAGE
        case _:
            return character
