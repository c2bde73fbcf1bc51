"""The orders of one merchant while the simulator runs: made from the samples, changed by the API and by people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.dreamrobot.samples import SampleAddress, SampleCustomer, SampleLine, SampleMerchant, SampleOrder

_CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class SandboxOrder:
    """One order as it stands; a change makes another one. Amounts are in ``currency``, gross and with shipping."""

    order_id: str
    number: int
    label: str
    shows: tuple[str, ...]
    portal_account_id: int
    platform: str
    payment_method_id: str
    currency: str
    customer_id: int
    customer: SampleCustomer
    delivery: SampleAddress
    lines: tuple[SampleLine, ...]
    fee: Decimal
    invoice_amount: Decimal
    paid_amount: Decimal
    invoice_number: str | None
    infos: str
    ordered_on: date
    shipped_on: date | None
    arrived_on: date | None
    cancelled_on: date | None
    paid_on: date | None
    is_parked: bool

    @property
    def open_amount(self) -> Decimal:
        """What is still to be paid, never below zero."""
        return max(self.invoice_amount - self.paid_amount, Decimal("0.00"))

    @property
    def is_paid(self) -> bool:
        """Whether the order carries the mark "paid"; a small rest may be open all the same."""
        return self.paid_on is not None

    @property
    def is_shipped(self) -> bool:
        """Whether the order carries the mark "shipped", which cancelling sets too."""
        return self.shipped_on is not None or self.cancelled_on is not None

    @property
    def is_overdue_candidate(self) -> bool:
        """Whether the filter of merchants picks it: not paid, shipped, not parked."""
        return not self.is_paid and self.is_shipped and not self.is_parked

    def mark_paid(self, today: date) -> SandboxOrder:
        """Set the mark "paid"; DreamRobot assigns an invoice number then, where there is none."""
        number = self.invoice_number or make_invoice_number(self.number)
        return replace(self, paid_on=self.paid_on or today, invoice_number=number)

    def mark_unpaid(self) -> SandboxOrder:
        """Take the mark "paid" away."""
        return replace(self, paid_on=None)

    def add_payment(self, amount: Decimal, today: date) -> SandboxOrder:
        """Book ``amount``; the mark "paid" follows where nothing stays open."""
        booked = replace(self, paid_amount=self.paid_amount + amount)
        return booked if booked.open_amount else booked.mark_paid(today)

    def cancel(self, today: date) -> SandboxOrder:
        """Cancel, which sets the paid amount to zero and, as DreamRobot does, "shipped" as well."""
        return replace(self, cancelled_on=today, paid_amount=Decimal("0.00"), paid_on=None)


class OrderBook:
    """The orders of one merchant, newest first."""

    def __init__(self, orders: Iterable[SandboxOrder]) -> None:
        listed = sorted(orders, key=lambda order: (order.ordered_on, order.number), reverse=True)
        self._orders = {order.order_id: order for order in listed}

    def __len__(self) -> int:
        return len(self._orders)

    def find(self, order_id: str) -> SandboxOrder | None:
        """Return the order, or ``None`` where this merchant has none of that id."""
        return self._orders.get(order_id)

    def keep(self, order: SandboxOrder) -> None:
        """Put a changed order in the place of the earlier one."""
        self._orders[order.order_id] = order

    def list_between(self, first: date | None = None, last: date | None = None) -> list[SandboxOrder]:
        """Return the orders placed from ``first`` to ``last``, both included."""
        return [
            order
            for order in self._orders.values()
            if (first is None or order.ordered_on >= first) and (last is None or order.ordered_on <= last)
        ]


def make_order_id(number: int, ordered_on: date) -> str:
    """Return DreamRobot's order id: number, year and month of the order."""
    return f"{number}_{ordered_on:%Y}_{ordered_on:%m}"


def make_invoice_number(number: int) -> str:
    """Return the invoice number that the simulator assigns to the order of that number."""
    return f"RE-{number}"


def make_book(merchant: SampleMerchant, today: date) -> OrderBook:
    """Make a merchant's orders, with days that count back from ``today``."""
    return OrderBook(_make_order(sample, merchant, today) for sample in merchant.orders)


def list_merged(merchant: SampleMerchant, today: date) -> list[tuple[str, str]]:
    """Return id and label of the orders that were merged away."""
    return [
        (make_order_id(merged.number, today - timedelta(days=merged.ordered)), merged.label)
        for merged in merchant.merged_orders
    ]


def _make_order(sample: SampleOrder, merchant: SampleMerchant, today: date) -> SandboxOrder:
    ordered_on = today - timedelta(days=sample.ordered)
    account_id = sample.account or merchant.default_portal_account.id
    shipped_on = _days_before(today, sample.shipped)
    return SandboxOrder(
        order_id=make_order_id(sample.number, ordered_on),
        number=sample.number,
        label=sample.label,
        shows=tuple(sample.shows),
        portal_account_id=account_id,
        platform=next((each.platform for each in merchant.portal_accounts if each.id == account_id), ""),
        payment_method_id=sample.method,
        currency=sample.currency,
        customer_id=sample.customer.id or sample.number,
        customer=sample.customer,
        delivery=sample.delivery or sample.customer,
        lines=sample.lines,
        fee=sample.fee,
        invoice_amount=sample.amount if sample.amount is not None else _sum_of(sample),
        paid_amount=sample.paid,
        invoice_number=_invoice_number_of(sample),
        infos=sample.infos,
        ordered_on=ordered_on,
        shipped_on=shipped_on,
        arrived_on=_days_before(today, sample.arrived),
        cancelled_on=_days_before(today, sample.cancelled),
        paid_on=(shipped_on or ordered_on) if sample.marked_paid else None,
        is_parked=sample.parked,
    )


def _days_before(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)


def _sum_of(sample: SampleOrder) -> Decimal:
    total = sum((line.quantity * line.price for line in sample.lines), sample.fee)
    return total.quantize(_CENT, rounding=ROUND_HALF_UP)


def _invoice_number_of(sample: SampleOrder) -> str | None:
    if isinstance(sample.invoice, str):
        return sample.invoice
    return make_invoice_number(sample.number) if sample.invoice else None
