"""Credit notes are taken for an order only where customer and amount leave one in question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.orders.credit_notes import CreditNote, match_credit_note, read_credit_note
from shared.domain.orders.order import Order, OrderCustomer, OrderStatus
from tests.unit.domain.watched import euros, make_watched

NOTE = CreditNote("9001_2026_11", "77", euros("119.00"), date(2026, 11, 20))


def make_order(**changes: Any) -> Order:
    order = Order(
        order_id="9001_2026_11",
        ordered_on=date(2026, 11, 20),
        paid_amount=Decimal("-119.00"),
        currency="EUR",
        customer=OrderCustomer(customer_id="77"),
    )
    return order.model_copy(update=changes)


@pytest.mark.parametrize(
    "changes", [{}, {"paid_amount": None, "invoice_amount": Decimal("-119.00")}, {"invoice_amount": Decimal(-119)}]
)
def test_an_order_with_a_negative_amount_is_a_credit_note(changes: dict[str, Any]) -> None:
    assert read_credit_note(make_order(**changes)) == NOTE


@pytest.mark.parametrize(
    "changes",
    [
        {"paid_amount": Decimal("119.00")},
        {"paid_amount": Decimal("0.00")},
        {"paid_amount": None},
        {"currency": None},
        {"ordered_on": None},
        {"customer": OrderCustomer()},
        {"status": OrderStatus(is_cancelled=True)},
    ],
)
def test_what_is_none_or_says_too_little_is_passed_by(changes: dict[str, Any]) -> None:
    assert read_credit_note(make_order(**changes)) is None


def test_the_one_order_of_this_customer_and_amount_is_certain() -> None:
    other = make_watched(order_id="2_2026_09", accounted_invoiced=euros("50.00"))
    stranger = make_watched(order_id="3_2026_09", customer_id="78")
    [match] = match_credit_note(NOTE, [other, make_watched(), stranger])
    assert (match.order, match.is_certain) == (make_watched(), True)


def test_two_orders_of_this_amount_are_both_in_question() -> None:
    orders = [make_watched(), make_watched(order_id="2_2026_09")]
    assert [(match.order, match.is_certain) for match in match_credit_note(NOTE, orders)] == [
        (order, False) for order in orders
    ]


def test_another_amount_of_the_same_customer_is_in_question() -> None:
    [match] = match_credit_note(NOTE._replace(amount=euros("10.00")), [make_watched()])
    assert not match.is_certain


@pytest.mark.parametrize(
    "changes",
    [
        {"customer_id": None},
        {"customer_id": "78"},
        {"ordered_on": date(2026, 11, 21)},
        {"is_cancelled": True},
        {"credit_notes": ("9001_2026_11",)},
        {"unclear_credit_notes": ("9001_2026_11",)},
    ],
)
def test_an_order_that_it_cannot_be_for_is_not_in_question(changes: dict[str, Any]) -> None:
    assert match_credit_note(NOTE, [make_watched(**changes)]) == []


def test_a_credit_note_that_was_taken_for_one_order_is_not_for_another() -> None:
    orders = [make_watched(credit_notes=(NOTE.order_id,)), make_watched(order_id="2_2026_09")]
    assert match_credit_note(NOTE, orders) == []


def test_a_credit_note_that_was_shown_for_one_order_is_still_shown_for_the_other() -> None:
    shown, other = make_watched(unclear_credit_notes=(NOTE.order_id,)), make_watched(order_id="2_2026_09")
    [match] = match_credit_note(NOTE, [shown, other])
    assert (match.order, match.is_certain) == (other, False)


def test_a_credit_note_that_was_shown_as_unclear_is_never_certain_afterwards() -> None:
    lowered = make_watched(unclear_credit_notes=(NOTE.order_id,), accounted_invoiced=euros("0.00"))
    [match] = match_credit_note(NOTE, [lowered, make_watched(order_id="2_2026_09")])
    assert not match.is_certain
