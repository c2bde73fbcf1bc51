"""The watch: the orders of running cases are read again, and what happened to them is taken in.

DreamRobot tells of no changes, so orders are read by their days, many for one request, within a share of the day's
requests; what there is no request left for comes next time, because the days that waited longest are due first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from functions.sync.watch_reading import WatchReading
from shared.domain.request_budget import request_day
from shared.dreamrobot.errors import DreamRobotError, NoRequestsLeftError
from shared.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from functions.sync.ports import Gateway, Leases
    from functions.sync.watch_findings import WatchFindings
    from functions.sync.watch_ports import Orders, WatchedOrders
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, Merchant
    from shared.domain.watching.watch_plan import WatchPace, WatchPlan

LEASE_MARGIN = timedelta(minutes=1)


class DueDays(NamedTuple):
    """What is to be read: the days that are due of all watched ones, within a merchant's daily requests."""

    plan: WatchPlan
    days: list[date]
    due: list[date]
    today: date
    daily_requests: int


@dataclass(frozen=True, slots=True)
class Watch:
    """The watch of one merchant, whichever of its atriga accounts is being synchronized."""

    orders: WatchedOrders
    findings: WatchFindings
    leases: Leases
    connect_dreamrobot: Callable[[], Orders]
    find_merchant: Callable[[], Merchant | None]
    pace: WatchPace
    clock: Clock

    def take(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:  # noqa: ARG002 -- a merchant's
        """Read what is due; False where only the time is up. That DreamRobot does not answer stops nothing else."""
        if self._find_due() is None:
            return True
        lease = self.leases.acquire("WATCH", now=self.clock(), until=stop_at + LEASE_MARGIN)
        if lease is None:
            return True
        try:
            # Read again: another run may have finished between the look and the lease.
            found = self._find_due()
            return found is None or self._read(found, stop_at)
        finally:
            self.leases.release(lease)

    def _find_due(self) -> DueDays | None:
        """Find out which days are to be read now; ``None`` where there are none."""
        now, merchant = self.clock(), self.find_merchant()
        plan = self.orders.get_plan()
        if merchant is None or (plan.waits_until is not None and now < plan.waits_until):
            return None
        days, today = self.orders.list_days(), request_day(now)
        due = plan.due_days(days, now, today, self.pace, self.orders.get_told_at())
        return DueDays(plan, days, due, today, merchant.daily_requests) if due else None

    def _read(self, found: DueDays, stop_at: datetime) -> bool:
        plan = found.plan
        reading = WatchReading(self.orders, self.findings, self.clock, plan, found.days, found.due, found.today)
        try:
            return reading.read_all(self.connect_dreamrobot(), found.daily_requests, stop_at)
        except NoRequestsLeftError as error:
            logger.info("no requests to DreamRobot are left")
            reading.wait_until(error.over_at(self.clock()))
        except DreamRobotError as error:
            logger.warning("the watch could not go on", extra={"error": type(error).__name__})
        finally:
            if reading.plan != plan:
                self.orders.save_plan(reading.plan)
        return True
