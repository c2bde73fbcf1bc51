"""Reading the orders of a case again just before it is handed over.

A debtor who paid an hour ago must not get a letter, so no case is submitted with an order that was not read within
the last quarter of an hour. Where DreamRobot does not answer, the case waits, longer after each try; an order that it
does not give out for days is taken out, told plainly, and never handed over unread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.domain.cases.case import Position, TakenOut
from shared.domain.cases.case_progress import note_review
from shared.domain.evaluation import order_not_found, order_not_read, order_unreadable, review_position
from shared.domain.merchant_days import day_of
from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    DreamRobotError,
    NoRequestsLeftError,
    OrderNotFoundError,
    TokenRefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from functions.submit.ports import OrderSource
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case

FRESH_FOR = timedelta(minutes=15)

FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)
"""Each failed try costs requests of the day, the last ones even; those are not to go into one order."""

MOST_READS = 20
"""How often in a row an order is asked for in vain, over three days, before it is taken out unread."""

PAUSE_FOR_NEW_ACCESS = timedelta(minutes=15)
"""Only the merchant can help here, and each try costs a request."""

OUT_OF_TIME = "out_of_time"


@dataclass(frozen=True, slots=True)
class Wait:
    """The orders could not all be read: ``because`` is a code, ``until`` when to try again."""

    because: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The case with its orders as they are now; ``wait`` where some are still to be read."""

    case: Case
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class OrderReview:
    """Reviews the orders of one merchant's cases."""

    connect_dreamrobot: Callable[[], OrderSource]
    clock: Clock

    def review(self, case: Case, account: AtrigaAccount, stop_at: datetime) -> Reviewed:
        """Read every order of ``case`` that was not read lately, until ``stop_at``.

        What was read is kept in the returned case even where the rest has to wait, so no request is spent twice.
        """
        found: dict[str, Position | TakenOut] = {}
        wait = None
        # What failed before comes first, so that the others are not read in vain.
        for position in sorted(case.positions, key=lambda position: position.failed_reads, reverse=True):
            reviewed, wait = self._try(position, account, stop_at)
            found[position.order_id] = reviewed
            if wait is not None:
                break
        after = [found.get(position.order_id, position) for position in case.positions]
        kept = [position for position in after if isinstance(position, Position)]
        taken_out = [out for out in after if isinstance(out, TakenOut)]
        return Reviewed(note_review(case, kept, taken_out, self.clock()), wait)

    def _try(
        self, position: Position, account: AtrigaAccount, stop_at: datetime
    ) -> tuple[Position | TakenOut, Wait | None]:
        """Return what is known of an order now, and whether the review has to wait for it."""
        try:
            reviewed = self._review(position, account, stop_at)
        except DreamRobotError as error:
            return self._after_failure(position, error)
        return (position, Wait(OUT_OF_TIME, self.clock())) if reviewed is None else (reviewed, None)

    def _review(self, position: Position, account: AtrigaAccount, stop_at: datetime) -> Position | TakenOut | None:
        """Return the position as it is now, or its end; ``None`` where there is no time left to read it."""
        now = self.clock()
        if position.read_at is not None and now - position.read_at <= FRESH_FOR:
            return position
        if now >= stop_at:
            return None
        order_id = position.order_id
        try:
            order = self.connect_dreamrobot().get_order(order_id)
        except OrderNotFoundError:
            return TakenOut(order_id=order_id, findings=(order_not_found(order_id),))
        except BadRequestError:
            return TakenOut(order_id=order_id, findings=(order_unreadable(order_id),))
        reviewed = review_position(position, order, account, day_of(now))
        return (
            reviewed
            if isinstance(reviewed, TakenOut)
            else reviewed.model_copy(update={"read_at": now, "failed_reads": 0})
        )

    def _after_failure(self, position: Position, error: DreamRobotError) -> tuple[Position | TakenOut, Wait | None]:
        now = self.clock()
        if isinstance(error, NoRequestsLeftError):
            return position, Wait("dreamrobot_quota", max(error.over_at(now), now + FIRST_PAUSE))
        if isinstance(error, AccessRefusedError):
            return position, Wait("dreamrobot_refused", now + PAUSE_FOR_NEW_ACCESS)
        if isinstance(error, TokenRefusedError):
            # No order would be given out, so it does not count against this one.
            return position, Wait("dreamrobot_away", now + PAUSE_FOR_NEW_ACCESS)
        failed_reads = position.failed_reads + 1
        if failed_reads >= MOST_READS:
            findings = (order_not_read(position.order_id, failed_reads),)
            return TakenOut(order_id=position.order_id, findings=findings), None
        wait = Wait("dreamrobot_away", now + _pause_after(failed_reads))
        return position.model_copy(update={"failed_reads": failed_reads}), wait


def _pause_after(failed_reads: int) -> timedelta:
    """Wait twice as long after each failure; the doublings are few, for ``failed_reads`` is below ``MOST_READS``."""
    return min(FIRST_PAUSE * (1 << (failed_reads - 1)), LONGEST_PAUSE)
