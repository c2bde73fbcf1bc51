"""Cases whose state is to be written into their orders' notes: asked for with the change itself, until it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.cases.collection_state import noted_state
from shared.domain.request_share import RequestShare
from shared.store.errors import ConditionFailedError, TransactionLostError
from shared.store.keys import notes_key
from shared.store.table import Condition, Delete, Put, Table, Update

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.domain.cases.timeline import CaseEvent
    from shared.store.timeline import TimelineRepository

_CASE = "CASE#"
_SPENT = "SPENT"


class PendingNote(NamedTuple):
    """A case, and the state that is to be noted; on how many days that failed, and on which last."""

    case_id: str
    state: str
    failed_days: int = 0
    failed_on: date | None = None

    def fail(self, today: date) -> PendingNote:
        """Return the note after a try that failed; many tries on one day count as one."""
        if self.failed_on == today:
            return self
        return self._replace(failed_days=self.failed_days + 1, failed_on=today)


def ask_for_note(merchant_id: str, before: Case, after: Case) -> list[Update]:
    """Make the write that asks for a note, where the state that notes tell has changed."""
    state = noted_state(after)
    if state is None or state == noted_state(before):
        return []
    return [
        Update(
            pk=notes_key(merchant_id),
            sk=_CASE + after.case_id,
            expression="SET noted_state = :state, case_id = :case_id REMOVE failed_days, failed_on",
            condition=Condition("attribute_not_exists(pk) OR case_id = :case_id"),
            values={":state": state, ":case_id": after.case_id},
        )
    ]


class PendingNoteRepository:
    """The notes that are due for the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str, timelines: TimelineRepository) -> None:
        self._table = cases_table
        self._pk = notes_key(merchant_id)
        self._timelines = timelines

    def list_some(self, limit: int) -> list[PendingNote]:
        """Read at most ``limit`` of the notes that are due."""
        items = self._table.query_some(self._pk, _CASE, limit)
        return [
            PendingNote(
                item["case_id"],
                item["noted_state"],
                int(item.get("failed_days", 0)),
                date.fromisoformat(item["failed_on"]) if item.get("failed_on") else None,
            )
            for item in items
        ]

    def save_failure(self, note: PendingNote) -> bool:
        """Write that a note failed; False where another state is due by now."""
        failed = Put(
            {
                "pk": self._pk,
                "sk": _CASE + note.case_id,
                "case_id": note.case_id,
                "noted_state": note.state,
                "failed_days": note.failed_days,
                "failed_on": None if note.failed_on is None else note.failed_on.isoformat(),
            },
            Condition("noted_state = :state", values={":state": note.state}),
        )
        try:
            self._table.put(failed)
        except ConditionFailedError:
            return False
        return True

    def finish(self, note: PendingNote, event: CaseEvent | None) -> bool:
        """Take a note off the list and tell of it; False where another state is due by now."""
        done = Delete(
            pk=self._pk,
            sk=_CASE + note.case_id,
            condition=Condition("noted_state = :state", values={":state": note.state}),
        )
        try:
            self._table.transact([done, *([] if event is None else [self._timelines.put_event(note.case_id, event)])])
        except TransactionLostError:
            return False
        return True

    def get_spent(self) -> RequestShare:
        """Read how many requests the notes have cost."""
        item = self._table.get(self._pk, _SPENT)
        return RequestShare.model_validate(item["body"]) if item else RequestShare()

    def save_spent(self, before: RequestShare, after: RequestShare) -> None:
        """Write how many requests the notes have cost.

        Raises:
            ConditionFailedError: Another run wrote it in between.
        """
        body = before.model_dump(mode="json")
        condition = Condition("attribute_not_exists(pk) OR body = :before", values={":before": body})
        self._table.put(Put({"pk": self._pk, "sk": _SPENT, "body": after.model_dump(mode="json")}, condition))
