"""Reading what atriga paid out, with a cursor of its own that moves only after storing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CircuitOpenError,
    CredentialsRefusedError,
    CursorExpiredError,
    RateLimitedError,
)
from shared.domain.capability import Capability
from shared.observability import logger

if TYPE_CHECKING:
    from datetime import datetime

    from functions.sync.ports import Accounts, Gateway
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.payout import Payout

PAYOUTS_AT_ONCE = 50

READ_AGAIN_AFTER = timedelta(hours=6)
"""Settlements come by the week or the month; a bookkeeper wants them on the day."""

_CONCERNS_MORE_THAN_PAYOUTS = (CredentialsRefusedError, AccountNotReadyError, RateLimitedError, CircuitOpenError)
"""Any other missing answer may be the payouts' own: the same run has just read the changes."""


class Payouts(Protocol):
    """Where payouts are kept."""

    def keep(self, customer_number: str, payout: Payout, now: datetime) -> bool:
        """Keep a payout; False where it is kept already."""


@dataclass(frozen=True, slots=True)
class PayoutStream:
    """The payouts of one merchant's atriga accounts."""

    accounts: Accounts
    payouts: Payouts
    clock: Clock

    def take(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:
        """Store page after page, where it is time to; False where only the time is up.

        That the payouts alone are not to be had stops nothing else; the next run asks again.

        Raises:
            BossError: The account is refused, or the whole gateway is away or asks for patience.
        """
        if not account.terms.offers(Capability.PAYOUTS) or not self._is_due(account):
            return True
        try:
            return self._read(account, gateway, stop_at)
        except _CONCERNS_MORE_THAN_PAYOUTS:
            raise
        except BossError as error:
            logger.warning("the payouts were not read", extra={"error": type(error).__name__})
            return True

    def _read(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:
        number, cursor = account.customer_number, account.payout_cursor
        while self.clock() < stop_at:
            try:
                page = gateway.list_payouts(cursor, PAYOUTS_AT_ONCE)
            except CursorExpiredError:
                if cursor is None:
                    raise
                logger.warning("the cursor of the payouts is too old; starting over")
                self.accounts.move_cursor(number, before=cursor, after=None, stream="payout_cursor")
                cursor = None
                continue
            for payout in page.payouts:
                self.payouts.keep(number, payout, self.clock())
            if page.next_cursor != cursor:
                self.accounts.move_cursor(number, before=cursor, after=page.next_cursor, stream="payout_cursor")
            if page.next_cursor == cursor or not page.more:
                self.accounts.note_time(number, "payouts_read_at", self.clock())
                return True
            cursor = page.next_cursor
        return False

    def _is_due(self, account: AtrigaAccount) -> bool:
        return account.payouts_read_at is None or self.clock() - account.payouts_read_at >= READ_AGAIN_AFTER
