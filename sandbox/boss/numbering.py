"""Numbers and ids, counted up from the start of the simulator, so that a run can be repeated."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_FIRST_CASE = 100_000


class Numbering:
    """Gives out every number once. ``run`` keeps the ids of one start apart from those of another."""

    def __init__(self, started_at: datetime) -> None:
        self.run = format(int(started_at.timestamp() * 1000), "x")
        self._counts: Counter[str] = Counter()

    def next_id(self, kind: str) -> str:
        """Return the next id of a kind, for example ``change-18c2f-7``."""
        self._counts[kind] += 1
        return f"{kind}-{self.run}-{self._counts[kind]}"

    def next_case_number(self, now: datetime, *, test: bool) -> str:
        """Return the next case number; test cases have a range of their own."""
        range_name = "TEST" if test else "AT"
        self._counts[range_name] += 1
        return f"{range_name}{now:%y}-{_FIRST_CASE + self._counts[range_name]}"
