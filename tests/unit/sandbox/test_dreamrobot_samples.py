from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sandbox.dreamrobot.orders import make_book
from sandbox.dreamrobot.samples import SampleMerchant, SampleOrder, load_merchants
from shared.domain.finding import FindingCode
from tests.unit.sandbox.dreamrobot_world import FIRST, DreamRobotWorld

MERCHANTS = load_merchants()
FIRST_MERCHANT = MERCHANTS[0]
EVERY_ORDER = [order for merchant in MERCHANTS for order in merchant.orders]

TOLD_BY_ANSWERS = {
    FindingCode.ORDER_NOT_FOUND,
    FindingCode.ORDER_UNREADABLE,
    FindingCode.ORDER_NOT_READ,
    FindingCode.REFUSED_BY_GATEWAY,
    FindingCode.DISCARDED,
}
"""Findings that no order shows: DreamRobot does not give it out, the gateway or the merchant does not take it."""


def test_every_rule_is_shown_by_an_order() -> None:
    shown = {code for order in FIRST_MERCHANT.orders for code in order.shows}
    assert set(FindingCode) - shown == TOLD_BY_ANSWERS
    assert FIRST_MERCHANT.merged_orders


def test_there_are_orders_enough_and_most_of_them_eligible() -> None:
    assert len(FIRST_MERCHANT.orders) >= 64
    flawless = [order for order in FIRST_MERCHANT.orders if not order.shows]
    assert len(flawless) >= 30
    assert sum(_rejected_by_boss(order) for order in flawless) == 3


def test_orders_come_from_germany_austria_switzerland_and_beyond() -> None:
    countries = {order.customer.country for order in FIRST_MERCHANT.orders}
    assert {"DE", "AT", "CH"} < countries
    assert countries - {"DE", "AT", "CH"}


def test_every_order_says_what_it_shows_and_has_a_number_of_its_own() -> None:
    assert all(order.label for order in EVERY_ORDER)
    numbers = [order.number for order in EVERY_ORDER]
    assert len(set(numbers)) == len(numbers)


def test_contact_data_belong_to_nobody() -> None:
    mails = {order.customer.email for order in EVERY_ORDER}
    assert all(re.fullmatch(r"\s*[a-z0-9._-]+@example\.(com|net|org)\s*", mail) for mail in mails)
    phones = {order.customer.phone for order in EVERY_ORDER} - {""}
    reserved = ("030 23125 ", "069 90009 ", "040 66969 ", "0221 4710 ", "089 99998 ")
    assert all(phone.startswith(reserved) for phone in phones)


@pytest.mark.parametrize("merchant", MERCHANTS, ids=lambda merchant: merchant.merchant_id)
def test_orders_name_accounts_and_methods_that_exist_unless_that_is_their_point(merchant: SampleMerchant) -> None:
    accounts = {account.id for account in merchant.portal_accounts} | {None}
    strangers = [order for order in merchant.orders if order.account not in accounts]
    assert all(FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED in order.shows for order in strangers)
    assert {order.method for order in merchant.orders} <= {method.id for method in merchant.payment_methods}


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2028, 2, 29), date(2030, 12, 31)])
def test_orders_are_as_old_on_any_day_as_on_another(today: date) -> None:
    book = make_book(FIRST_MERCHANT, today)
    order = next(order for order in book.list_between() if order.number == 701001)
    assert order.ordered_on == today - timedelta(days=62)
    assert order.order_id == f"701001_{order.ordered_on:%Y_%m}"


def test_the_invoice_amount_is_lines_and_fee_unless_it_is_meant_to_be_unclear() -> None:
    amounts = {
        order.number: order.invoice_amount for order in make_book(FIRST_MERCHANT, date(2026, 11, 24)).list_between()
    }
    assert amounts[701001] == Decimal("110.70")
    assert amounts[701031] == Decimal("67.00")
    assert amounts[703037] == Decimal("89.00")
    unclear = [order.number for order in FIRST_MERCHANT.orders if order.amount is not None]
    assert unclear == [703037]


def test_the_list_for_tests_names_every_order_of_every_merchant() -> None:
    listed = DreamRobotWorld().browser.get("/_control/orders").json()
    assert {entry["merchant_id"] for entry in listed} == {merchant.merchant_id for merchant in MERCHANTS}
    assert len(listed) == sum(len(merchant.orders) + len(merchant.merged_orders) for merchant in MERCHANTS)
    assert {
        "merchant_id": FIRST,
        "id": "703018_2026_11",
        "label": "Noch nicht fällig",
        "shows": ["not_due"],
    } in listed


def test_a_reset_brings_changed_orders_back() -> None:
    world = DreamRobotWorld()
    path = f"/order/{world.order_id(701001)}/"
    before = world.api().get(path).json()
    world.api().post(path, json={"order": {"paid_amount": 5}})
    assert world.api().get(path).json() != before
    assert world.browser.post("/_control/reset").status_code == 204
    assert world.api().get(path).json() == before


def _rejected_by_boss(order: SampleOrder) -> bool:
    return order.customer.zip == "99999" or "Insolvent" in (order.customer.name or "")
