"""What was done about each case on this side; entries are appended and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.timeline import CaseEvent
from shared.store.instants import sortable
from shared.store.keys import case_key
from shared.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from shared.store.table import Item

_EVENT = "EVENT#"


class TimelineRepository:
    """The timelines of the cases of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def put_event(self, case_id: str, event: CaseEvent) -> Put:
        """Make the write of an event, for the transaction that does what the event tells of."""
        item: Item = {
            "pk": case_key(self._merchant_id, case_id),
            "sk": f"{_EVENT}{sortable(event.at)}#{event.event_id}",
            "body": event.model_dump(mode="json"),
        }
        return Put(item, IS_NEW)

    def list_events(self, case_id: str) -> list[CaseEvent]:
        """Read everything that was done about a case, oldest first."""
        items = self._table.query_all(case_key(self._merchant_id, case_id), _EVENT)
        return [CaseEvent.model_validate(item["body"]) for item in items]
