"""A merchant's figures: a total, and the differences that are not in it yet. Their sum is exact at any moment.

Differences come from the writes of cases (``figure_deltas.py``). They are folded into the total some at a time, in one
transaction that writes the total and removes them, so that each counts once. How many cases there are costs nothing.

A total can be made anew from the rows of all cases at any time, while cases are written. That rests on one rule:
differences younger than ``LAG`` are not folded, so whatever the index does not show yet is still there as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.figures import (
    FIGURE_RULES,
    Figures,
    add_up,
    difference,
    figures_of,
    read_figures,
    write_figures,
)
from shared.store.case_lists import CaseList, ListKind, read_row
from shared.store.errors import ConditionFailedError
from shared.store.exports import TIME_INDEX
from shared.store.figure_deltas import DELTA, Delta, read_delta
from shared.store.instants import sortable
from shared.store.keys import figures_key
from shared.store.writes import EXISTS, IS_NEW, Delete, Put, has_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.store.table import Item, Table

FOLDED_AT_ONCE: Final = 99
"""With the total these are the 100 writes of one transaction."""

LAG: Final = timedelta(minutes=2)
"""Assumed: the index by time shows a write after two minutes at the latest; as a rule it takes less than a second."""

MOST_DELTAS: Final = 4000
"""So many differences a page adds up at most; a merchant has more only right after thousands of cases changed."""

_NO_RULES: Final = 0
"""Those of a total that is not there yet: the first one is made from the rows, and so holds every case."""

_AT_ONCE: Final = 1000
_TOTAL: Final = "TOTAL"
_FIRST, _LAST = " ", "~"


class KeptFigures(NamedTuple):
    """Figures as they are kept. Where ``counted_to`` is not ``None``, changes since then are not in them yet."""

    figures: Figures
    counted_to: datetime | None


@dataclass(frozen=True, slots=True)
class _Total:
    figures: Figures
    rules: int
    folded_to: str
    revision: int


class FiguresRepository:
    """The figures of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._pk = figures_key(merchant_id)

    def read(self) -> KeptFigures:
        """Read the figures: two small reads, and one for each thousand differences."""
        before = self._read_total()
        deltas, is_whole = self._read_deltas(MOST_DELTAS)
        total = self._read_total()
        if total.revision != before.revision:
            # Some were folded while they were read. They are folded in the order of their keys.
            deltas = [delta for delta in deltas if delta.sk > total.folded_to]
        figures = add_up([total.figures, *(delta.figures for delta in deltas)])
        return KeptFigures(figures, None if is_whole or not deltas else datetime.fromisoformat(deltas[-1].at))

    def fold(self, now: datetime) -> bool:
        """Fold the oldest differences into the total; True where there may be more of them.

        Less than ``FOLDED_AT_ONCE`` are left where they are: a page adds them up as quickly. A total that is missing
        or was made by other rules is made anew instead.

        Raises:
            TransactionLostError: Another worker was quicker; nothing was written.
        """
        page = self._table.query_beginning(self._pk, DELTA, limit=FOLDED_AT_ONCE, is_consistent=True)
        deltas = [read_delta(item) for item in page.items]
        if not deltas:
            return False
        total = self._read_total()
        if total.rules != FIGURE_RULES:
            return self._recount(total, now)
        if len(deltas) < FOLDED_AT_ONCE or deltas[-1].at > sortable(now - LAG):
            return False
        figures = add_up([total.figures, *(delta.figures for delta in deltas)])
        put = self._put_total(figures, total, max(deltas[-1].sk, total.folded_to))
        self._table.transact([put, *(Delete(self._pk, delta.sk, EXISTS) for delta in deltas)])
        return True

    def recount(self, now: datetime) -> bool:
        """Make the total anew from the rows of all cases; False where another worker folded meanwhile."""
        return self._recount(self._read_total(), now)

    def _recount(self, total: _Total, now: datetime) -> bool:
        seen: dict[str, tuple[int, str]] = {}
        self._look_at_rows(_FIRST, seen)
        # A case that changed meanwhile moved to the end, perhaps just out of sight.
        self._look_at_rows(sortable(now - LAG), seen)
        deltas, _ = self._read_deltas(None)
        counted = add_up(read_figures(text) for _, text in seen.values())
        # What was read with a row is still there as a difference, and must not count twice.
        known = add_up(
            delta.figures for delta in deltas if delta.case_id in seen and delta.revision <= seen[delta.case_id][0]
        )
        try:
            self._table.put(self._put_total(difference(counted, known), total, total.folded_to))
        except ConditionFailedError:
            return False
        return True

    def _look_at_rows(self, first: str, seen: dict[str, tuple[int, str]]) -> None:
        for item in self._rows_from(first):
            row = read_row(item)
            revision = int(item["revision"])
            if row.case_id not in seen or seen[row.case_id][0] <= revision:
                seen[row.case_id] = (revision, write_figures(figures_of(row)))

    def _rows_from(self, first: str) -> Iterator[Item]:
        key, start = CaseList(ListKind.ALL).key(self._merchant_id), None
        while True:
            page = self._table.query_between(
                TIME_INDEX, ("list_key", key), ("list_at", first, _LAST), limit=_AT_ONCE, start=start
            )
            yield from page.items
            start = page.last_key
            if start is None:
                return

    def _read_deltas(self, most: int | None) -> tuple[list[Delta], bool]:
        deltas: list[Delta] = []
        start: Item | None = None
        while most is None or len(deltas) < most:
            page = self._table.query_beginning(self._pk, DELTA, limit=_AT_ONCE, start=start, is_consistent=True)
            deltas += [read_delta(item) for item in page.items]
            start = page.last_key
            if start is None:
                return deltas, True
        return deltas, False

    def _read_total(self) -> _Total:
        item = self._table.get(self._pk, _TOTAL)
        if item is None:
            return _Total({}, _NO_RULES, "", 0)
        return _Total(read_figures(item["figures"]), int(item["rules"]), item["folded_to"], int(item["revision"]))

    def _put_total(self, figures: Figures, before: _Total, folded_to: str) -> Put:
        item: Item = {
            "pk": self._pk,
            "sk": _TOTAL,
            "figures": write_figures(figures),
            "rules": FIGURE_RULES,
            "folded_to": folded_to,
            "revision": before.revision + 1,
        }
        return Put(item, has_revision(before.revision) if before.revision else IS_NEW)
