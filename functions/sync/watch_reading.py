"""One round of the watch: the days that are due, read in the cheapest way, as far as requests and time go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from shared.domain.orders.credit_notes import match_credit_note, read_credit_note
from shared.domain.watching.watch import FIELDS_LOOKED_AT
from shared.domain.watching.watch_plan import SHARE_OF_DAILY_REQUESTS_PERCENT, DayRead, next_window, requests_for
from shared.dreamrobot.errors import (
    BadRequestError,
    EndlessListError,
    OrderNotFoundError,
    TokenRefusedError,
    UnavailableError,
)
from shared.observability import logger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from functions.sync.watch_findings import WatchFindings
    from functions.sync.watch_ports import Orders, WatchedOrders
    from shared.clock import Clock
    from shared.domain.orders.credit_notes import CreditNote
    from shared.domain.watching.watch_plan import WatchPlan, Window
    from shared.domain.watching.watched_order import WatchedOrder
    from shared.dreamrobot.wire import ListedOrder

FAILURES_IN_A_ROW = 8
"""After so many single orders without one that could be read, DreamRobot is taken for away, and the round ends."""


@dataclass(slots=True)
class WatchReading:
    """A round over ``due``, the most urgent day first; ``plan`` is what was read so far, requests included.

    No order holds the others up: one that DreamRobot does not give out is passed over until its day is due again.
    """

    orders: WatchedOrders
    findings: WatchFindings
    clock: Clock
    plan: WatchPlan
    days: Sequence[date]
    due: list[date]
    today: date
    credit_notes: dict[str, CreditNote] = field(default_factory=dict)
    failures_in_a_row: int = 0

    def read_all(self, dreamrobot: Orders, daily_requests: int, stop_at: datetime) -> bool:
        """Read window after window; False where only the time is up.

        Raises:
            DreamRobotError: DreamRobot does not answer, or takes no more requests.
        """
        credit_note_days = set(self.plan.credit_note_days(self.today)) & set(self.due)
        while self.due and not self._is_away:
            if self.clock() >= stop_at:
                return False
            left = self.plan.spent.left(self.today, daily_requests, SHARE_OF_DAILY_REQUESTS_PERCENT)
            window = next_window(self.due, self.plan.orders_per_day, left)
            watched = list(self.orders.list_between(window.first, window.last))
            expected = requests_for(window, self.plan.orders_per_day)
            is_searched = any(window.holds(day) for day in credit_note_days)
            is_cheaper_singly = not is_searched and len(watched) < expected
            if (len(watched) if is_cheaper_singly else expected) > left:
                break
            if is_cheaper_singly:
                self._read_singly(dreamrobot, watched)
                self._note_read(window, watched, self.plan.orders_per_day or 0)
            elif not self._read_pages(dreamrobot, window, watched):
                self.plan = self.plan.note_endless(window)
                continue
            self.due = [day for day in self.due if not window.holds(day)]
        self._take_credit_notes()
        if not self.due:
            self.plan = self.plan.model_copy(update={"orders_per_day_at_least": 0})
        if credit_note_days and not credit_note_days & set(self.due):
            self.plan = self.plan.model_copy(update={"credit_notes_until": self.today, "credit_notes_at": self.clock()})
        logger.info(
            "the watch read orders",
            extra={"requests_today": self.plan.spent.on(self.today), "days_left": len(self.due)},
        )
        return True

    def wait_until(self, instant: datetime) -> None:
        """Note that DreamRobot takes no requests before an instant."""
        self.plan = self.plan.model_copy(update={"waits_until": instant})

    def _read_pages(self, dreamrobot: Orders, window: Window, watched: Sequence[WatchedOrder]) -> bool:
        """Read the pages of a window; False where it is to be read again in parts, because its list does not end."""
        waiting = {order.order_id: order for order in watched}
        count = 0
        self._spend()
        try:
            for page in dreamrobot.list_orders(window.first, window.last):
                # The page behind this one, which may be the empty one at the end, is a request too.
                self._spend()
                self.failures_in_a_row = 0
                count += len(page)
                for listed in page:
                    self._look_at(listed, waiting)
        except EndlessListError:
            logger.warning("a list of orders does not end", extra={"days": window.days, "orders": count})
            if window.days > 1:
                return False
        # What no page showed was merged or moved to another day, or stands behind the pages of an endless list.
        self._read_singly(dreamrobot, [order for order in waiting.values() if not order.is_gone])
        self._note_read(window, watched, count / window.days)
        return True

    def _look_at(self, listed: ListedOrder, waiting: dict[str, WatchedOrder]) -> None:
        credit_note = read_credit_note(listed.order)
        if credit_note is not None:
            self.credit_notes[credit_note.order_id] = credit_note
        # Where the list leaves out what is compared, the order goes on waiting and is read singly.
        if listed.order_id in waiting and not FIELDS_LOOKED_AT & listed.absent:
            self.findings.take_order(waiting.pop(listed.order_id), listed.order, self.today)

    def _read_singly(self, dreamrobot: Orders, watched: Sequence[WatchedOrder]) -> None:
        for order in watched:
            if self._is_away:
                return
            self._spend()
            try:
                found = dreamrobot.get_order(order.order_id)
            except OrderNotFoundError:
                self.failures_in_a_row = 0
                self.findings.take_missing(order)
            except TokenRefusedError:
                raise
            except (BadRequestError, UnavailableError) as error:
                self.failures_in_a_row += 1
                logger.warning("an order could not be read", extra={"error": type(error).__name__})
            else:
                self.failures_in_a_row = 0
                self.findings.take_order(order, found, self.today)

    @property
    def _is_away(self) -> bool:
        return self.failures_in_a_row >= FAILURES_IN_A_ROW

    def _take_credit_notes(self) -> None:
        if not self.credit_notes:
            return
        customers = {note.customer_id for note in self.credit_notes.values()}
        theirs = [order for order in self.orders.list_between(date.min, date.max) if order.customer_id in customers]
        for note in self.credit_notes.values():
            for match in match_credit_note(note, theirs):
                self.findings.take_credit_note(match, note)

    def _note_read(self, window: Window, watched: Sequence[WatchedOrder], orders_per_day: float) -> None:
        freshest: dict[date, date] = {}
        for order in watched:
            freshest[order.ordered_on] = max(order.watched_since, freshest.get(order.ordered_on, date.min))
        read_at = self.clock()
        reads = {
            day: DayRead(read_at, round(orders_per_day), freshest.get(day)) for day in self.days if window.holds(day)
        }
        self.plan = self.plan.note_read(reads, self.days)

    def _spend(self) -> None:
        self.plan = self.plan.model_copy(update={"spent": self.plan.spent.spend(self.today)})
