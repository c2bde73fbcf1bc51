"""Taking a page of changes in: every change once, and each case following the newest of its own.

The changes of one case are written in their order and together; different cases are written side by side. A page
is through only when all of it is kept, and taking it in a second time changes nothing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING

from shared.domain.cases.case_progress import follow_changes
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.observability import logger
from shared.store.change_records import CHANGES_AT_ONCE
from shared.store.errors import TransactionLostError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from functions.sync.ports import Cases, ChangeRecords
    from shared.clock import Clock
    from shared.domain.cases.case import Case, Change
    from shared.domain.cases.case_progress import MissedVersions

WRITERS = 8
"""How many cases of one page are written side by side."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class ChangeIntake:
    """Takes changes of one merchant's cases in."""

    cases: Cases
    records: ChangeRecords
    clock: Clock

    def take_in(self, customer_number: str, changes: Sequence[Change]) -> None:
        """Keep a page of changes, oldest first.

        Raises:
            TransactionLostError: Others wrote the same case again and again; the page has to come again.
        """
        of_case: dict[str, list[Change]] = {}
        for change in changes:
            of_case.setdefault(change.snapshot.client_reference, []).append(change)
        with ThreadPoolExecutor(WRITERS) as writers:
            taken = [
                writers.submit(self._take_in_case, customer_number, case_id, own) for case_id, own in of_case.items()
            ]
        for outcome in taken:
            outcome.result()

    def _take_in_case(self, customer_number: str, case_id: str, changes: Sequence[Change]) -> None:
        for attempt in range(1, _TRIES + 1):
            case = self.cases.get(case_id)
            if case is None or case.customer_number != customer_number:
                # Cases that were handed over elsewhere under the same customer number are not the app's.
                return
            try:
                self._follow(case, changes)
            except TransactionLostError:
                if attempt == _TRIES:
                    raise
            else:
                return

    def _follow(self, case: Case, changes: Sequence[Change]) -> None:
        for chunk in batched(changes, CHANGES_AT_ONCE, strict=False):
            now = self.clock()
            after, missed = follow_changes(case, chunk, now)
            if missed:
                logger.warning("changes of a case never came", extra={"case_id": case.case_id, "gaps": len(missed)})
            case = self.records.record(case, after, chunk, [_tell_missed(gap, now) for gap in missed])


def _tell_missed(missed: MissedVersions, now: datetime) -> CaseEvent:
    return CaseEvent(
        event_id=f"missed-{missed.first}-{missed.last}",
        at=now,
        actor=Actor.APP,
        kind=EventKind.CHANGES_MISSED,
        parameters={"count": str(missed.last - missed.first + 1)},
    )
