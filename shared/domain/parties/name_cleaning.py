"""Name lines without what people put around a name, and without words that stand for nobody."""

from __future__ import annotations

import unicodedata

from shared.domain.plain_text import clean, has_letter, word_table

_PLACEHOLDERS = word_table(
    "unbekannt unknown anonym anonymous gast guest kunde kundin customer käufer name nachname vorname none null nil na",
    "n/a n.a k.a test xxx xx x herr herrn frau familie firma fa company",
)
_ORNAMENTS = "*~|`\N{ACUTE ACCENT}._!"
_QUOTES = "\"“”„«»'"
_BRACKETS = frozenset({"()", "[]", "<>"})
# Behind a heart and the like: "show this as a picture".
_VARIATION = "\N{VARIATION SELECTOR-16}"


def usable_line(line: str | None) -> str | None:
    """Take ornaments from a name line; ``None`` where nothing or a word for "nobody" is left."""
    text = _without_ornaments(clean(line) or "")
    words = [word.strip(".,-_?!*/") for word in text.casefold().split()]
    is_nobody = all(word in _PLACEHOLDERS or word.isdecimal() for word in words if word)
    is_number = not has_letter(text) and any(map(str.isdecimal, text))
    return None if is_nobody and not is_number else text


def _without_ornaments(text: str) -> str:
    """Take pictures, stars and quotation marks from both ends; a full stop or a bracket behind a name stays."""
    start, end = 0, len(text)
    while start < end and _is_ornament(text[start]):
        start += 1
    while end > start and _is_ornament(text[end - 1]) and text[end - 1] not in ".'":
        end -= 1
    text = text[start:end]
    is_quoted = len(text) > 1 and ((text[0] in _QUOTES and text[-1] in _QUOTES) or text[0] + text[-1] in _BRACKETS)
    return text[1:-1].strip() if is_quoted else text


def _is_ornament(character: str) -> bool:
    return (
        character in _ORNAMENTS
        or character.isspace()
        or character == _VARIATION
        or (unicodedata.category(character) in {"So", "Sk"})
    )
