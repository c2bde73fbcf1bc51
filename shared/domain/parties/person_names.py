"""Splitting a person's name into first and last name.

Titles, particles of nobility, double names, "Last, First" and "Last First" are understood. Which word is the first
name is told by the list of given names, by capitals and by the form of last names; what is a guess is marked as
one. No character is changed; only white space and the comma of "Last, First" go.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shared.domain.certainty import Certainty
from shared.domain.parties.given_names import is_given_name
from shared.domain.parties.name_order import INITIAL, SplitName, looks_like_last_name, split_by_evidence
from shared.domain.parties.name_words import (
    FAMILY,
    JOINING,
    MAIDEN,
    NOBILITY,
    PARTICLES,
    SEPARATING_PARTICLES,
    SUFFIXES,
    VIETNAMESE,
)
from shared.domain.parties.titles import is_title, take_titles
from shared.domain.plain_text import clean


class PersonName(NamedTuple):
    """A name in parts.

    ``title`` holds salutation and titles, in their order. ``split_is_guess`` marks a split that may be wrong.
    ``is_full`` holds where a first and a last name of one person are there, and a known given name, a salutation
    or a title tells that it is a person.
    """

    first_name: str | None
    last_name: str | None
    title: str | None = None
    split_is_guess: bool = False
    is_full: bool = False


# "Anna", "O'Rafferty", "Müller-Lüdenscheidt", "Jos."
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.-])*")
# "Müller - Lüdenscheidt", "Müller- Lüdenscheidt"
_SPACED_HYPHEN = re.compile(r"(?<=\w)\s*-\s+(?=\w)|(?<=\w)\s+-\s*(?=\w)")
_MOST_WORDS = 4
_TWO = 2


def split_person(text: str | None) -> PersonName | None:
    """Split the name of one person, or return ``None`` where there is no name at all."""
    words = _SPACED_HYPHEN.sub("-", clean(text) or "").replace(",", " , ").split()
    while words and words[-1] == ",":
        words.pop()
    titles, words = take_titles(words)
    if not any(word != "," for word in words) or (len(words) == 1 and _is_title_alone(words[0], titles)):
        return None
    if len(words) > 1 and words[-1].casefold() in FAMILY and words[0].casefold() not in FAMILY:
        # "Müller, Familie"
        words = [words[-1], *(word for word in words[:-1] if word != ",")]
    if words[0].casefold() in FAMILY and len(words) > 1:
        return _finish(_split(words[1:]), [*titles, words[0]], is_family=True)
    return _finish(_split(words), titles, is_family=False)


def _is_title_alone(word: str, titles: list[str]) -> bool:
    return is_title(word) and (not titles or word.endswith("."))


def _finish(split: SplitName, titles: list[str], *, is_family: bool) -> PersonName:
    titles = [*titles, *split.titles]
    words = split.first + split.last
    joined = [*split.first, *(() if _is_lordly(split.last) else split.last), *titles]
    several = is_family or any(word.casefold() in JOINING for word in joined)
    ordinary = all(_NAME_WORD.fullmatch(word) or word == "'t" for word in words if word.casefold() not in JOINING)
    spelled_out = any(not INITIAL.fullmatch(word) for word in split.first)
    plain = [word for word in words if word.casefold() not in PARTICLES | SUFFIXES | NOBILITY]
    is_person = split.is_person or bool(titles)
    return PersonName(
        " ".join(split.first) or None,
        " ".join(split.last) or None,
        " ".join(titles) or None,
        split_is_guess=not split.is_sure or several or not ordinary,
        is_full=is_person
        and bool(split.last)
        and ordinary
        and spelled_out
        and not several
        and len(plain) <= _MOST_WORDS,
    )


def _is_lordly(last: list[str]) -> bool:
    """Whether an "und" joins particles and not people: ``von und zu Hohenstett``."""
    return " ".join(last).casefold().startswith("von und zu")


def _split(words: list[str]) -> SplitName:
    if "," in words:
        return _split_at_comma(words)
    middle = next((place for place in range(1, len(words) - 1) if is_title(words[place])), None)
    if middle is not None and len(words[:middle]) == 1:
        # "Kranzler Dr. Herbert": a title stands before a first name.
        titles, first = take_titles(words[middle:])
        return SplitName(first, words[:middle], is_sure=False, is_person=True, titles=tuple(titles))
    return _split_words(words)


def _split_at_comma(words: list[str]) -> SplitName:
    """Read "Last, First"; particles behind the first name belong to the last name."""
    comma = words.index(",")
    last = words[:comma]
    if words[-1].casefold() in SUFFIXES or (words[comma + 1 :] and words[comma + 1].casefold() in MAIDEN):
        # "Hans Meier, jun."
        return _split_words([word for word in words if word != ","])
    titles, first = take_titles([word for word in words[comma + 1 :] if word != ","])
    if last and len(first) == 1 and is_title(first[0]):
        # "Ostermann, Dr."
        titles, first = [*titles, *first], []
    if not last or not first:
        return _split_words(last or first)._replace(titles=tuple(titles))
    moved: list[str] = []
    while len(first) > 1 and first[-1].casefold() in PARTICLES:
        moved, first = [first[-1], *moved], first[:-1]
    given_first, given_last = is_given_name(first[0]), is_given_name(last[0])
    is_turned = given_first is Certainty.NO and given_last is not Certainty.NO
    if is_turned and (given_last is Certainty.SURE or looks_like_last_name(first[0])):
        # "Torsten, Brückmeier", and "Torsten, Brückmeier von"
        return SplitName(last, moved + first, is_sure=False, is_person=True, titles=tuple(titles))
    plain_last = [word for word in last if word.casefold() not in PARTICLES | SUFFIXES]
    sure = words.count(",") == 1 and len(plain_last) == 1 and len(first) < _MOST_WORDS and not is_turned
    return SplitName(first, moved + last, sure, given_first is not Certainty.NO, tuple(titles))


def _split_words(words: list[str]) -> SplitName:
    suffix = words[-1:] if len(words) > _TWO and words[-1].casefold() in SUFFIXES else []
    words = words[: len(words) - len(suffix)]
    if len(words) == 1:
        return SplitName([], words + suffix, is_sure=False, is_person=False)
    split = _split_at_rank(words) or _split_at_particle(words) or split_by_evidence(words)
    return split._replace(last=split.last + suffix)


def _split_at_rank(words: list[str]) -> SplitName | None:
    """Read ``Max Graf von Hohenstett``, where the rank is a part of the last name."""
    ranks = [place for place, word in enumerate(words[:-1]) if word.casefold() in NOBILITY]
    if not ranks or len(words) == _TWO:
        return None
    if ranks[0] == 0:
        split = _split_words(words[1:])
        return split._replace(last=[words[0], *split.last], is_sure=False)
    return SplitName(words[: ranks[0]], words[ranks[0] :], is_sure=False, is_person=True)


def _split_at_particle(words: list[str]) -> SplitName | None:
    """Read ``Ursula von der Leyen``, ``Von Hohenstett Max`` and ``von Hohenstett``."""
    particle = next((place for place, word in enumerate(words[:-1]) if word.casefold() in PARTICLES), None)
    if particle is None or (
        words[particle].casefold() in VIETNAMESE
        and len(words) > _TWO
        and particle == 1
        and (words[0].casefold() in VIETNAMESE)
    ):
        return None
    if particle == 0:
        if len(words) > _TWO and is_given_name(words[-1]) is Certainty.SURE:
            return SplitName(words[-1:], words[:-1], is_sure=False, is_person=True)
        return SplitName([], words, is_sure=False, is_person=False)
    first, last = words[:particle], words[particle:]
    plain_last = [word for word in last if word.casefold() not in PARTICLES | {"und"}]
    given = [is_given_name(word) for word in first]
    begins_here = len(first) == 1 or (last[0].casefold() in SEPARATING_PARTICLES and Certainty.NO not in given)
    is_known = given[0] is not Certainty.NO
    sure = begins_here and len(plain_last) == 1 and "'t" not in last and (is_known or last[0].islower())
    return SplitName(first, last, sure, is_person=is_known or last[0].casefold() in SEPARATING_PARTICLES)
