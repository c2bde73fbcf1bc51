"""Entries that a client reads page by page, oldest first: changes and payouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.boss.cursors import Cursor, read_cursor
from sandbox.boss.problems import ProblemError

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.boss.wire import Json


@dataclass
class Stream:
    """An append-only list. ``name`` is in every cursor: renaming the stream makes all earlier cursors too old."""

    name: str
    entries: list[Json] = field(default_factory=list)

    def read_page(self, after: str | None, limit: int, now: datetime) -> Json:
        """Return the contract's page behind the cursor ``after``, with at most ``limit`` entries.

        Raises:
            ProblemError: 410 for a cursor that is too old or was never given out here.
        """
        start = 0 if after is None else self._find_place(after, now)
        end = min(start + limit, len(self.entries))
        return {
            "items": self.entries[start:end],
            "next_cursor": Cursor(self.name, end, now).write(),
            "more": end < len(self.entries),
        }

    def _find_place(self, after: str, now: datetime) -> int:
        cursor = read_cursor(after)
        if cursor is None or not cursor.is_good(self.name, now) or not 0 <= cursor.position <= len(self.entries):
            raise ProblemError(410, "cursor_expired", "Dieser Stand ist zu alt.")
        return cursor.position
