"""What the pages of payouts need of the world around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.payout import KeptPayout, PayoutFilter, PayoutShare
    from shared.store.figures import KeptFigures
    from shared.store.payouts import PayoutsPage, PayoutSum, SharesPage


class Payouts(Protocol):
    """What atriga paid out to one merchant."""

    def get(self, customer_number: str, payout_id: str) -> KeptPayout | None:
        """Read one payout."""

    def read(self, wanted: PayoutFilter, limit: int, cursor: str | None = None) -> PayoutsPage:
        """Read a page, newest first; UnknownPlaceError where the cursor is of another view."""

    def add_up(self, wanted: PayoutFilter) -> PayoutSum:
        """Add up the payouts that are asked for."""

    def read_shares(self, customer_number: str, payout_id: str, limit: int, first: int = 0) -> SharesPage:
        """Read what a payout holds for some of its cases."""

    def list_shares(self, customer_number: str, payout_id: str) -> list[PayoutShare]:
        """Read what a payout holds for each case."""


class Figures(Protocol):
    """The figures of all cases of one merchant."""

    def read(self) -> KeptFigures:
        """Read the figures."""


class Accounts(Protocol):
    """The accounts of one merchant."""

    def list_atriga_accounts(self) -> list[AtrigaAccount]:
        """Read all atriga accounts."""
