"""Watched orders and looks at them, for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from shared.domain.money import Money
from shared.domain.orders.order import Order, OrderCustomer, OrderStatus
from shared.domain.watching.watched_order import WatchedOrder

ORDER_ID = "1001_2026_09"
ORDERED_ON = date(2026, 9, 1)
TODAY = date(2026, 11, 24)


def euros(amount: str) -> Money:
    return Money.of(Decimal(amount), "EUR")


def make_watched(**changes: Any) -> WatchedOrder:
    watched = WatchedOrder(
        order_id=ORDER_ID,
        case_id="case-1",
        ordered_on=ORDERED_ON,
        watched_since=date(2026, 11, 20),
        seen_paid=euros("20.00"),
        seen_invoiced=euros("119.00"),
        accounted_paid=euros("20.00"),
        accounted_invoiced=euros("119.00"),
        reported=euros("0.00"),
        matched=euros("0.00"),
        customer_id="77",
    )
    return watched.model_copy(update=changes)


def make_seen(paid: str | None = "20.00", invoiced: str | None = "119.00", **changes: Any) -> Order:
    status = changes.pop("status", OrderStatus())
    order = Order(
        order_id=ORDER_ID,
        ordered_on=ORDERED_ON,
        invoice_amount=None if invoiced is None else Decimal(invoiced),
        paid_amount=None if paid is None else Decimal(paid),
        currency="EUR",
        customer=OrderCustomer(customer_id="77"),
        status=status,
    )
    return order.model_copy(update=changes)
