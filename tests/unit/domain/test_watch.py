"""What a new look at an order says, and that the same look says it once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from shared.domain.orders.order import Order, OrderStatus
from shared.domain.watching.watch import (
    Cancelled,
    Gone,
    InvoicedLess,
    InvoicedMore,
    PaidLess,
    PaidMore,
    look_at,
    miss,
)
from tests.unit.domain.watched import TODAY, euros, make_seen, make_watched

PAID_ON = date(2026, 11, 20)


def test_an_order_as_it_was_handed_over_says_nothing() -> None:
    assert look_at(make_watched(), make_seen(), TODAY) == (make_watched(), ())


def test_a_part_payment_is_what_the_total_grew_by() -> None:
    after, sightings = look_at(make_watched(), make_seen("50.00"), TODAY)
    assert sightings == (PaidMore(euros("30.00"), euros("50.00"), TODAY),)
    assert look_at(after, make_seen("50.00"), TODAY) == (after, ())


def test_two_part_payments_of_one_amount_are_two_totals() -> None:
    after, [first] = look_at(make_watched(), make_seen("50.00"), TODAY)
    _, [second] = look_at(after, make_seen("80.00"), TODAY)
    assert isinstance(first, PaidMore)
    assert isinstance(second, PaidMore)
    assert first.amount == second.amount == euros("30.00")
    assert first.total != second.total


@pytest.mark.parametrize("paid", [None, "0.00"])
def test_an_order_marked_as_paid_without_an_amount_is_paid_whole(paid: str | None) -> None:
    _, sightings = look_at(make_watched(), make_seen(paid, status=OrderStatus(is_paid=True)), TODAY)
    assert sightings == (PaidMore(euros("99.00"), euros("119.00"), TODAY),)


def test_an_order_marked_as_paid_within_a_tolerance_is_paid_as_far_as_it_says() -> None:
    _, sightings = look_at(make_watched(), make_seen("118.50", status=OrderStatus(is_paid=True)), TODAY)
    assert sightings == (PaidMore(euros("98.50"), euros("118.50"), TODAY),)


@pytest.mark.parametrize(
    ("status", "value_date"),
    [
        (OrderStatus(is_paid=True, paid_on=PAID_ON), PAID_ON),
        (OrderStatus(is_paid=True, paid_on=date(2026, 12, 24)), TODAY),
        (OrderStatus(is_paid=True), TODAY),
        (OrderStatus(is_paid=False, paid_on=PAID_ON), TODAY),
    ],
)
def test_the_value_date_is_told_or_the_day_of_the_look(status: OrderStatus, value_date: date) -> None:
    _, [sighting] = look_at(make_watched(), make_seen("119.00", status=status), TODAY)
    assert isinstance(sighting, PaidMore)
    assert sighting.value_date == value_date


def test_a_payment_that_is_taken_back_and_put_in_again_is_one_payment() -> None:
    paid, _ = look_at(make_watched(), make_seen("119.00"), TODAY)
    taken_back, sightings = look_at(paid, make_seen("20.00"), TODAY)
    assert sightings == (PaidLess(euros("119.00"), euros("20.00")),)
    assert look_at(taken_back, make_seen("20.00"), TODAY) == (taken_back, ())
    _, sightings = look_at(taken_back, make_seen("119.00"), TODAY)
    assert sightings == ()


def test_a_lowered_invoice_is_a_reduction_once_and_a_raised_one_is_not_claimed() -> None:
    lowered, sightings = look_at(make_watched(), make_seen(invoiced="100.00"), TODAY)
    assert sightings == (InvoicedLess(euros("19.00"), euros("100.00")),)
    assert look_at(lowered, make_seen(invoiced="100.00"), TODAY) == (lowered, ())
    raised, sightings = look_at(lowered, make_seen(invoiced="119.00"), TODAY)
    assert sightings == (InvoicedMore(euros("100.00"), euros("119.00")),)
    _, sightings = look_at(raised, make_seen(invoiced="100.00"), TODAY)
    assert sightings == (), "what was reduced once is not reduced again"


def test_no_more_is_reduced_than_is_still_claimed() -> None:
    _, sightings = look_at(make_watched(), make_seen(invoiced="0.00"), TODAY)
    assert sightings == (InvoicedLess(euros("99.00"), euros("0.00")),)


def test_a_reduction_comes_before_the_payment_of_the_same_look() -> None:
    _, sightings = look_at(make_watched(), make_seen("100.00", "100.00"), TODAY)
    assert sightings == (
        InvoicedLess(euros("19.00"), euros("100.00")),
        PaidMore(euros("80.00"), euros("100.00"), TODAY),
    )


def test_a_cancelled_order_is_cancelled_once_and_its_amounts_say_nothing() -> None:
    cancelled = make_seen("0.00", "0.00", status=OrderStatus(is_cancelled=True, is_shipped=True))
    after, sightings = look_at(make_watched(), cancelled, TODAY)
    assert sightings == (Cancelled(euros("99.00")),)
    assert look_at(after, cancelled, TODAY) == (after, ())


@pytest.mark.parametrize(
    "seen",
    [
        make_seen("50.00", currency="USD"),
        make_seen("50.00", currency=None),
        make_seen(None, unreadable=("paid_amount",)),
        make_seen(None, unreadable=("paid_amount",), status=OrderStatus(is_paid=True)),
        make_seen("1e999"),
        make_seen(invoiced=None),
        make_seen("-50.00", "-119.00"),
        make_seen(None, status=OrderStatus(is_paid=False)),
    ],
)
def test_what_cannot_be_read_or_compared_is_no_payment(seen: Order) -> None:
    _, sightings = look_at(make_watched(seen_paid=euros("0.00")), seen, TODAY)
    assert sightings == ()


def test_cents_beyond_the_second_are_rounded_as_everywhere() -> None:
    _, [sighting] = look_at(make_watched(), make_seen(paid_amount=Decimal("50.005")), TODAY)
    assert isinstance(sighting, PaidMore)
    assert sighting.total == euros("50.01")


def test_an_order_that_is_gone_is_told_once() -> None:
    after, sightings = miss(make_watched())
    assert sightings == (Gone(),)
    assert miss(after) == (after, ())


def test_the_customer_is_learned_from_the_first_look() -> None:
    after, sightings = look_at(make_watched(customer_id=None), make_seen(), TODAY)
    assert (after.customer_id, sightings) == ("77", ())
