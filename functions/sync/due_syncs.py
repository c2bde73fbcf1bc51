"""Queueing the atriga accounts that are due.

A message is queued before the account's next time is written, so a run that dies in between asks once too often,
never too seldom. What a run has no time for stays due, and the next one begins with another part of the accounts.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import TYPE_CHECKING

from shared.observability import logger
from shared.work import SyncWork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from functions.sync.ports import Accounts, DueAccounts
    from functions.sync.resting import Resting
    from shared.clock import Clock
    from shared.store.accounts_of_all import DueAccount
    from shared.work import WorkSink

QUEUERS = 8
"""How many batches are queued side by side: 25,000 accounts fit into a quarter of a minute."""

UNREADABLE_LEFT_ALONE_FOR = timedelta(hours=1)
"""How long an account that cannot be read is left alone: each try is an error in the log, until somebody mends it."""

_MESSAGES_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class DueSyncs:
    """The due accounts of all merchants."""

    due_accounts: DueAccounts
    accounts_of: Callable[[str], Accounts]
    queue: WorkSink[SyncWork]
    resting: Resting
    clock: Clock

    def plan(self, stop_at: datetime) -> int:
        """Queue every account that is due until ``stop_at``, and return how many it were.

        Raises:
            QueueError: The queue did not take a message; what is due stays due.
        """
        count = 0
        due = self.due_accounts.list_due(self.clock())
        with ThreadPoolExecutor(QUEUERS) as queuers:
            for wave in batched(due, QUEUERS * _MESSAGES_AT_ONCE, strict=False):
                count += sum(queuers.map(self._queue, batched(wave, _MESSAGES_AT_ONCE, strict=False)))
                if self.clock() >= stop_at:
                    break
        return count

    def _queue(self, due: Sequence[DueAccount]) -> int:
        now = self.clock()
        readable = [one for one in due if one.account is not None]
        self.queue.send(SyncWork(merchant_id=one.merchant_id, customer_number=one.customer_number) for one in readable)
        for one in due:
            pause = UNREADABLE_LEFT_ALONE_FOR
            if one.account is None:
                logger.error("an atriga account cannot be read", extra={"merchant_id": one.merchant_id})
            else:
                pause = self.resting.pause_of(one.account, now)
            self.accounts_of(one.merchant_id).postpone(one.customer_number, was_due_at=one.due_at, due_at=now + pause)
        return len(readable)
