"""The page of payouts: rows with the first of their cases, sums, and where the list goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlencode

from functions.cases_api.cursor import write_cursor
from shared.domain.cases.figures import FigureKind
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.cases_api.payouts.view_query import ReadFilter
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.payout import KeptPayout
    from shared.store.figures import KeptFigures
    from shared.store.payouts import PayoutsPage, PayoutSum, SharesPage

PATH: Final = "/payouts"
CSV_PATH: Final = "/payouts.csv"
PAYOUTS_AT_ONCE: Final = 20
SHARES_IN_THE_LIST: Final = 5


def payout_path(payout: KeptPayout) -> str:
    """Return the address of a payout."""
    return f"{PATH}/{quote(payout.customer_number, safe='')}/{quote(payout.payout_id, safe='')}"


class PayoutRow(NamedTuple):
    """A payout and what it holds for the first of its cases."""

    payout: KeptPayout
    shares: SharesPage

    @property
    def address(self) -> str:
        """Where its page is."""
        return payout_path(self.payout)

    @property
    def unlisted(self) -> int:
        """For how many more cases it holds money."""
        return max(self.payout.allocation_count - len(self.shares.shares), 0)


def open_amounts(kept: KeptFigures) -> list[Money]:
    """Return what is open in the running cases, by currency; nothing where the figures are behind."""
    if kept.counted_to is not None:
        return []
    found = ((figure.currency, cents) for figure, cents in kept.figures.items() if figure.kind is FigureKind.OPEN)
    return [Money(cents=cents, currency=currency) for currency, cents in sorted(found)]


@dataclass(frozen=True, slots=True)
class PayoutsView:
    """Everything that the template shows. ``still_open`` is empty where it would not be about the same."""

    asked: ReadFilter
    found: PayoutsPage
    rows: Sequence[PayoutRow]
    paid_out: PayoutSum
    accounts: Sequence[AtrigaAccount]
    cursor: str | None
    still_open: Sequence[Money] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for that could leave a payout out, or was meant to."""
        return bool(self.asked.typed)

    @property
    def stopped_early(self) -> bool:
        """Whether the page is not full only because it looked far enough for one page."""
        return self.found.cursor is not None and len(self.rows) < PAYOUTS_AT_ONCE

    @property
    def next_address(self) -> str | None:
        """Where the list goes on."""
        cursor = write_cursor(self.found.cursor)
        return self._address(urlencode({"cursor": cursor})) if cursor else None

    @property
    def first_address(self) -> str:
        """Where the list begins."""
        return self._address()

    @property
    def csv_address(self) -> str:
        """Where the view is as a file."""
        return f"{CSV_PATH}?{self.asked.query}" if self.asked.query else CSV_PATH

    def _address(self, more: str = "") -> str:
        parts = [part for part in (self.asked.query, more) if part]
        return f"{PATH}?{'&'.join(parts)}" if parts else PATH
