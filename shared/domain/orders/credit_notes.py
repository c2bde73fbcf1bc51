"""Credit notes: orders of their own with a negative amount. How one names the order it is for is not public.

So it is taken for an order only where customer and amount leave one order in question; else it is shown to the
merchant. Which of both amounts is negative is assumed: the paid one is (DreamRobot's handbook), the invoiced one may
be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.money import Money
from shared.domain.orders.order_amounts import usable_amount

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shared.domain.orders.order import Order
    from shared.domain.watching.watched_order import WatchedOrder


class CreditNote(NamedTuple):
    """A credit note: its order id, whose it is, over how much, and of which day."""

    order_id: str
    customer_id: str
    amount: Money
    made_on: date


class CreditNoteMatch(NamedTuple):
    """An order that a credit note may be for; ``is_certain`` where it is the only one in question."""

    order: WatchedOrder
    is_certain: bool


def read_credit_note(order: Order) -> CreditNote | None:
    """Return the credit note that an order is, ``None`` where it is none, or says too little to be told apart."""
    negative = [
        amount
        for amount in (usable_amount(order.paid_amount), usable_amount(order.invoice_amount))
        if amount is not None and amount < 0
    ]
    customer_id, day, currency = order.customer.customer_id, order.ordered_on, order.currency
    if not negative or customer_id is None or day is None or currency is None or order.status.is_cancelled:
        return None
    return CreditNote(order.order_id, customer_id, Money.of(-min(negative), currency), day)


def match_credit_note(note: CreditNote, orders: Iterable[WatchedOrder]) -> list[CreditNoteMatch]:
    """Return the watched orders of the same customer that the note may be for and that do not know it yet.

    An order over exactly this amount is certain where there is no second one, unless the note was shown as unclear
    before: the merchant may have decided on it. One that was taken for an order is for no other.
    """
    candidates = [
        order
        for order in orders
        if order.customer_id == note.customer_id
        and order.ordered_on <= note.made_on
        and order.accounted_invoiced.currency == note.amount.currency
        and not order.is_cancelled
    ]
    if any(note.order_id in order.credit_notes for order in candidates):
        return []
    exact = [order for order in candidates if order.accounted_invoiced == note.amount]
    if len(exact) == 1 and not any(order.knows_credit_note(note.order_id) for order in candidates):
        return [CreditNoteMatch(exact[0], is_certain=True)]
    return [
        CreditNoteMatch(order, is_certain=False)
        for order in exact or candidates
        if not order.knows_credit_note(note.order_id)
    ]
