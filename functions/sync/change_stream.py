"""Reading atriga's stream of changes, a page at a time, with the cursor moved only after storing.

Reading twice, or two at once, changes nothing: a change is appended under its own id, a case takes only a newer
version, and the cursor moves only from where it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from shared.boss.errors import CursorExpiredError
from shared.observability import logger

if TYPE_CHECKING:
    from datetime import datetime

    from functions.sync.change_intake import ChangeIntake
    from functions.sync.ports import Accounts, Gateway
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount

CHANGES_AT_ONCE = 100


class Reading(NamedTuple):
    """How far a reading came: whether to the end, and how many entries it brought."""

    is_finished: bool
    entries: int


@dataclass(frozen=True, slots=True)
class ChangeStream:
    """The stream of changes of one merchant's atriga accounts."""

    accounts: Accounts
    intake: ChangeIntake
    clock: Clock

    def read(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> Reading:
        """Store page after page until the end, or until ``stop_at``.

        Raises:
            ConditionFailedError: Another run moved the cursor, or wrote the same cases.
            BossError: The gateway did not answer as hoped.
        """
        number, cursor, count = account.customer_number, account.cursor, 0
        while self.clock() < stop_at:
            try:
                page = gateway.list_changes(cursor, CHANGES_AT_ONCE)
            except CursorExpiredError:
                if cursor is None:
                    raise
                logger.warning("the cursor is too old; starting over")
                self.accounts.move_cursor(number, before=cursor, after=None)
                cursor = None
                continue
            self.intake.take_in(number, page.changes)
            count += len(page.changes)
            if page.next_cursor == cursor:
                return Reading(is_finished=True, entries=count)
            self.accounts.move_cursor(number, before=cursor, after=page.next_cursor)
            cursor = page.next_cursor
            if not page.more:
                return Reading(is_finished=True, entries=count)
        return Reading(is_finished=False, entries=count)
