"""Marks: the merchant's own labels on cases."""

from __future__ import annotations

from datetime import datetime

from shared.domain.model import DomainModel
from shared.domain.plain_text import clean

LONGEST_MARK = 30
MOST_MARKS_OF_A_CASE = 10
MOST_MARKS = 100
"""How many different marks a merchant may have: they are one list to choose from."""


class CaseNotes(DomainModel):
    """What the merchant noted on a case: its marks, in their order of the alphabet.

    ``seen_at`` is the last change that was there when the case was opened last.
    """

    marks: tuple[str, ...] = ()
    seen_at: datetime | None = None

    def covers(self, changed_at: datetime) -> bool:
        """Whether the case was opened since it changed."""
        return self.seen_at is not None and self.seen_at >= changed_at


class MarkCount(DomainModel):
    """A mark of the merchant, and on how many cases it is."""

    mark: str
    cases: int


def read_mark(typed: str) -> str | None:
    """Return a mark as it is kept, ``None`` where nothing of it can be read or it is too long."""
    mark = clean(typed)
    return mark if mark is not None and len(mark) <= LONGEST_MARK else None
