"""The operations about the account as a whole: its payouts, and whether it is told of changes by a push."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.boss.answers import read_payout_page
from shared.boss.calls import GatewayCalls
from shared.domain.capability import Capability

if TYPE_CHECKING:
    from shared.boss.answers import PayoutPage


class AccountCalls(GatewayCalls):
    """listPayouts, subscribe and unsubscribe of the contract."""

    def list_payouts(self, after: str | None, limit: int) -> PayoutPage:
        """Read at most ``limit`` payouts (1 to 500) after a cursor, or from the start, oldest first."""
        self._require(Capability.PAYOUTS)
        params = {"limit": str(limit)}
        if after:
            params["after"] = after
        return read_payout_page(self._read("/payouts", params))

    def subscribe(self, url: str, secret: str) -> None:
        """Ask for a push to ``url`` on every change, signed with ``secret`` (``whsec_`` and base64)."""
        self._require(Capability.PUSH)
        self._write_unanswered("PUT", "/subscription", {"url": url, "secret": secret})

    def unsubscribe(self) -> None:
        """End the pushes; the contract asks for no ability to do so."""
        self._write_unanswered("DELETE", "/subscription")
