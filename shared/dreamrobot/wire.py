"""What DreamRobot sends, turned into the domain's orders, payment methods and portal accounts.

Nothing raises here for whatever an answer holds (see ``loose``). Only the fields that collection needs are
read (GDPR Art. 5(1)(c)): not the customer's comment, not the merchant's notes, no user name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.orders.order import (
    ORDER_ID_PATTERN,
    Order,
    OrderAddress,
    OrderCustomer,
    OrderLine,
    OrderShipping,
    OrderStatus,
    PaymentMethod,
)

if TYPE_CHECKING:
    from shared.dreamrobot.loose import LooseObject

NEEDED_FIELDS = (
    "date",
    "invoice_amount",
    "paid_amount",
    "currency_id",
    "payment_method_id",
    "customer.address",
    "shipping",
    "status.is_paid",
    "status.is_shipped",
    "status.is_cancelled",
    "line",
)
"""What has to stand in an order, filled or empty, for it to be judged; a flag that is missing is not a flag not set."""

_CURRENCY = r"[A-Z]{3}"
_COUNTRY = r"[A-Z]{2}"


@dataclass(frozen=True, slots=True)
class PortalAccountListing:
    """A portal account as DreamRobot lists it."""

    portal_account_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """An order as a list shows it; ``absent`` holds those of ``NEEDED_FIELDS`` that the list leaves out.

    Whether lists hold whole orders is not public: where something absent is needed, the order is read singly.
    """

    order: Order
    absent: frozenset[str]

    @property
    def order_id(self) -> str:
        """Which order this is."""
        return self.order.order_id


def read_order_id(order: LooseObject) -> str | None:
    """Read which order this is, ``None`` where it does not say so."""
    order_id = order.text("id")
    return order_id if order_id is not None and re.match(ORDER_ID_PATTERN, order_id) else None


def read_order(order: LooseObject, order_id: str) -> Order:
    """Read the order that was asked for under ``order_id``; the paths of unreadable values stand in it."""
    read = Order(
        order_id=order_id,
        portal_account_id=order.identifier("portal_account_id"),
        platform=order.text("platform"),
        ordered_on=order.day("date"),
        invoice_number=order.identifier("invoice_number"),
        invoice_amount=order.number("invoice_amount"),
        paid_amount=order.number("paid_amount"),
        currency=order.code("currency_id", _CURRENCY),
        payment_method_id=order.identifier("payment_method_id"),
        customer=_read_customer(order.part("customer")),
        shipping=_read_shipping(order.part("shipping")),
        # Flags that are not raised mean something only where DreamRobot sent flags at all.
        status=_read_status(order.needed_part("status")),
        lines=tuple(_read_line(line) for line in order.parts("line") or ()),
    )
    return read.model_copy(update={"unreadable": tuple(order.unreadable)})


def read_listed_orders(items: list[LooseObject]) -> list[ListedOrder]:
    """Read the orders of a list, without those that do not say which order they are."""
    return [
        ListedOrder(
            order=read_order(item.as_root(), order_id),
            absent=frozenset(path for path in NEEDED_FIELDS if not item.holds(path)),
        )
        for item in items
        if (order_id := read_order_id(item)) is not None
    ]


def read_payment_methods(methods: list[LooseObject]) -> list[PaymentMethod]:
    """Read the payment methods, without those that have no id.

    One that does not say whether it is prepaid counts as not prepaid, since leaving it out would lose its
    name, by which claims that were sold to a provider are found.
    """
    return [
        PaymentMethod(
            payment_method_id=method_id, name=method.text("name") or method_id, is_prepaid=method.flag("is_prepaid")
        )
        for method in methods
        if (method_id := method.identifier("id")) is not None
    ]


def read_portal_accounts(accounts: list[LooseObject]) -> list[PortalAccountListing]:
    """Read the portal accounts, without those that have no id; one without a name is called by its id."""
    return [
        PortalAccountListing(portal_account_id=account_id, name=account.text("name") or account_id)
        for account in accounts
        if (account_id := account.identifier("id")) is not None
    ]


def _read_customer(customer: LooseObject) -> OrderCustomer:
    first, second = customer.text("phone_1"), customer.text("phone_2")
    return OrderCustomer(
        customer_id=customer.identifier("id"),
        vat_id=customer.text("vat_id"),
        email=customer.text("email"),
        phone=first or second,
        address=_read_address(customer.part("address")),
    )


def _read_shipping(shipping: LooseObject) -> OrderShipping:
    address = shipping.part("address")
    return OrderShipping(
        fee=shipping.number("fee"),
        shipped_on=shipping.day("date"),
        address=None if address.is_empty else _read_address(address),
    )


def _read_address(address: LooseObject) -> OrderAddress:
    return OrderAddress(
        name=address.text("name"),
        name_2=address.text("name_2"),
        street=address.text("street"),
        street_2=address.text("street_2"),
        postal_code=address.text("zip"),
        city=address.text("city"),
        province=address.text("province"),
        country=address.text("country"),
        country_code=address.code("country_iso2", _COUNTRY),
    )


def _read_status(status: LooseObject) -> OrderStatus:
    return OrderStatus(
        is_paid=status.flag("is_paid"),
        paid_on=status.day("paid_date"),
        is_shipped=status.flag("is_shipped"),
        shipped_on=status.day("shipped_date"),
        is_arrived=status.flag("is_arrived"),
        arrived_on=status.day("arrived_date"),
        is_cancelled=status.flag("is_cancelled"),
        cancelled_on=status.day("cancelled_date"),
        is_parked=status.flag("is_parked"),
    )


def _read_line(line: LooseObject) -> OrderLine:
    return OrderLine(
        name=line.text("name"),
        quantity=line.number("quantity"),
        unit_price=line.number("price"),
        tax_rate=line.number("tax"),
    )
