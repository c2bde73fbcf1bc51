from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from shared.domain.orders.order import (
    Order,
    OrderAddress,
    OrderCustomer,
    OrderLine,
    OrderShipping,
    OrderStatus,
    PaymentMethod,
)
from shared.dreamrobot.loose import LooseObject
from shared.dreamrobot.wire import PortalAccountListing, read_order, read_payment_methods, read_portal_accounts
from shared.http import parse_json
from tests.unit.damage import JSON_VALUES, damaged
from tests.unit.dreamrobot.examples import ORDER_ID, order_body, payment_methods_body, portal_accounts_body


def read(body: dict[str, Any]) -> Order:
    return read_order(LooseObject(parse_json(json.dumps(body["order"]).encode())), ORDER_ID)


def test_an_order_is_read_into_one_type_for_each_field() -> None:
    assert read(order_body()) == Order(
        order_id=ORDER_ID,
        portal_account_id="22014",
        platform="Shopware",
        ordered_on=date(2026, 5, 4),
        invoice_number="RE-4711",
        invoice_amount=Decimal("119.0"),
        paid_amount=Decimal("0.00"),
        currency="EUR",
        payment_method_id="7",
        customer=OrderCustomer(
            customer_id="900",
            email="erika@example.org",
            phone="0171 555",
            address=OrderAddress(
                name="Erika Mustermann",
                street="Hauptstraße 12 a",
                postal_code="01067",
                city="Dresden",
                country="Deutschland",
                country_code="DE",
            ),
        ),
        shipping=OrderShipping(fee=Decimal("4.90"), shipped_on=date(2026, 5, 6)),
        status=OrderStatus(is_shipped=True, shipped_on=date(2026, 5, 6)),
        lines=(OrderLine(name="Lampe", quantity=Decimal(2), unit_price=Decimal("57.05"), tax_rate=Decimal(19)),),
    )


def test_remarks_of_customer_and_merchant_are_not_carried() -> None:
    carried = read(order_body()).model_dump_json()
    for remark in ("Nachbarn", "geweint", "erika73"):
        assert remark not in carried


def test_a_shipping_address_of_its_own_is_read() -> None:
    body = order_body(shipping={"address": {"name": "Packstation 101", "zip": "10115"}})
    address = read(body).shipping.address
    assert address == OrderAddress(name="Packstation 101", postal_code="10115")


def test_the_first_phone_number_goes_before_the_second() -> None:
    assert read(order_body(customer={"phone_1": "030 1", "phone_2": "0171 2"})).customer.phone == "030 1"


def test_every_unreadable_value_is_not_known_and_named_by_its_path() -> None:
    body = order_body(
        date="04.05.2026",
        invoice_amount="119,00",
        currency_id=1,
        customer={"email": ["x"], "address": {"country_iso2": "D"}},
        shipping="DHL",
        status={"is_paid": "maybe", "paid_date": "yesterday"},
        line=[{"name": "Lampe", "quantity": "two", "price": "1.00"}],
    )
    order = read(body)
    assert set(order.unreadable) == {
        "date",
        "invoice_amount",
        "currency_id",
        "customer.email",
        "customer.address.country_iso2",
        "shipping",
        "status.is_paid",
        "status.paid_date",
        "line.0.quantity",
    }
    assert order.invoice_amount is None
    assert order.ordered_on is None
    assert order.currency is None
    assert order.lines == (OrderLine(name="Lampe", unit_price=Decimal("1.00")),)


def test_an_order_of_which_nothing_is_known_is_an_order_all_the_same() -> None:
    assert read({"order": {"id": ORDER_ID}}) == Order(order_id=ORDER_ID, unreadable=("status",))


@pytest.mark.parametrize("status", [None, "", {}, [], "closed", 1])
def test_an_order_without_any_flags_does_not_tell_whether_it_is_paid(status: object) -> None:
    assert read({"order": {"id": ORDER_ID, "status": status}}).unreadable == ("status",)


def test_payment_methods_say_whether_they_are_prepaid() -> None:
    methods = LooseObject(payment_methods_body()).parts("payment_method")
    assert methods is not None
    assert read_payment_methods(methods) == [
        PaymentMethod(payment_method_id="7", name="Rechnung"),
        PaymentMethod(payment_method_id="8", name="Vorkasse", is_prepaid=True),
    ]


def test_portal_accounts_have_an_id_and_a_name() -> None:
    accounts = LooseObject(portal_accounts_body()).parts("portal_account")
    assert accounts is not None
    assert read_portal_accounts(accounts) == [
        PortalAccountListing("22014", "webseite"),
        PortalAccountListing("22015", "eBay"),
    ]


@pytest.mark.parametrize("nameless", [{"id": 5}, {"id": "5", "name": ""}, {"id": 5, "name": None}])
def test_what_has_an_id_and_no_name_is_called_by_its_id(nameless: dict[str, Any]) -> None:
    assert read_portal_accounts([LooseObject(nameless)]) == [PortalAccountListing("5", "5")]
    assert read_payment_methods([LooseObject(nameless)]) == [PaymentMethod(payment_method_id="5", name="5")]


@pytest.mark.parametrize("without_id", [{}, {"name": "x"}, {"id": 0}, {"id": None}, {"id": [1]}, "x"])
def test_what_has_no_id_is_left_out(without_id: object) -> None:
    assert read_portal_accounts([LooseObject(without_id)]) == []
    assert read_payment_methods([LooseObject(without_id)]) == []


@given(damaged(order_body()["order"]))
def test_a_damaged_order_is_read_without_an_error(body: bytes) -> None:
    order = read_order(LooseObject(parse_json(body)), ORDER_ID)
    assert order.order_id == ORDER_ID
    assert Order.model_validate_json(order.model_dump_json()) == order


@given(JSON_VALUES)
def test_any_json_is_read_as_an_order_without_an_error(wire: Any) -> None:
    assert read_order(LooseObject(wire), ORDER_ID).order_id == ORDER_ID
