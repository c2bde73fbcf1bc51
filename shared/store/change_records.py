"""The one write of what atriga tells of a case: changes, the case as it stands after them, and events beside.

All of it in one transaction: a change is known exactly where the case followed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.store.case_writes import raise_revision
from shared.store.errors import TransactionLostError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.case import Case, Change
    from shared.domain.cases.timeline import CaseEvent
    from shared.store.cases import CaseRepository
    from shared.store.table import Table
    from shared.store.timeline import TimelineRepository

CHANGES_AT_ONCE = 15
"""Most changes in one transaction; see ``docs/architecture.md``, "What a transaction has to hold"."""


class ChangeRecordRepository:
    """Writes the changes of the one merchant whose repositories it was given."""

    def __init__(self, cases_table: Table, cases: CaseRepository, timelines: TimelineRepository) -> None:
        self._table = cases_table
        self._cases = cases
        self._timelines = timelines

    def record(self, before: Case, after: Case, changes: Sequence[Change], events: Sequence[CaseEvent] = ()) -> Case:
        """Append changes of a case (``CHANGES_AT_ONCE`` at most) and write the case; return it as it is kept.

        Changes that are known are left out.

        Raises:
            TransactionLostError: Another worker wrote the case in between; nothing was written.
        """
        moved = [] if after == before else self._cases.put_progress(before, after)
        beside = [self._timelines.put_event(before.case_id, event) for event in events]
        new = list(changes)
        while new or moved:
            try:
                self._table.transact(
                    [*(self._cases.put_change(before.case_id, change) for change in new), *moved, *beside]
                )
            except TransactionLostError as error:
                known = {place for place in error.failed if place < len(new)}
                if not known or len(known) < len(error.failed):
                    raise
                new = [change for place, change in enumerate(new) if place not in known]
            else:
                return raise_revision(after) if moved else before
        return before
