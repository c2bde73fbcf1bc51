"""Rules about where the order stands: handed over, cancelled, delivered, disputed, whose claim it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.evaluation.making_findings import block, block_or_warn, warning
from shared.domain.evaluation.without_reading import already_handed_over, credited
from shared.domain.finding import FindingCode
from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.domain.evaluation.reading import DebtorReading, OrderReading
    from shared.domain.finding import Finding


def find_already_handed_over(reading: OrderReading) -> Iterator[Finding]:
    """Block an order that is in a running case. Parameters: ``case`` (file number, else case id), ``case_id``."""
    if reading.facts.handed_over is not None:
        yield already_handed_over(reading.facts.handed_over)


def find_cancelled(reading: OrderReading) -> Iterator[Finding]:
    """Block a cancelled order, and one whose flag made no sense. Parameters: ``day`` where known, ``unreadable``."""
    status = reading.order.status
    if status.is_cancelled:
        day = status.cancelled_on.isoformat() if status.cancelled_on else None
        yield block(FindingCode.CANCELLED, day=day)
    elif reading.is_unreadable("status.is_cancelled"):
        yield block(FindingCode.CANCELLED, unreadable="is_cancelled")


def find_not_delivered(reading: OrderReading) -> Iterator[Finding]:
    """Find goods that neither went out nor arrived; the setting decides how much it weighs. No parameters."""
    status = reading.order.status
    if not status.is_shipped and not status.is_arrived:
        yield block_or_warn(
            FindingCode.NOT_DELIVERED, "positions.0.delivered_on", blocks=reading.settings.undelivered_blocks
        )


def find_parked(reading: OrderReading) -> Iterator[Finding]:
    """Warn of a parked order, and of one whose flag made no sense. Parameter: ``unreadable``."""
    if reading.order.status.is_parked:
        yield warning(FindingCode.PARKED)
    elif reading.is_unreadable("status.is_parked"):
        yield warning(FindingCode.PARKED, unreadable="is_parked")


def find_prepayment(reading: OrderReading) -> Iterator[Finding]:
    """Block an order that was to be paid in advance. Parameter: ``payment_method``."""
    method = reading.facts.payment_method
    if method is not None and method.is_prepaid:
        yield block(FindingCode.PREPAYMENT, payment_method=clean(method.name))


def find_foreign_claim(reading: OrderReading) -> Iterator[Finding]:
    """Block a claim that a payment provider bought. Parameters: ``payment_method``, ``word`` of the settings.

    Spelling is looked over: "PayPal-Rechnung" is "paypal rechnung".
    """
    method = reading.facts.payment_method
    if method is None:
        return
    name = _only_letters_and_digits(method.name)
    for word in reading.settings.foreign_claim_words:
        wanted = _only_letters_and_digits(word)
        if wanted and wanted in name:
            yield block(FindingCode.FOREIGN_CLAIM, payment_method=clean(method.name), word=word)
            return


def find_disputed(reading: DebtorReading) -> Iterator[Finding]:
    """Block what the merchant marked as disputed; silence is no dispute. No parameters."""
    if reading.facts.disputed:
        yield block(FindingCode.DISPUTED, "disputed")


def find_return_open(reading: OrderReading) -> Iterator[Finding]:
    """Block what came back or was credited. Parameter: ``credit_note_order`` where a credit note fits."""
    if reading.facts.credit_note_order_id is not None:
        yield credited(reading.facts.credit_note_order_id)
    if reading.facts.returned:
        yield block(FindingCode.RETURN_OPEN)


def find_portal_account_not_connected(reading: OrderReading) -> Iterator[Finding]:
    """Block an order whose portal account feeds no atriga account. Parameter: ``portal_account`` where known."""
    if not reading.facts.portal_account_connected:
        yield block(
            FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED,
            "creditor.portal_account",
            portal_account=clean(reading.order.portal_account_id),
        )


def _only_letters_and_digits(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
