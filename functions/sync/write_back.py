"""Writing back to DreamRobot: file number, state and day in the app's own lines of the orders' notes, and "paid".

A note is written only where its state changed, within a share of the day's requests. An order is marked as paid only
where the merchant switched that on and its real case closed as paid with nothing open. What is due stays in the
table until it is done; doing it twice writes nothing the second time. No note holds the others up: one that fails
comes after them, and is given up after ``MOST_DAYS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from shared.domain.cases.collection_state import is_fully_paid
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.request_budget import request_day
from shared.dreamrobot.errors import (
    BadRequestError,
    DreamRobotError,
    NoteUnreadableError,
    OrderNotFoundError,
    OutcomeUnknownError,
    TokenRefusedError,
    UnavailableError,
)
from shared.observability import logger
from shared.web.presentation.note_text import write_note_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from decimal import Decimal

    from functions.sync.ports import Gateway, Leases
    from functions.sync.watch_ports import KnownCases, WatchedOrders, WatchRecords
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, Locale, Merchant
    from shared.domain.cases.case import Position
    from shared.domain.orders.order import Order
    from shared.domain.request_share import RequestShare
    from shared.store.pending_notes import PendingNote

SHARE_OF_DAILY_REQUESTS_PERCENT = 20
NOTES_AT_ONCE = 25

REQUESTS_FOR_A_NOTE = 2
REQUESTS_FOR_PAID = 2
"""The order is read before each, so that nothing is written that stands there already."""

FAILURES_IN_A_ROW = 3
"""After so many notes without one that could be written, DreamRobot is taken for away, and the run ends."""

MOST_DAYS = 5
"""On how many days a note is tried; longer than DreamRobot is ever away (assumed)."""

LEASE_MARGIN = timedelta(minutes=1)


class Notebook(Protocol):
    """DreamRobot's orders of one merchant, as far as they are written to."""

    def get_order(self, order_id: str) -> Order:
        """Read one order."""

    def note_collection_state(self, order_id: str, texts: Sequence[str]) -> bool:
        """Make ``texts`` the app's own lines in an order's note; return whether it had to be written."""

    def mark_paid(self, order_id: str, paid_amount: Decimal) -> None:
        """Set the paid amount and the mark "paid"."""


class PendingNotes(Protocol):
    """Where it stands which notes are due."""

    def list_some(self, limit: int) -> list[PendingNote]:
        """Read some of them."""

    def finish(self, note: PendingNote, event: CaseEvent | None) -> bool:
        """Take one off and tell of it; False where another state is due by now."""

    def save_failure(self, note: PendingNote) -> bool:
        """Write that one failed; False where another state is due by now."""

    def get_spent(self) -> RequestShare:
        """Read how many requests the notes have cost."""

    def save_spent(self, before: RequestShare, after: RequestShare) -> None:
        """Write how many requests the notes have cost."""


@dataclass(frozen=True, slots=True)
class NoteTask:
    """What is to be written for one case: a line into its orders' notes, the mark "paid", both, or nothing."""

    positions: Sequence[Position] = ()
    text: str | None = None
    marks_paid: bool = False

    @property
    def most_requests(self) -> int:
        """How many requests it costs at most."""
        for_each = REQUESTS_FOR_A_NOTE * (self.text is not None) + REQUESTS_FOR_PAID * self.marks_paid
        return for_each * len(self.positions)


