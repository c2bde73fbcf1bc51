"""Salutations and titles around a person's name."""

from __future__ import annotations

import re

_SALUTATION = re.compile(
    r"herrn?|frau|fräulein|frl\.|hr\.|fr\.|mr\.?|mrs\.?|ms\.?|mme\.?|mlle\.?|monsieur|madame|signora?|sig\.|sig\.ra|pan[ií]?",
    re.IGNORECASE,
)
# One title or several in one word: "Dr.", "Prof.Dr.", "Dipl.-Ing.", "Mag.(FH)", "Mag.a", "Dr.-Ing.".
_TITLE = re.compile(
    r"(?:dr\.?(?:-ing\.?)?|dres\.|prof\.?|professor(?:in)?|doktor|dipl\.?(?:-[a-zäöü]+\.?)*|mag\.(?:a|\(fh\))?|magistra?|"
    r"ing\.|priv\.-?doz\.|doz\.|med\.|dent\.|vet\.|jur\.|phil\.|rer\.|nat\.|pol\.|oec\.|theol\.|habil\.|h\.?c\.|"
    r"mult\.|techn\.|soc\.|\(fh\)|univ\.|bmstr\.|baumeister|komm\.?-?rat|hofrat|mmag\.|ddr\.|msgr\.|pfr\.|pfarrer|i\.\s?a\.|i\.\s?v\.|ppa\.|"
    r"(?-i:DI|PD|RA|RAin|StB|WP|KommR|DDr|MMag|Mag|Ing|Dipl))+",
    re.IGNORECASE,
)
# "Dipl. Ing.", "Dipl. Kfm.": the second word of a title.
_SECOND_WORD = re.compile(r"(?:ing|kfm|kffr|päd|psych|inform|oec|biol|chem|phys|betriebsw)\.?", re.IGNORECASE)
# Behind a name: "MSc", "M.Sc.", "LL.M.", "B.A.", "PhD".
_BEHIND = re.compile(
    r"m\.?b\.?a\.?|ll\.?m\.?|ll\.?b\.?|[bm]\.?\s?(?:sc|eng|ed)\.?|[bm]\.a\.|(?-i:MA|BA|BSc|MSc|MBA|PhD|DDr)|ph\.?\s?d\.?|\(fh\)|"
    r"dipl\.?-?[a-zäöü]*\.?|dr\.|mag\.|fachanwalt|cfa",
    re.IGNORECASE,
)
_JOINING = frozenset({"und", "&", "u.", "+"})


def is_salutation(word: str) -> bool:
    """Whether a word is how people are addressed: ``Frau``, ``Hr.``."""
    return _SALUTATION.fullmatch(word) is not None


def is_title(word: str) -> bool:
    """Whether a word is a title or a salutation."""
    return is_salutation(word) or _TITLE.fullmatch(word) is not None


def take_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Part the words of a name (a comma is a word) from the titles at its beginning and its end.

    Returns:
        The titles in their order, and the words that are left.
    """
    front = _count_front(words)
    titles, words = words[:front], words[front:]
    behind = 0
    while len(words) - behind > 2 and _BEHIND.fullmatch(words[len(words) - behind - 1]):  # noqa: PLR2004 - first, last
        behind += 1
        if words[len(words) - behind - 1] == ",":
            behind += 1
    cut = len(words) - behind
    return [*titles, *(word for word in words[cut:] if word != ",")], words[:cut]


def _count_front(words: list[str]) -> int:
    """Count the titles at the beginning; ``Herr und Frau`` is one of them, and one word at least is a name."""
    count = 0
    while count < len(words) - 1:
        word = words[count]
        is_second = count > 0 and words[count - 1].casefold().startswith("dipl") and _SECOND_WORD.fullmatch(word)
        is_and = count > 0 and word.casefold() in _JOINING and is_salutation(words[count + 1])
        is_to = count == 0 and word.casefold() == "an" and is_salutation(words[1])
        if not (is_title(word) or is_second or is_and or is_to):
            break
        count += 1
    return count
