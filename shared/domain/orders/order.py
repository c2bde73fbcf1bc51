"""An order as DreamRobot knows it, read strictly: every field has one type, and ``None`` means not known.

The loose wire format (numbers as strings, ``0000-00-00``, flags as ``"0"``) is undone in
``shared.dreamrobot.wire`` and nowhere else. Only the fields that collection needs are carried
(GDPR Art. 5(1)(c)): no customer comment, no note, no other order.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from shared.domain.model import DomainModel

ORDER_ID_PATTERN = r"^[0-9]+_[0-9]{4}_[0-9]{2}$"

OrderId = Annotated[str, Field(pattern=ORDER_ID_PATTERN, max_length=32)]


class OrderAddress(DomainModel):
    """An address as the shop stored it: the house number stands inside ``street``, names are not split."""

    name: str | None = None
    name_2: str | None = None
    street: str | None = None
    street_2: str | None = None
    postal_code: str | None = None
    city: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None


class OrderCustomer(DomainModel):
    """Who bought: contact data and billing address."""

    customer_id: str | None = None
    vat_id: str | None = None
    email: str | None = None
    phone: str | None = None
    address: OrderAddress = OrderAddress()


class OrderShipping(DomainModel):
    """How the goods went out."""

    fee: Decimal | None = None
    shipped_on: date | None = None
    address: OrderAddress | None = None


class OrderStatus(DomainModel):
    """DreamRobot's independent flags. Cancelling an order also sets ``is_shipped``."""

    is_paid: bool = False
    paid_on: date | None = None
    is_shipped: bool = False
    shipped_on: date | None = None
    is_arrived: bool = False
    arrived_on: date | None = None
    is_cancelled: bool = False
    cancelled_on: date | None = None
    is_parked: bool = False


class OrderLine(DomainModel):
    """One line of an order; ``unit_price`` is per piece in the order's currency, ``tax_rate`` in percent."""

    name: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    tax_rate: Decimal | None = None


class Order(DomainModel):
    """One order. Amounts are in ``currency``; ``unreadable`` names wire fields whose value made no sense."""

    order_id: OrderId
    portal_account_id: str | None = None
    platform: str | None = None
    ordered_on: date | None = None
    invoice_number: str | None = None
    invoice_amount: Decimal | None = None
    paid_amount: Decimal | None = None
    currency: str | None = None
    payment_method_id: str | None = None
    customer: OrderCustomer = OrderCustomer()
    shipping: OrderShipping = OrderShipping()
    status: OrderStatus = OrderStatus()
    lines: tuple[OrderLine, ...] = ()
    unreadable: tuple[str, ...] = ()


class PaymentMethod(DomainModel):
    """A way to pay, as the merchant set it up in DreamRobot."""

    payment_method_id: str
    name: str
    is_prepaid: bool = False


class PaymentMethodList(DomainModel):
    """The merchant's payment methods as DreamRobot told them at ``read_at``."""

    methods: tuple[PaymentMethod, ...]
    read_at: datetime
