"""Asking the gateway to push: after each activation, and once a day, so that a lost subscription comes back.

The gateway keeps one subscription for a customer number and the last one wins; asking again changes nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.boss.errors import BossError
from shared.domain.capability import Capability
from shared.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from functions.sync.ports import Accounts, Gateway
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount

RENEWED_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Subscription:
    """The subscriptions of one merchant. ``keys_of`` returns the keys of a customer number, the newest first."""

    accounts: Accounts
    keys_of: Callable[[str], Sequence[str]]
    url: str
    clock: Clock

    def take(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:  # noqa: ARG002 -- one call
        """Subscribe where the gateway offers it and it is time to; that it does not work stops nothing else."""
        if not account.terms.offers(Capability.PUSH) or not self._is_due(account):
            return True
        keys = self.keys_of(account.customer_number)
        if not keys:
            # Activated before there were keys: the next activation makes one, and asking works without.
            return True
        try:
            gateway.subscribe(self.url, keys[0])
        except BossError as error:
            logger.warning("the gateway took no subscription", extra={"error": type(error).__name__})
        else:
            self.accounts.note_time(account.customer_number, "subscribed_at", self.clock())
        return True

    def _is_due(self, account: AtrigaAccount) -> bool:
        return account.subscribed_at is None or self.clock() - account.subscribed_at >= RENEWED_AFTER
