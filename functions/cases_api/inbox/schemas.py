"""The inbox as programs read it, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.domain.cases.inquiries import AnswerType, Standing
from shared.domain.watching.proposal import ProposalKind, ProposalReason


class Inquiry(BaseModel):
    """A question of atriga, and how far its answer is."""

    case_id: str
    inquiry_id: str
    asked_at: datetime
    due_on: date | None
    question: str
    answer_type: Annotated[str, Field(description="As atriga names it; others may come.")]
    answered_as: Annotated[AnswerType, Field(description="How the app takes the answer.")]
    answered: bool
    state: Standing
    refused_because: str | None


class InboxEntry(Inquiry):
    """A question with its case."""

    case_number: str | None
    debtor_name: str
    atriga_account: Annotated[str, Field(description="Customer number.")]
    test: bool
    overdue: bool
    page_url: str


class Amount(BaseModel):
    """An amount of money."""

    amount: Annotated[str, Field(description="Decimal.")]
    currency: str


class ProposedStep(BaseModel):
    """What the watch proposes, which a person decides on."""

    proposal_id: str
    case_id: str
    case_number: str | None
    order_id: str
    kind: ProposalKind
    reason: ProposalReason
    made_at: datetime
    amount: Amount | None
    fee: Amount | None


class Inbox(BaseModel):
    """A page of the inbox; the two lists go on by themselves."""

    items: list[InboxEntry]
    next_cursor: str | None
    proposals: list[ProposedStep]
    next_proposals_cursor: str | None
