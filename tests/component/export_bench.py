"""The bench for working on an export: orders in memory, the worker, and an export that was taken in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from functions.export.worker import ExportWorker, MerchantDesk
from shared.aws import queue_client
from shared.domain.export import Export, ExportItem, ExportSource, ExportState
from shared.domain.orders.order import (
    Order,
    OrderAddress,
    OrderCustomer,
    OrderLine,
    OrderShipping,
    OrderStatus,
    PaymentMethod,
)
from shared.dreamrobot.errors import DreamRobotError, OrderNotFoundError
from shared.work import ExportWork, WorkQueue
from tests.component.world import MERCHANT
from tests.kept_cases import list_cases

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.domain.finding import FindingCode
    from tests.component.world import World

WORK = ExportWork(merchant_id=MERCHANT, export_id="export-1")
ORDER_IDS = ["1_2026_09", "2_2026_09", "3_2026_09"]


def make_customer(number: int = 1, **changes: object) -> OrderCustomer:
    """Make a customer who is nobody else than the one of this number."""
    address = OrderAddress(
        name="Erika Beispiel",
        street="Musterstraße 12",
        postal_code=str(10114 + number),
        city="Berlin",
        country_code="DE",
    )
    return OrderCustomer(customer_id=str(4710 + number), address=address).model_copy(update=changes)


def make_order(order_id: str, **changes: object) -> Order:
    """Make an order that nothing keeps from being handed over, of a customer of its own."""
    order = Order(
        order_id=order_id,
        portal_account_id="22014",
        ordered_on=date(2026, 9, 1),
        invoice_number=f"R{order_id}",
        invoice_amount=Decimal("119.00"),
        paid_amount=Decimal("0.00"),
        currency="EUR",
        payment_method_id="7",
        customer=make_customer(int(order_id.split("_", maxsplit=1)[0])),
        shipping=OrderShipping(fee=Decimal("0.00"), shipped_on=date(2026, 9, 3)),
        status=OrderStatus(is_shipped=True, shipped_on=date(2026, 9, 3)),
        lines=(OrderLine(name="Teekanne", quantity=Decimal(1), unit_price=Decimal("119.00"), tax_rate=Decimal(19)),),
    )
    return order.model_copy(update=changes)


class FakeDreamRobot:
    """Orders in memory, and errors for the reads to come."""

    def __init__(self) -> None:
        self.orders = {order_id: make_order(order_id) for order_id in ORDER_IDS}
        self.failures: dict[str, DreamRobotError] = {}
        self.read: list[str] = []

    def get_order(self, order_id: str) -> Order:
        self.read.append(order_id)
        if order_id in self.failures:
            raise self.failures[order_id]
        if order_id not in self.orders:
            raise OrderNotFoundError(status=404)
        return self.orders[order_id]

    def list_payment_methods(self) -> list[PaymentMethod]:
        return [PaymentMethod(payment_method_id="7", name="Rechnung")]


class ExportBench:
    """An export that was taken in, the worker, and the orders that it reads."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.dreamrobot = FakeDreamRobot()
        world.activate()
        self.exports = world.stores.exports_of(MERCHANT)
        self.cases = world.stores.cases_of(MERCHANT)
        ids = count(1)
        self.worker = ExportWorker(
            desk_of=lambda merchant_id: MerchantDesk(
                merchants=world.stores.merchants_of(merchant_id),
                accounts=world.stores.accounts_of(merchant_id),
                exports=world.stores.exports_of(merchant_id),
                hand_overs=world.stores.hand_overs_of(merchant_id),
                drafts=world.stores.drafts_of(merchant_id),
                handed_over_orders=world.stores.cases_of(merchant_id),
                leases=world.stores.leases_of(merchant_id),
                connect_dreamrobot=lambda: self.dreamrobot,
            ),
            exports_queue=WorkQueue(queue_client(), world.queue_urls["exports"]),
            commands_queue=WorkQueue(queue_client(), world.queue_urls["commands"]),
            clock=world.clock,
            new_id=lambda: f"id-{next(ids)}",
        )
        self.take_in()

    def take_in(self, export_id: str = "export-1", order_ids: list[str] | None = None) -> None:
        order_ids = order_ids or ORDER_IDS
        export = Export(
            export_id=export_id,
            source=ExportSource.APP,
            body_digest="digest",
            order_count=len(order_ids),
            created_at=self.world.clock(),
        )
        self.exports.add(export)
        items = [ExportItem(order_id=order_id, number=number) for number, order_id in enumerate(order_ids)]
        self.exports.add_items(export_id, items)

    def work(self, work: ExportWork = WORK, seconds: int = 300) -> None:
        self.worker.work(work, self.world.clock() + timedelta(seconds=seconds))

    def items(self, export_id: str = "export-1") -> list[ExportItem]:
        return self.exports.list_items(export_id)

    def state(self) -> ExportState:
        export = self.exports.get("export-1")
        assert export is not None
        return export.state

    def list_cases(self) -> list[Case]:
        return list_cases(self.world.stores, MERCHANT)

    def codes_of(self, number: int) -> set[FindingCode]:
        return {finding.code for finding in self.items()[number].findings if finding.blocks}
