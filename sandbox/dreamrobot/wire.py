"""Writing orders the way DreamRobot does: loosely, and not always the same way.

No public source shows a whole order, and those that show parts disagree. So each order is written in one of
four hands, by its number, which together use every looseness that the contract allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from sandbox.dreamrobot.orders import SandboxOrder
    from sandbox.dreamrobot.samples import SampleAddress, SamplePaymentMethod, SamplePortalAccount

_COUNTRY_NAMES = {"DE": "Deutschland", "AT": "Österreich", "CH": "Schweiz", "NL": "Niederlande", "FR": "Frankreich"}


@dataclass(frozen=True)
class Hand:
    """One way of writing numbers, flags, dates and missing values."""

    write_number: Callable[[Decimal], float | str]
    write_flag: Callable[[bool], int | str | bool]
    write_id: Callable[[int], int | str]
    date_suffix: str
    unset_date: str | None
    missing: str | None
    ack: str

    def write_date(self, day: date | None) -> str | None:
        """Write a day, or what stands for none."""
        return self.unset_date if day is None else f"{day:%Y-%m-%d}{self.date_suffix}"

    def write_text(self, text: str | None) -> str | None:
        """Write a text, or what stands for none."""
        return text or self.missing


_HANDS = (
    Hand(
        write_number=float,
        write_flag=int,
        write_id=int,
        date_suffix="",
        unset_date="0000-00-00",
        missing="",
        ack="success",
    ),
    Hand(
        write_number=lambda number: f"{number:.2f}",
        write_flag=lambda flag: str(int(flag)),
        write_id=str,
        date_suffix=" 14:05:00",
        unset_date="0000-00-00 00:00:00",
        missing=None,
        ack="success",
    ),
    Hand(
        write_number=lambda number: f"{number:.4f}" if number else "",
        write_flag=bool,
        write_id=str,
        date_suffix="",
        unset_date="",
        missing="",
        ack="success",
    ),
    Hand(
        write_number=str,
        write_flag=int,
        write_id=int,
        date_suffix=" 00:00:00",
        unset_date=None,
        missing=None,
        ack="warning",
    ),
)


def hand_of(order: SandboxOrder) -> Hand:
    """Return the way in which this order is always written."""
    return _HANDS[order.number % len(_HANDS)]


def write_order(order: SandboxOrder) -> dict[str, Any]:
    """Write an order as the ``Order`` of the contract."""
    hand = hand_of(order)
    return {
        "id": order.order_id,
        "portal_account_id": hand.write_id(order.portal_account_id),
        "platform": hand.write_text(order.platform),
        "date": hand.write_date(order.ordered_on),
        "invoice_number": hand.write_text(order.invoice_number),
        "invoice_amount": hand.write_number(order.invoice_amount),
        "paid_amount": hand.write_number(order.paid_amount),
        "currency_id": order.currency,
        "payment_method_id": hand.write_id(int(order.payment_method_id)),
        "infos": hand.write_text(order.infos),
        "pack_infos": hand.missing,
        "bill_url": hand.missing,
        "external_order_id": hand.missing,
        "customer": _write_customer(order, hand),
        "shipping": _write_shipping(order, hand),
        "status": _write_status(order, hand),
        "line": _write_lines(order, hand),
    }


def write_portal_account(account: SamplePortalAccount) -> dict[str, Any]:
    """Write a portal account, without the platform, which the API does not tell."""
    return {"id": account.id, "is_default": int(account.is_default), "name": account.name}


def write_payment_method(method: SamplePaymentMethod) -> dict[str, Any]:
    """Write a payment method; ``is_prepaid`` is ``"1"`` or ``"0"``."""
    return {"id": method.id, "name": method.name, "is_prepaid": str(int(method.is_prepaid)), "placeholder": ""}


def _write_customer(order: SandboxOrder, hand: Hand) -> dict[str, Any]:
    customer = order.customer
    return {
        "id": hand.write_id(order.customer_id),
        "username": hand.write_text(customer.username),
        "comment": hand.write_text(customer.comment),
        "vat_id": hand.write_text(customer.vat_id),
        "email": hand.write_text(customer.email),
        "phone_1": hand.write_text(customer.phone),
        "phone_2": hand.missing,
        "fax": hand.missing,
        "address": _write_address(customer, hand),
    }


def _write_address(address: SampleAddress, hand: Hand) -> dict[str, Any]:
    return {
        "name": hand.write_text(address.name),
        "name_2": hand.write_text(address.name_2),
        "street": hand.write_text(address.street),
        "street_2": hand.write_text(address.street_2),
        "zip": hand.write_text(address.zip),
        "city": hand.write_text(address.city),
        "province": hand.write_text(address.province),
        "country": _COUNTRY_NAMES.get(address.country, address.country),
        "country_iso2": address.country,
    }


def _write_shipping(order: SandboxOrder, hand: Hand) -> dict[str, Any]:
    return {
        "fee": hand.write_number(order.fee),
        "date": hand.write_date(order.shipped_on),
        "deliverer": "DHL" if order.shipped_on else hand.missing,
        "code": hand.missing,
        "method": hand.missing,
        "address": _write_address(order.delivery, hand),
    }


def _write_status(order: SandboxOrder, hand: Hand) -> dict[str, Any]:
    reached = True  # an order gets into the overview only after contact and checkout
    return {
        "is_initial_contact": hand.write_flag(reached),
        "initial_contact_date": hand.write_date(order.ordered_on),
        "is_checkout": hand.write_flag(reached),
        "is_paid": hand.write_flag(order.is_paid),
        "paid_date": hand.write_date(order.paid_on),
        "is_packed": hand.write_flag(order.is_shipped),
        "packed_date": hand.write_date(order.shipped_on),
        "is_shipped": hand.write_flag(order.is_shipped),
        "shipped_date": hand.write_date(order.shipped_on or order.cancelled_on),
        "is_arrived": hand.write_flag(order.arrived_on is not None),
        "arrived_date": hand.write_date(order.arrived_on),
        "is_cancelled": hand.write_flag(order.cancelled_on is not None),
        "cancelled_date": hand.write_date(order.cancelled_on),
        "is_parked": hand.write_flag(order.is_parked),
    }


def _write_lines(order: SandboxOrder, hand: Hand) -> list[dict[str, Any]]:
    return [
        {
            "id": hand.write_id(order.number * 100 + place),
            "name": line.name,
            "sku": f"NW-{place:03}",
            "quantity": hand.write_number(line.quantity),
            "price": hand.write_number(line.price),
            "tax": hand.write_number(line.tax),
            "transaction_id": hand.missing,
        }
        for place, line in enumerate(order.lines, start=1)
    ]
