"""What is known about an order beside the order itself."""

from __future__ import annotations

from shared.domain.account import GatewayTerms
from shared.domain.cases.case import HandedOver
from shared.domain.model import DomainModel
from shared.domain.orders.order import PaymentMethod
from shared.domain.parties.debtor import DebtorKind, Reminder


class EvaluationFacts(DomainModel):
    """Facts from outside the order. ``None`` means not known, never "no".

    ``portal_account_connected`` is False where the order's portal account feeds no atriga account.
    ``credit_note_order_id`` names a credit note of the same customer and amount. ``debtor_kind`` is what the
    merchant said, which goes before every reading of the name.
    """

    terms: GatewayTerms = GatewayTerms()
    portal_account_connected: bool = True
    payment_method: PaymentMethod | None = None
    reminders: tuple[Reminder, ...] = ()
    handed_over: HandedOver | None = None
    debtor_kind: DebtorKind | None = None
    disputed: bool | None = None
    returned: bool | None = None
    credit_note_order_id: str | None = None
    time_barred_override_reason: str | None = None
