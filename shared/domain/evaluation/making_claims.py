"""Making what is claimed, and from whom, of an order whose facts are there. No gap is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.case import Position
from shared.domain.evaluation.limits import LONGEST_CUSTOMER_ID, LONGEST_INVOICE_NUMBER
from shared.domain.evaluation.rules_of_address import fits_gateway
from shared.domain.evaluation.rules_of_debtor import name_fits_gateway
from shared.domain.money import Money
from shared.domain.parties.contact_data import email_as_given, phone_as_e164
from shared.domain.parties.debtor import Debtor, PostalAddress
from shared.domain.plain_text import clean, is_damaged

if TYPE_CHECKING:
    from datetime import date

    from shared.domain.evaluation.reading import OrderReading


def make_position(reading: OrderReading) -> Position | None:
    """Make the position of an order, ``None`` where a day, an amount, the currency or the subject is missing."""
    order, due, invoiced, paid = reading.order, reading.due, reading.invoiced, reading.paid
    if order.ordered_on is None or due is None or reading.currency is None or reading.subject is None:
        return None
    if invoiced is None or paid is None or invoiced < 0 or paid < 0:
        return None
    return Position(
        order_id=order.order_id,
        contract_date=order.ordered_on,
        invoice_number=_at_most(order.invoice_number, LONGEST_INVOICE_NUMBER),
        due_date=due.due_day,
        subject=reading.subject,
        principal=Money.of(invoiced, reading.currency),
        paid=Money.of(paid, reading.currency),
        delivered_on=_delivery_day(reading),
    )


def make_debtor(reading: OrderReading) -> Debtor | None:
    """Make the debtor of an order, ``None`` where the name or a part of the address is missing or does not fit."""
    address = _make_address(reading)
    name = reading.name
    if address is None or not name.is_usable or not name_fits_gateway(name):
        return None
    customer = reading.order.customer
    return Debtor(
        customer_id=_at_most(customer.customer_id, LONGEST_CUSTOMER_ID),
        kind=reading.kind,
        company=name.company,
        first_name=name.first_name,
        last_name=name.last_name,
        vat_id=reading.vat_id,
        email=email_as_given(customer.email),
        phone=phone_as_e164(customer.phone, address.country),
        address=address,
    )


def _make_address(reading: OrderReading) -> PostalAddress | None:
    address = reading.address
    street, house_number = address.street, address.house_number
    postal_code, city, country = address.postal_code, address.city, address.country
    if street is None or house_number is None or postal_code is None or city is None or country is None:
        return None
    if not fits_gateway(address):
        return None
    return PostalAddress(
        street=street,
        house_number=house_number,
        addition=address.addition,
        postal_code=postal_code,
        city=city,
        country=country,
    )


def _delivery_day(reading: OrderReading) -> date | None:
    """Take the day of arrival; the day of shipping proves no delivery."""
    status = reading.order.status
    day = status.arrived_on if status.is_arrived else None
    return day if day is not None and day <= reading.today else None


def _at_most(text: str | None, maximum: int) -> str | None:
    """Return an identifier that is whole and has room; a part of one would be another one."""
    cleaned = clean(text)
    return cleaned if cleaned is not None and len(cleaned) <= maximum and not is_damaged(cleaned) else None