@dataclass(frozen=True, slots=True)
class WriteBack:
    """Writes back for one merchant, whichever of its atriga accounts is being synchronized."""

    notes: PendingNotes
    known: KnownCases
    orders: WatchedOrders
    records: WatchRecords
    leases: Leases
    connect_dreamrobot: Callable[[], Notebook]
    find_merchant: Callable[[], Merchant | None]
    clock: Clock

    def take(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:  # noqa: ARG002 -- a merchant's
        """Write what is due, as far as the day's share goes; False where only the time is up."""
        pending, merchant = self.notes.list_some(NOTES_AT_ONCE), self.find_merchant()
        if not pending or merchant is None:
            return True
        lease = self.leases.acquire("WRITE_BACK", now=self.clock(), until=stop_at + LEASE_MARGIN)
        if lease is None:
            return True
        try:
            return self._write_all(pending, merchant, stop_at)
        except DreamRobotError as error:
            logger.warning("a note was not written", extra={"error": type(error).__name__})
            return True
        finally:
            self.leases.release(lease)

    def _write_all(self, pending: Sequence[PendingNote], merchant: Merchant, stop_at: datetime) -> bool:
        today = request_day(self.clock())
        spent = self.notes.get_spent()
        failures_in_a_row = 0
        for note, task in self._put_in_order(pending, merchant.locale):
            if self.clock() >= stop_at:
                return False
            if task.most_requests:
                left = spent.left(today, merchant.daily_requests, SHARE_OF_DAILY_REQUESTS_PERCENT)
                # One that is larger than a whole share has the day for itself, or it would wait for ever.
                if task.most_requests > left and spent.on(today):
                    continue
                # Counted before it is spent: a crash costs a part of the share, never more than was counted.
                spent_before, spent = spent, spent.spend(today, task.most_requests)
                self.notes.save_spent(spent_before, spent)
                if not self._try_to_write(task):
                    self._put_off(note.fail(today))
                    failures_in_a_row += 1
                    if failures_in_a_row >= FAILURES_IN_A_ROW:
                        return True
                    continue
                failures_in_a_row = 0
            self.notes.finish(note, self._tell(task))
        return True

    def _put_in_order(self, pending: Sequence[PendingNote], locale: Locale) -> list[tuple[PendingNote, NoteTask]]:
        """Return the notes with their tasks: those that failed last of all, the larger ones before the smaller."""
        tasks = [(note, self._make_task(note, locale)) for note in pending]
        return sorted(tasks, key=lambda one: (one[0].failed_on or date.min, -one[1].most_requests))

    def _try_to_write(self, task: NoteTask) -> bool:
        """Write; False where it did not work for this one, which says nothing of the others."""
        try:
            self._write(task)
        except TokenRefusedError:
            raise
        except (UnavailableError, OutcomeUnknownError) as error:
            logger.warning("a note was not written", extra={"error": type(error).__name__})
            return False
        return True

    def _put_off(self, note: PendingNote) -> None:
        if note.failed_days < MOST_DAYS:
            self.notes.save_failure(note)
        else:
            logger.warning("a note is given up", extra={"days": note.failed_days})
            self.notes.finish(note, self._tell_of(EventKind.NOTE_GIVEN_UP, days=str(note.failed_days)))

    def _make_task(self, note: PendingNote, locale: Locale) -> NoteTask:
        found = self.known.find(note.case_id)
        if found is None:
            return NoteTask()
        case, account = found
        return NoteTask(
            positions=case.positions,
            text=write_note_text(case, locale) if account.settings.writes_notes else None,
            marks_paid=account.settings.writes_paid_back and is_fully_paid(case),
        )

    def _write(self, task: NoteTask) -> None:
        dreamrobot = self.connect_dreamrobot()
        for position in task.positions:
            try:
                if task.marks_paid:
                    self._mark_paid(dreamrobot, position)
                if task.text is not None:
                    dreamrobot.note_collection_state(position.order_id, [task.text])
            except (OrderNotFoundError, NoteUnreadableError, BadRequestError) as error:
                # No such order any more, no note to be seen, or a request that is never taken: waiting would not help.
                logger.warning("an order was not written to", extra={"error": type(error).__name__})

    def _mark_paid(self, dreamrobot: Notebook, position: Position) -> None:
        order = dreamrobot.get_order(position.order_id)
        if order.status.is_paid or order.status.is_cancelled:
            return
        amount = position.principal
        watched = self.orders.get(position.order_id)
        if watched is not None:
            amount = watched.accounted_invoiced
            # Before it shows in DreamRobot: should the case be opened again, the watch must not take it for a payment.
            self.records.record(watched.model_copy(update={"seen_paid": amount, "accounted_paid": amount}))
        dreamrobot.mark_paid(position.order_id, amount.amount)

    def _tell(self, task: NoteTask) -> CaseEvent | None:
        if not task.most_requests:
            return None
        return self._tell_of(EventKind.MARKED_PAID if task.marks_paid else EventKind.NOTE_WRITTEN)

    def _tell_of(self, kind: EventKind, **parameters: str) -> CaseEvent:
        return CaseEvent(event_id="write-back", at=self.clock(), actor=Actor.APP, kind=kind, parameters=parameters)
