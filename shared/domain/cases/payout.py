"""What atriga paid out to the merchant, and for which cases: as it is told, and as it is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shared.domain.model import DomainModel
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable


class PayoutAllocation(DomainModel):
    """The part of a payout that belongs to one case."""

    case_number: str
    principal: Money
    interest: Money
    charges: Money


class Payout(DomainModel):
    """One settlement. ``statement_url`` is ``None`` where there is none, or none that is a web address."""

    payout_id: str
    paid_on: date
    total: Money
    statement_url: str | None = None
    allocations: tuple[PayoutAllocation, ...] = ()


class KeptPayout(DomainModel):
    """A settlement as it is kept: the same without its allocations, which are kept one by one."""

    payout_id: str
    customer_number: str
    paid_on: date
    total: Money
    statement_url: str | None = None
    allocation_count: int


class PayoutFilter(DomainModel):
    """Which payouts are asked for; ``None`` asks for nothing. Both days are included."""

    atriga: str | None = None
    paid_from: date | None = None
    paid_to: date | None = None

    def takes(self, payout: KeptPayout) -> bool:
        """Whether a payout is asked for."""
        return (
            self.atriga in {None, payout.customer_number}
            and (self.paid_from is None or self.paid_from <= payout.paid_on)
            and (self.paid_to is None or payout.paid_on <= self.paid_to)
        )


class PayoutShare(DomainModel):
    """What a settlement holds for one case. ``case_id`` is ``None`` where the case is not one of the app's."""

    payout_id: str
    customer_number: str
    paid_on: date
    case_number: str
    case_id: str | None = None
    principal: Money
    interest: Money
    charges: Money

    @property
    def total(self) -> Money:
        """What of the settlement is for the case."""
        return self.principal + self.interest + self.charges


def add_by_currency(amounts: Iterable[Money]) -> list[Money]:
    """Add amounts up, those of each currency by themselves, sorted by currency."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, Money.zero(amount.currency)) + amount
    return [sums[currency] for currency in sorted(sums)]
