"""When an order's payment became due.

DreamRobot carries no due day. It is read as base day plus payment term: the base day is the shipping day, else
the order day, and the term is the merchant's for the payment method. The reading is shown wherever it counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from shared.domain.account import HandOverSettings
    from shared.domain.orders.order import Order


class DueReading(NamedTuple):
    """How the due day was read. ``earliest_day`` is the first day on which the order may be handed over."""

    base_day: date
    term_days: int
    due_day: date
    earliest_day: date


def read_due_day(order: Order, settings: HandOverSettings) -> DueReading | None:
    """Return the due day with its reading, or ``None`` where no base day is known or the calendar ends before it."""
    base_day = _base_day(order)
    if base_day is None:
        return None
    term_days = settings.payment_term_days.get(order.payment_method_id or "", settings.default_payment_term_days)
    try:
        due_day = base_day + timedelta(days=term_days)
        earliest_day = due_day + timedelta(days=settings.grace_days) + timedelta(days=1)
    except OverflowError:
        return None
    return DueReading(base_day, term_days, due_day, earliest_day)


def _base_day(order: Order) -> date | None:
    """Take the latest of the days that say when the goods went out; never one before the order itself."""
    shipped = [day for day in (order.status.shipped_on, order.shipping.shipped_on) if day is not None]
    days = [*shipped, order.ordered_on] if order.ordered_on is not None else shipped
    return max(days, default=None)
