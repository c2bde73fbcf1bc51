"""Carrying commands out: one writer for one case at a time, the commands of a case in the order of their making.

Whatever command a message names, the oldest open one of its case is tried, and the next ones after it. So a
message may come twice, late or before its turn. A message that comes during a pause, finds another worker at the
case, or finds the gateway away is dropped: the command is in the table, and whoever set the pause, the other
worker or the sweeper brings it back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from functions.submit.attempt import Attempt
from functions.submit.settling import Resting
from shared.observability import logger
from shared.store.errors import ConditionFailedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from functions.submit.desk import MerchantDesk
    from functions.submit.ports import CommandsQueue
    from shared.clock import Clock
    from shared.work import CommandWork

LEASE_MARGIN = timedelta(seconds=5)

TIME_FOR_ONE_COMMAND = timedelta(seconds=40)
"""What must be left of a run for another command to be begun: its calls have to end before the lease does."""


@dataclass(frozen=True, slots=True)
class CommandCarrier:
    """Carries commands of all merchants out; the desk is made for the merchant at hand."""

    desk_of: Callable[[str], MerchantDesk]
    queue: CommandsQueue
    gateway_is_closed_off: Callable[[], bool]
    clock: Clock

    def carry_out(self, work: CommandWork, deadline: datetime) -> None:
        """Carry out what is open of a case, oldest first, as far as pauses and ``deadline`` allow.

        Raises:
            StoreError, QueueError, ClientError, BossError: The message has to come again.
        """
        if self.gateway_is_closed_off():
            logger.info("the gateway is away; the sweeper brings the command back", extra={"case_id": work.case_id})
            return
        desk = self.desk_of(work.merchant_id)
        lease = desk.leases.acquire(f"CASE#{work.case_id}", now=self.clock(), until=deadline + LEASE_MARGIN)
        if lease is None:
            logger.info("another worker has the case in hand", extra={"case_id": work.case_id})
            return
        try:
            pause = self._go_through(desk, work.case_id, deadline - TIME_FOR_ONE_COMMAND)
        except ConditionFailedError:
            # Another writer was first, the status sync for one. What it wrote is read at the next try.
            pause = timedelta(seconds=1)
        finally:
            desk.leases.release(lease)
        if pause is not None:
            # A second more: a message that came a moment before the end of its pause would be dropped.
            self.queue.send([work], delay_seconds=math.ceil(pause.total_seconds()) + 1)

    def _go_through(self, desk: MerchantDesk, case_id: str, stop_at: datetime) -> timedelta | None:
        """Try command after command; return after how long to go on, ``None`` where a message is not needed."""
        attempt = Attempt(desk, self.clock)
        is_first = True
        while command := desk.commands.find_oldest_open(case_id):
            now = self.clock()
            case = desk.cases.get(case_id)
            if case is None or command.rests_at(now):
                return None
            if now >= stop_at and not is_first:
                return timedelta(0)
            is_first = False
            progress = attempt.make(case, command, stop_at)
            if isinstance(progress, Resting):
                return progress.pause
        return None
