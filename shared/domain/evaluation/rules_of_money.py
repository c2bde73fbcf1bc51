"""Rules about the amounts, what they are for, and the invoice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shared.domain.evaluation.limits import LONGEST_INVOICE_NUMBER
from shared.domain.evaluation.making_findings import block, warning
from shared.domain.finding import FindingCode
from shared.domain.orders.order_amounts import agrees, sums_of_lines
from shared.domain.plain_text import clean, is_damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.domain.evaluation.reading import OrderReading
    from shared.domain.finding import Finding

_ZERO = Decimal("0.00")


def find_credit_note(reading: OrderReading) -> Iterator[Finding]:
    """Block a credit note: an order of its own with a negative amount. Parameters: ``invoice``, ``paid``."""
    negative = {
        name: reading.write_amount(amount)
        for name, amount in (("invoice", reading.invoiced), ("paid", reading.paid))
        if amount is not None and amount < _ZERO
    }
    if negative:
        yield block(FindingCode.CREDIT_NOTE, "positions.0.principal", **negative)


def find_paid(reading: OrderReading) -> Iterator[Finding]:
    """Block what counts as paid. Parameters: ``open`` where a rest is below the tolerance; ``unreadable``.

    The flag counts even beside an open rest: DreamRobot sets it within a payment tolerance of its own.
    """
    rest = reading.open
    if rest is not None and _ZERO < rest < reading.settings.paid_tolerance:
        yield block(FindingCode.PAID, "positions.0.paid", open=reading.write_amount(rest))
    elif reading.order.status.is_paid or rest == _ZERO:
        yield block(FindingCode.PAID, "positions.0.paid")
    elif reading.is_unreadable("status.is_paid"):
        yield block(FindingCode.PAID, "positions.0.paid", unreadable="is_paid")


def find_below_minimum(reading: OrderReading) -> Iterator[Finding]:
    """Block amounts that are too small for the gateway or the merchant. Parameters: ``open``, ``minimum``.

    The merchant's minimum counts in the order's currency; the gateway's only for its own currency.
    """
    minimum = reading.settings.minimum_amount
    of_gateway = reading.facts.terms.minimum_amount
    if of_gateway is not None and of_gateway.currency == reading.currency:
        minimum = max(minimum, of_gateway.amount)
    if reading.open is not None and reading.open < minimum:
        yield block(
            FindingCode.BELOW_MINIMUM,
            "positions.0.principal",
            open=reading.write_amount(reading.open),
            minimum=reading.write_amount(minimum),
        )


def find_currency_not_supported(reading: OrderReading) -> Iterator[Finding]:
    """Block a currency that is none or that the gateway did not announce. Parameter: ``currency`` where given."""
    announced = reading.facts.terms.currencies
    if reading.currency is None or (announced and reading.currency not in announced):
        yield block(
            FindingCode.CURRENCY_NOT_SUPPORTED,
            "positions.0.principal.currency",
            currency=clean(reading.order.currency),
        )


def find_amount_unclear(reading: OrderReading) -> Iterator[Finding]:
    """Block an order whose amounts are missing, unreadable, or do not come to the sum of its lines.

    Parameters: ``missing`` (``invoice_amount``, ``paid_amount``, ``lines``, ``line_names``) where a fact is not
    there or made no sense; else ``invoice``, ``shipping`` where known, and ``lines``: the reading that comes nearest.
    """
    if reading.invoiced is None:
        yield block(FindingCode.AMOUNT_UNCLEAR, "positions.0.principal", missing="invoice_amount")
    if reading.paid is None and not reading.order.status.is_paid:
        yield block(FindingCode.AMOUNT_UNCLEAR, "positions.0.paid", missing="paid_amount")
    if reading.subject is None:
        missing = "line_names" if reading.order.lines else "lines"
        yield block(FindingCode.AMOUNT_UNCLEAR, "positions.0.subject", missing=missing)
    if reading.has_unreadable_line:
        yield block(FindingCode.AMOUNT_UNCLEAR, "positions.0.principal", missing="lines")
    elif reading.invoiced is not None and reading.order.lines:
        yield from _find_disagreement(reading, reading.invoiced)


def _find_disagreement(reading: OrderReading, invoiced: Decimal) -> Iterator[Finding]:
    sums = sums_of_lines(reading.order)
    if agrees(invoiced, sums):
        return
    fee = reading.order.shipping.fee
    nearest = min(sums, key=lambda total: abs(total - invoiced), default=None)
    yield block(
        FindingCode.AMOUNT_UNCLEAR,
        "positions.0.principal",
        invoice=reading.write_amount(invoiced),
        lines=None if nearest is None else reading.write_amount(nearest),
        shipping=None if fee is None else reading.write_amount(fee),
    )


def find_no_invoice_number(reading: OrderReading) -> Iterator[Finding]:
    """Warn where no invoice number can be sent.

    Parameters: ``too_long`` and ``maximum`` where it does not fit; ``damaged`` where characters of it were lost.
    """
    number = clean(reading.order.invoice_number)
    if number is None:
        yield warning(FindingCode.NO_INVOICE_NUMBER, "positions.0.invoice_number")
    elif len(number) > LONGEST_INVOICE_NUMBER:
        yield warning(
            FindingCode.NO_INVOICE_NUMBER,
            "positions.0.invoice_number",
            too_long="invoice_number",
            maximum=str(LONGEST_INVOICE_NUMBER),
        )
    elif is_damaged(number):
        yield warning(FindingCode.NO_INVOICE_NUMBER, "positions.0.invoice_number", damaged="invoice_number")


def find_sensitive_subject(reading: OrderReading) -> Iterator[Finding]:
    """Warn that a neutral subject is sent. Parameters: ``word`` of the settings, ``subject`` that is sent."""
    if reading.sensitive_word is not None:
        yield warning(
            FindingCode.SENSITIVE_SUBJECT,
            "positions.0.subject",
            word=reading.sensitive_word,
            subject=reading.subject,
        )
