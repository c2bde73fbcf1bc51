"""Proposals: steps that the app does not take by itself, because they cost, or because only the merchant can know."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from shared.domain.model import DomainModel
from shared.domain.money import Money


class ProposalKind(StrEnum):
    """What is proposed."""

    WITHDRAW = "withdraw"
    REPORT_PAYMENT = "report_payment"
    REDUCE = "reduce"


class ProposalReason(StrEnum):
    """What was seen that speaks for it. Its text for people stands with the pages."""

    ORDER_CANCELLED = "order_cancelled"
    PERHAPS_COLLECTED = "perhaps_collected"
    CREDIT_NOTE_UNCLEAR = "credit_note_unclear"
    NOT_OFFERED = "not_offered"


class Proposal(DomainModel):
    """One step for the merchant to decide on, until it is taken or put aside.

    ``amount`` is the payment or the reduction; ``fee`` is what a withdrawal cost when it was proposed, ``None`` where
    the gateway told none. ``proposal_id`` is made of what was seen, so that seeing it again proposes nothing new.
    """

    proposal_id: str
    case_id: str
    order_id: str
    kind: ProposalKind
    reason: ProposalReason
    made_at: datetime
    amount: Money | None = None
    fee: Money | None = None
