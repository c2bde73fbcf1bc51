"""Findings: what evaluating an order brought to light. ``shared.web.presentation.finding_texts`` has their texts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from shared.domain.model import DomainModel


class Severity(StrEnum):
    """How much a finding weighs: a block keeps the order out, a warning is shown, a note informs."""

    BLOCK = "block"
    WARNING = "warning"
    NOTE = "note"


class FindingCode(StrEnum):
    """The stable names of all findings."""

    ORDER_NOT_FOUND = "order_not_found"
    ORDER_UNREADABLE = "order_unreadable"
    ORDER_NOT_READ = "order_not_read"
    ALREADY_HANDED_OVER = "already_handed_over"
    CANCELLED = "cancelled"
    CREDIT_NOTE = "credit_note"
    PAID = "paid"
    NOT_DELIVERED = "not_delivered"
    PARKED = "parked"
    PREPAYMENT = "prepayment"
    FOREIGN_CLAIM = "foreign_claim"
    NOT_DUE = "not_due"
    BELOW_MINIMUM = "below_minimum"
    CURRENCY_NOT_SUPPORTED = "currency_not_supported"
    COUNTRY_NOT_SUPPORTED = "country_not_supported"
    ADDRESS_INCOMPLETE = "address_incomplete"
    ADDRESS_INVALID = "address_invalid"
    ADDRESS_NOT_POSTAL = "address_not_postal"
    ADDRESS_UNCLEAR = "address_unclear"
    DEBTOR_UNNAMED = "debtor_unnamed"
    NAME_UNCLEAR = "name_unclear"
    DEBTOR_KIND_UNKNOWN = "debtor_kind_unknown"
    VAT_ID_INVALID = "vat_id_invalid"
    DISPUTED = "disputed"
    RETURN_OPEN = "return_open"
    PORTAL_ACCOUNT_NOT_CONNECTED = "portal_account_not_connected"
    NO_INVOICE_NUMBER = "no_invoice_number"
    NO_REMINDER_KNOWN = "no_reminder_known"
    TIME_BARRED = "time_barred"
    LIMITATION_NEAR = "limitation_near"
    AMOUNT_UNCLEAR = "amount_unclear"
    SENSITIVE_SUBJECT = "sensitive_subject"
    REFUSED_BY_GATEWAY = "refused_by_gateway"
    DISCARDED = "discarded"


class Finding(DomainModel):
    """One result of evaluating an order.

    ``field`` is a path into what is handed over (``debtor.address.postal_code``) or ``None`` where the
    finding speaks of the whole order. ``parameters`` fill the text: ISO dates, amounts such as
    ``"119.00 EUR"``, ids. They are shown to the merchant and never logged.
    """

    code: FindingCode
    severity: Severity
    field: str | None = None
    parameters: dict[str, str] = Field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether this finding keeps its order out."""
        return self.severity is Severity.BLOCK
