"""What a new look at an order of a running case says: paid more, invoiced less, cancelled, gone.

Pure and repeatable: the same look at what is known after it finds nothing. Amounts are compared as totals, so two
payments of the same amount are two totals, and one that is seen again is the same total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.money import Money
from shared.domain.orders import order_amounts

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shared.domain.orders.order import Order
    from shared.domain.watching.watched_order import WatchedOrder

FIELDS_LOOKED_AT = frozenset({"paid_amount", "invoice_amount", "currency_id", "status.is_paid", "status.is_cancelled"})
"""Where a list of orders leaves one of these out, the order has to be read singly."""


@dataclass(frozen=True, slots=True)
class PaidMore:
    """The paid amount grew by ``amount`` to ``total``. ``value_date`` is told by DreamRobot, or the day of the look."""

    amount: Money
    total: Money
    value_date: date


@dataclass(frozen=True, slots=True)
class InvoicedLess:
    """The invoiced amount fell by ``amount`` to ``total``."""

    amount: Money
    total: Money


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The order was cancelled; ``rest`` is what was still claimed of it."""

    rest: Money


@dataclass(frozen=True, slots=True)
class PaidLess:
    """The paid amount fell: a payment was taken back, or was a mistake. Nothing is claimed anew by itself."""

    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class InvoicedMore:
    """The invoiced amount rose. Nothing is claimed by itself."""

    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class Gone:
    """DreamRobot knows no such order any more; it may have been merged with another."""


type Sighting = PaidMore | InvoicedLess | Cancelled | PaidLess | InvoicedMore | Gone


def look_at(watched: WatchedOrder, order: Order, today: date) -> tuple[WatchedOrder, tuple[Sighting, ...]]:
    """Compare an order with what is known of it; return what is known afterwards, and what was found.

    What cannot be read, or is in another currency, is not compared: nothing is guessed.
    """
    watched = watched.model_copy(update={"customer_id": order.customer.customer_id or watched.customer_id})
    if order.status.is_cancelled:
        # Cancelling sets the paid amount to nothing, so the amounts say nothing any more.
        if watched.is_cancelled:
            return watched, ()
        return watched.model_copy(update={"is_cancelled": True}), (Cancelled(claimed_rest(watched)),)
    currency = watched.accounted_paid.currency
    if order.currency != currency:
        return watched, ()
    sightings: list[Sighting] = []
    invoiced = _money(order_amounts.usable_amount(order.invoice_amount), currency)
    if invoiced is not None and invoiced.cents >= 0:
        watched = _compare_invoiced(watched, invoiced, sightings)
    paid = _money(_paid_total(order, watched), currency)
    if paid is not None and paid.cents >= 0:
        watched = _compare_paid(watched, paid, _value_date(order, today), sightings)
    return watched, tuple(sightings)


def miss(watched: WatchedOrder) -> tuple[WatchedOrder, tuple[Sighting, ...]]:
    """Note that DreamRobot knows no such order."""
    if watched.is_gone:
        return watched, ()
    return watched.model_copy(update={"is_gone": True}), (Gone(),)


def claimed_rest(watched: WatchedOrder) -> Money:
    """Return what is still claimed of an order, as far as atriga was told."""
    return (watched.accounted_invoiced - watched.accounted_paid).not_below_zero()


def _compare_invoiced(watched: WatchedOrder, invoiced: Money, sightings: list[Sighting]) -> WatchedOrder:
    if invoiced < watched.accounted_invoiced:
        less = min(watched.accounted_invoiced - invoiced, claimed_rest(watched), key=lambda money: money.cents)
        if less.cents > 0:
            sightings.append(InvoicedLess(less, invoiced))
    elif watched.seen_invoiced < invoiced:
        sightings.append(InvoicedMore(watched.seen_invoiced, invoiced))
    lowest = min(invoiced, watched.accounted_invoiced, key=lambda money: money.cents)
    return watched.model_copy(update={"seen_invoiced": invoiced, "accounted_invoiced": lowest})


def _compare_paid(watched: WatchedOrder, paid: Money, value_date: date, sightings: list[Sighting]) -> WatchedOrder:
    if watched.accounted_paid < paid:
        sightings.append(PaidMore(paid - watched.accounted_paid, paid, value_date))
    elif paid < watched.seen_paid:
        sightings.append(PaidLess(watched.seen_paid, paid))
    highest = max(paid, watched.accounted_paid, key=lambda money: money.cents)
    return watched.model_copy(update={"seen_paid": paid, "accounted_paid": highest})


def _paid_total(order: Order, watched: WatchedOrder) -> Decimal | None:
    """Return what was paid. An order that is marked as paid and shows no amount is paid whole."""
    paid = order_amounts.paid_amount(order)
    if order.status.is_paid and not paid and "paid_amount" not in order.unreadable:
        return watched.accounted_invoiced.amount
    return paid


def _value_date(order: Order, today: date) -> date:
    """Return the day that DreamRobot tells, which it does with the mark "paid" alone, or the day of the look."""
    told = order.status.paid_on if order.status.is_paid else None
    return told if told is not None and told <= today else today


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money.of(amount, currency)
