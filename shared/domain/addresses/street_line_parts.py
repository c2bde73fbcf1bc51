"""The parts of a street line around a house number: where signs part them, and what a line's reading consists of."""

from __future__ import annotations

import re
from typing import NamedTuple

from shared.domain.addresses.address_additions import names_town
from shared.domain.addresses.street_names import begins_with_addition, is_strongly_typed, is_typed
from shared.domain.addresses.street_words import ELSEWHERE, MARKERS
from shared.domain.certainty import Certainty
from shared.domain.parties.legal_forms import CompanySign, find_company_sign
from shared.domain.plain_text import fold, has_digit

SEPARATORS = " ,;:/|-–—"
"""What may stand between two parts and belongs to neither."""

# "Nr.", "Hausnr.", "n°" at the end of what stands before a number.
_MARKER_AT_END = re.compile(rf"(?:^|(?<=[\s,;.(-]))(?:{MARKERS})[.:\s]*$", re.IGNORECASE)
_LONGEST_MARKER = 16
# What parts a line: ",", ";", " // ", " | ", " - ", "(", ")".
PARTING = re.compile(r"\s*[,;|()]\s*|\s*//\s*|\s+[-–—]\s+")
_DIRECT_SEPARATOR = re.compile(r"\s*(?:[,;:|(/]|//|[-–—])\s*")


class StreetReading(NamedTuple):
    """One way to read a line, and how certain it is. ``additions`` may hold empty texts."""

    street: str
    number: str
    additions: tuple[str, ...]
    certainty: Certainty


class Behind(NamedTuple):
    """What stands behind a number, and whether a sign parts it from the number."""

    text: str
    is_separated: bool

    @classmethod
    def of(cls, rest: str) -> Behind:
        """Take the signs from ``rest``: ``(Hinterhaus)``, ``, 3. OG``, ``/Top 3``."""
        text = rest.strip(SEPARATORS)
        if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
            text = text[1:-1].strip(SEPARATORS)
        return cls(text, is_separated=_DIRECT_SEPARATOR.match(rest) is not None)


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a sign and not only white space lies in a part of ``text``."""
    return _DIRECT_SEPARATOR.search(text, start, end) is not None


def without_marker(head: str) -> tuple[str, bool]:
    """Take ``Nr.`` from the end of what stands before a number, and say whether there was one."""
    bare = head.rstrip(SEPARATORS + "(")
    cut = max(0, len(bare) - _LONGEST_MARKER)
    match = _MARKER_AT_END.search(bare, cut)
    if match is None or (cut and match.start() == cut):
        return bare, False
    return bare[: match.start()].rstrip(SEPARATORS + "("), True


def part_head(head: str) -> tuple[str, str]:
    """Part ``OT Neudorf, Lindenstr.`` into an addition and the street."""
    last = None
    for match in PARTING.finditer(head):
        last = match
    if last is None:
        return "", head
    return head[: last.start()].strip(f"{SEPARATORS}()"), head[last.end() :]


def judge_before(before: str, street: str) -> Certainty:
    """Judge what stands before the street, with a comma between."""
    is_known = not before or begins_with_addition(before, None) or names_town(before)
    if is_known or find_company_sign(before) is CompanySign.LEGAL_FORM:
        return Certainty.SURE
    first, last = before.split(maxsplit=1)[0], before.rsplit(maxsplit=1)[-1]
    if has_digit(before) or "?" in before or fold(first) in ELSEWHERE or is_strongly_typed(last):
        return Certainty.NO
    return Certainty.SURE if is_typed(street) else Certainty.GUESS
