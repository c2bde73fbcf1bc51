"""Cases as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.domain.cases.case import Closing, Rejection, Transfer
from shared.domain.cases.next_step import NextStep

Decimal = Annotated[str, Field(description="Decimal.")]


class CaseRow(BaseModel):
    """A case as a row of the case table."""

    case_id: str
    case_number: Annotated[str | None, Field(description="atriga's file number.")]
    transfer: Transfer
    stage: str | None
    processing: str | None
    payment: str | None
    status_text: str | None
    rejection: Rejection | None
    closing: Closing | None
    orders: list[str]
    debtor_name: str
    portal_account: str | None
    atriga_account: Annotated[str, Field(description="Customer number.")]
    total: Decimal
    paid: Annotated[str | None, Field(description="Decimal; what atriga booked, null before it told of a balance.")]
    open: Decimal
    currency: str
    handed_over_at: datetime | None
    changed_at: datetime
    marks: list[str]
    documents: int
    next_step: NextStep | None
    next_step_until: date | None
    needs_me: bool
    test: bool
    page_url: str


class CasePage(BaseModel):
    """A page of cases."""

    items: list[CaseRow]
    next_cursor: Annotated[str | None, Field(description="Leads to the next page; null at the end.")]


class Marks(BaseModel):
    """The merchant's own marks on a case."""

    marks: list[str]
