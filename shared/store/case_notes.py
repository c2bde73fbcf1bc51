"""What the merchant notes on cases: marks, and which change it saw last. Kept apart from the cases themselves.

So marking a case and atriga changing it never stand in each other's way. A mark on a case is written in one
transaction with its place in the list of the mark and with the count of the mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.cases.mark import MOST_MARKS_OF_A_CASE, CaseNotes, MarkCount
from shared.store.errors import ConditionFailedError, TransactionLostError
from shared.store.instants import sortable
from shared.store.keys import case_key, case_list_key, case_table_key, parse_key
from shared.store.writes import EXISTS, IS_NEW, Condition, Delete, Put, Update

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from shared.store.table import Table
    from shared.store.writes import Item, Write

_NOTES: Final = "NOTES"
_MARK: Final = "MARK#"
_MARK_LIST: Final = "MARK"
MARK_COUNT: Final = "SETTING#MARK#"
"""Where the marks of the merchant stand among the settings of its case table."""

_TRIES: Final = 5


def mark_list_key(merchant_id: str, mark: str) -> str:
    """Return the list of the cases that carry a mark, in the index by time."""
    return case_list_key(merchant_id, _MARK_LIST, mark)


def mark_sort_key(mark: str) -> str:
    """Return the sort key of a mark beside a case."""
    return _MARK + mark


class CaseNotesRepository:
    """The notes of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def read_many(self, case_ids: Sequence[str]) -> dict[str, CaseNotes]:
        """Read the notes of several cases; a case on which nothing was noted is missing."""
        items = self._table.get_many([(self._pk(case_id), _NOTES) for case_id in case_ids])
        return {parse_key(item["pk"])[2]: _read(item) for item in items}

    def get(self, case_id: str) -> CaseNotes:
        """Read the notes of a case as they stand now."""
        item = self._table.get(self._pk(case_id), _NOTES)
        return _read(item) if item else CaseNotes()

    def note_seen(self, case_id: str, changed_at: datetime) -> None:
        """Note which change of a case was seen; one that was seen before changes nothing."""
        seen = Update(
            pk=self._pk(case_id),
            sk=_NOTES,
            expression="SET seen_at = :seen",
            condition=Condition("attribute_not_exists(seen_at) OR seen_at < :seen"),
            values={":seen": sortable(changed_at)},
        )
        try:
            self._table.update(seen)
        except ConditionFailedError:
            return

    def mark(self, case_id: str, mark: str, at: datetime) -> bool:
        """Put a mark on a case; False where the case is marked so already, or carries as many as it may.

        Raises:
            TransactionLostError: Others were in the way at every try.
        """
        return self._try(lambda: self._mark_writes(case_id, mark, at))

    def unmark(self, case_id: str, mark: str) -> bool:
        """Take a mark off a case; False where it carries none such.

        Raises:
            TransactionLostError: Others were in the way at every try.
        """
        return self._try(lambda: self._unmark_writes(case_id, mark))

    def _try(self, make_writes: Callable[[], list[Write] | None]) -> bool:
        for attempt in range(1, _TRIES + 1):
            writes = make_writes()
            if writes is None:
                return False
            try:
                self._table.transact(writes)
            except TransactionLostError:
                if attempt == _TRIES:
                    raise
            else:
                return True
        return False

    def _mark_writes(self, case_id: str, mark: str, at: datetime) -> list[Write] | None:
        known = self.get(case_id).marks
        if mark in known or len(known) >= MOST_MARKS_OF_A_CASE:
            return None
        pointer: Item = {
            "pk": self._pk(case_id),
            "sk": mark_sort_key(mark),
            "list_key": mark_list_key(self._merchant_id, mark),
            "list_at": f"{sortable(at)}#{case_id}",
        }
        return [
            self._set_marks(case_id, known, (*known, mark)),
            Put(pointer, IS_NEW),
            self._count(mark, 1, Condition("attribute_not_exists(pk) OR cases >= :nothing", values={":nothing": 0})),
        ]

    def _unmark_writes(self, case_id: str, mark: str) -> list[Write] | None:
        known = self.get(case_id).marks
        if mark not in known:
            return None
        return [
            self._set_marks(case_id, known, tuple(one for one in known if one != mark)),
            Delete(self._pk(case_id), mark_sort_key(mark), EXISTS),
            self._count(mark, -1, EXISTS),
        ]

    def _set_marks(self, case_id: str, before: Sequence[str], after: Sequence[str]) -> Update:
        """Make the write of the marks of a case, which nobody may have changed since they were read."""
        unchanged = (
            Condition("marks = :before", values={":before": sorted(before)})
            if before
            else Condition("attribute_not_exists(marks) OR marks = :before", values={":before": []})
        )
        return Update(
            pk=self._pk(case_id),
            sk=_NOTES,
            expression="SET marks = :after",
            condition=unchanged,
            values={":after": sorted(after)},
        )

    def _count(self, mark: str, by: int, condition: Condition) -> Update:
        return Update(
            pk=case_table_key(self._merchant_id),
            sk=MARK_COUNT + mark,
            expression="ADD cases :by",
            condition=condition,
            values={":by": by},
        )

    def _pk(self, case_id: str) -> str:
        return case_key(self._merchant_id, case_id)


def read_mark_counts(items: Sequence[Item]) -> list[MarkCount]:
    """Read the merchant's marks out of their items; one that is on no case any more is left out."""
    counts = (MarkCount(mark=item["sk"].removeprefix(MARK_COUNT), cases=int(item["cases"])) for item in items)
    return sorted((count for count in counts if count.cases > 0), key=lambda count: count.mark.casefold())


def _read(item: Item) -> CaseNotes:
    return CaseNotes.model_validate({"marks": item.get("marks", ()), "seen_at": item.get("seen_at")})
