"""What taking a case back would cost at this moment."""

from __future__ import annotations

from shared.domain.model import DomainModel
from shared.domain.money import Money


class WithdrawalQuote(DomainModel):
    """The price, or why there is none: ``reason`` is atriga's own text for people."""

    is_allowed: bool
    fee: Money
    reason: str | None = None
