"""News: one thing that happened and that a merchant wants to know without looking for it.

Guarantee: an item names a case by its file number and its orders and nobody by name. What atriga wrote in its own
words is left out too, because it may name the debtor; the case page shows it to who is signed in.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.domain.cases.command_payloads import CommandKind
from shared.domain.model import DomainModel
from shared.domain.money import Money


class NewsKind(StrEnum):
    """What happened, those first that wait for the merchant. The texts for people stand with the pages."""

    INQUIRY = "inquiry"
    COURT_DECISION = "court_decision"
    PROPOSAL = "proposal"
    REFUSED = "refused"
    ACCOUNT_STOPPED = "account_stopped"
    REJECTED = "rejected"
    EXPORT_BLOCKED = "export_blocked"
    PAYOUT = "payout"
    PAYMENT = "payment"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"


class NewsItem(DomainModel):
    """One piece of news; ``at`` is when the app learned it.

    ``code`` is why, as a stable code that may be unknown here: of the rejection, the closing, the proposal's step, the
    refusal or the stopped account. ``command`` is what was refused. ``amount`` is what was paid, paid out, is still
    open or would be laid out; ``day`` is until when to answer, or when the payout was made. ``count`` is how many
    orders of an export were kept back.
    """

    news_id: str
    kind: NewsKind
    at: datetime
    test: bool = False
    case_id: str | None = None
    case_number: str | None = None
    order_ids: tuple[str, ...] = ()
    amount: Money | None = None
    day: date | None = None
    code: str | None = None
    command: CommandKind | None = None
    customer_number: str | None = None
    payout_id: str | None = None
    export_id: str | None = None
    count: int | None = None
