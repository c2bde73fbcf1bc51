"""What each kind of command carries: everything that its call needs, so that a repeat is the same call.

Money may be spent only with a price that the merchant accepted, so the payloads that cost something carry it:
the gateway refuses where its price has risen meanwhile, and the merchant is asked again.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shared.domain.model import DomainModel
from shared.domain.money import Money

LONGEST_NOTE = 500
LONGEST_ANSWER = 4000
MAXIMUM_DOCUMENT_BYTES = 10 * 1024 * 1024
"""All three from ``contracts/boss-gateway.openapi.yaml``."""


class CommandKind(StrEnum):
    """What a command wants done at the gateway."""

    SUBMIT = "submit"
    REPORT_PAYMENT = "report_payment"
    REDUCE = "reduce"
    WITHDRAW = "withdraw"
    PAUSE = "pause"
    RESUME = "resume"
    ANSWER_INQUIRY = "answer_inquiry"
    UPLOAD_DOCUMENT = "upload_document"
    DECIDE_COURT = "decide_court"


class ReductionReason(StrEnum):
    """Why less is owed than was handed over."""

    CREDIT_NOTE = "credit_note"
    RETURN = "return"
    GOODWILL = "goodwill"
    CORRECTION = "correction"


class WithdrawalReason(StrEnum):
    """Why a case is taken back."""

    PAID = "paid"
    DISPUTED = "disputed"
    GOODWILL = "goodwill"
    ERROR = "error"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What a document is that the merchant hands in."""

    INVOICE = "invoice"
    REMINDER = "reminder"
    CONTRACT = "contract"
    DELIVERY_PROOF = "delivery_proof"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


class CourtDecision(StrEnum):
    """Whether the merchant wants court dunning."""

    APPROVE = "approve"
    DECLINE = "decline"


class SubmitCase(DomainModel):
    """Hand the case over as it stands."""

    kind: Literal[CommandKind.SUBMIT] = CommandKind.SUBMIT


class ReportPayment(DomainModel):
    """Tell of money that the debtor paid to the merchant; ``order_id`` is the order it was paid for, where known."""

    kind: Literal[CommandKind.REPORT_PAYMENT] = CommandKind.REPORT_PAYMENT
    amount: Money
    value_date: date
    order_id: str | None = None


class ReduceClaim(DomainModel):
    """Lower the claim by ``amount``."""

    kind: Literal[CommandKind.REDUCE] = CommandKind.REDUCE
    reason: ReductionReason
    amount: Money
    order_id: str | None = None


class WithdrawCase(DomainModel):
    """Take the case back for at most ``accepted_fee``, which the merchant saw and accepted."""

    kind: Literal[CommandKind.WITHDRAW] = CommandKind.WITHDRAW
    reason: WithdrawalReason
    note: str | None = Field(default=None, max_length=LONGEST_NOTE)
    accepted_fee: Money


class PauseCase(DomainModel):
    """Stop working on the case until a day."""

    kind: Literal[CommandKind.PAUSE] = CommandKind.PAUSE
    until: date
    reason: str | None = Field(default=None, max_length=LONGEST_NOTE)


class ResumeCase(DomainModel):
    """Go on with a case that is paused."""

    kind: Literal[CommandKind.RESUME] = CommandKind.RESUME


class AnswerInquiry(DomainModel):
    """Answer a question of the agency in the form that it asked for; documents by their references."""

    kind: Literal[CommandKind.ANSWER_INQUIRY] = CommandKind.ANSWER_INQUIRY
    inquiry_id: str
    answer: str = Field(max_length=LONGEST_ANSWER)
    comment: str | None = Field(default=None, max_length=LONGEST_ANSWER)
    document_references: tuple[str, ...] = ()


def digest_of(content: bytes) -> str:
    """Return what tells a document from every other: its SHA-256 in hexadecimal digits."""
    return sha256(content).hexdigest()


class UploadDocument(DomainModel):
    """Hand a document in. Its content is kept beside the case under the command's id until it arrived.

    ``content_digest`` is that of ``digest_of``, so that a repeat with another file is told from a repeat of the same.
    """

    kind: Literal[CommandKind.UPLOAD_DOCUMENT] = CommandKind.UPLOAD_DOCUMENT
    document_kind: DocumentKind
    file_name: str = Field(max_length=120)
    media_type: str = Field(max_length=100)
    content_digest: str


class DecideCourt(DomainModel):
    """Consent to court dunning, laying out at most ``accepted_advance``, or decline it."""

    kind: Literal[CommandKind.DECIDE_COURT] = CommandKind.DECIDE_COURT
    decision: CourtDecision
    accepted_advance: Money | None = None

    @model_validator(mode="after")
    def _require_a_price_for_consent(self) -> Self:
        if self.decision is CourtDecision.APPROVE and self.accepted_advance is None:
            message = "consent needs the advance that the merchant accepted"
            raise ValueError(message)
        return self


type CommandPayload = Annotated[
    SubmitCase
    | ReportPayment
    | ReduceClaim
    | WithdrawCase
    | PauseCase
    | ResumeCase
    | AnswerInquiry
    | UploadDocument
    | DecideCourt,
    Field(discriminator="kind"),
]
