"""DreamRobot's orders in memory, as far as a hand-over reads them again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.domain.orders.order import Order, OrderAddress, OrderCustomer, OrderLine, OrderShipping, OrderStatus
from shared.dreamrobot.errors import OrderNotFoundError, UnavailableError

if TYPE_CHECKING:
    from shared.dreamrobot.errors import DreamRobotError


def make_unpaid_order(order_id: str = "1001_2026_09", **changes: object) -> Order:
    """Make the order that ``make_position`` was made of: 119.00 EUR, of which 20.00 EUR are paid."""
    order = Order(
        order_id=order_id,
        portal_account_id="22014",
        ordered_on=date(2026, 9, 1),
        invoice_amount=Decimal("119.00"),
        paid_amount=Decimal("20.00"),
        currency="EUR",
        customer=OrderCustomer(
            address=OrderAddress(
                name="Erika Beispiel", street="Musterstraße 12 a", postal_code="10115", city="Berlin", country_code="DE"
            )
        ),
        shipping=OrderShipping(fee=Decimal("0.00"), shipped_on=date(2026, 9, 3)),
        status=OrderStatus(is_shipped=True, shipped_on=date(2026, 9, 3)),
        lines=(OrderLine(name="Teekanne", quantity=Decimal(2), unit_price=Decimal("59.50"), tax_rate=Decimal(19)),),
    )
    return order.model_copy(update=changes)


@dataclass
class FakeOrders:
    """Gives orders out; ``failures`` are errors for the reads to come, ``withheld`` is never given out."""

    orders: dict[str, Order] = field(default_factory=lambda: {"1001_2026_09": make_unpaid_order()})
    failures: list[DreamRobotError] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)

    def get_order(self, order_id: str) -> Order:
        self.read.append(order_id)
        if self.failures:
            raise self.failures.pop(0)
        if order_id in self.withheld:
            raise UnavailableError(status=500)
        if order_id not in self.orders:
            raise OrderNotFoundError(status=404)
        return self.orders[order_id]
