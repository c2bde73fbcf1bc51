"""Payouts as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

Decimal = Annotated[str, Field(description="Decimal.")]


class Allocation(BaseModel):
    """What a payout holds for one case; ``case_id`` is null where the case is not one of the app's."""

    case_id: str | None
    case_number: str
    principal: Decimal
    interest: Decimal
    charges: Decimal
    total: Decimal
    currency: str


class PayoutRow(BaseModel):
    """A payout with some of its allocations; ``allocation_count`` is how many there are."""

    payout_id: str
    atriga_account: Annotated[str, Field(description="Customer number.")]
    paid_on: date
    total: Decimal
    currency: str
    statement_url: str | None
    allocation_count: int
    page_url: str
    allocations: list[Allocation]


class PayoutPage(BaseModel):
    """A page of payouts, the newest first."""

    items: list[PayoutRow]
    next_cursor: str | None


class Payout(PayoutRow):
    """One payout; ``next_first`` leads to its further allocations."""

    next_first: int | None
