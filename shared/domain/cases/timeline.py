"""What was done about a case on this side: by the merchant, or by the app itself. Append-only.

What happened at atriga is a ``Change`` and kept beside; the case page shows both as one timeline.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from shared.domain.model import DomainModel


class Actor(StrEnum):
    """Who did something: the merchant on the pages or over the API, or the app by itself."""

    MERCHANT = "merchant"
    APP = "app"


class EventKind(StrEnum):
    """What was done. Its text for people stands with the pages."""

    CORRECTED = "corrected"
    APPROVED = "approved"
    DISCARDED = "discarded"
    CHANGES_MISSED = "changes_missed"
    REOPENED_ELSEWHERE = "reopened_elsewhere"
    PAYMENT_SEEN = "payment_seen"
    PAYMENT_REPORTED_BEFORE = "payment_reported_before"
    PAYMENT_PERHAPS_COLLECTED = "payment_perhaps_collected"
    PAYMENT_NOT_REPORTABLE = "payment_not_reportable"
    PAYMENT_TAKEN_BACK = "payment_taken_back"
    INVOICE_LOWERED = "invoice_lowered"
    INVOICE_RAISED = "invoice_raised"
    CREDIT_NOTE_SEEN = "credit_note_seen"
    CREDIT_NOTE_UNCLEAR = "credit_note_unclear"
    REDUCTION_NOT_REPORTABLE = "reduction_not_reportable"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_GONE = "order_gone"
    WITHDRAWN_FREE = "withdrawn_free"
    WITHDRAWAL_PROPOSED = "withdrawal_proposed"
    PROPOSAL_TAKEN = "proposal_taken"
    PROPOSAL_PUT_ASIDE = "proposal_put_aside"
    NOTE_WRITTEN = "note_written"
    NOTE_GIVEN_UP = "note_given_up"
    MARKED_PAID = "marked_paid"


class Correction(DomainModel):
    """One value of a case that somebody put in place of another.

    ``field`` is a path into what is handed over (``debtor.address.street``, ``positions.0.subject``, ``reminders``);
    the values are written as text, ``None`` where there was or is none. They may be personal and stay with the case.
    """

    field: str
    before: str | None
    after: str | None
    at: datetime
    actor: Actor


class CaseEvent(DomainModel):
    """One thing that was done about a case.

    ``parameters`` fill the text (a field's name, ISO dates, amounts such as ``"119.00 EUR"``); they are shown to the
    merchant and never logged. ``event_id`` is chosen by whoever does the thing, so that a repeat is the same event.
    """

    event_id: str
    at: datetime
    actor: Actor
    kind: EventKind
    parameters: dict[str, str] = Field(default_factory=dict)
