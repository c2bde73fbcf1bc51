from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.sandbox.boss_world import BossWorld, euro

if TYPE_CHECKING:
    import httpx


def payment(amount: str = "50.00", **changes: object) -> dict[str, Any]:
    return {"payment_reference": "p-1", "amount": euro(amount), "value_date": "2026-11-24", **changes}


def reduction(amount: str = "40.00", **changes: object) -> dict[str, Any]:
    return {"reduction_reference": "r-1", "reason": "credit_note", "amount": euro(amount), **changes}


def codes(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == 422
    return {(error["field"], error["code"]) for error in answer.json()["errors"]}


def test_a_direct_payment_goes_to_costs_first_then_to_charges_interest_and_claim() -> None:
    world = BossWorld()
    number = world.accepted_case()
    answer = world.client().post(f"/cases/{number}/payments", json=payment("25.00"))
    assert answer.status_code == 201
    balance = answer.json()["balance"]
    assert [balance[line]["paid"] for line in ("agency_costs", "client_charges", "interest", "principal")] == [
        euro("15.00"),
        euro("5.00"),
        euro("1.00"),
        euro("23.00"),
    ]
    assert (balance["total_open"], answer.json()["payment"]) == (euro("96.00"), "partially_paid")


def test_a_payment_reported_twice_is_booked_once() -> None:
    world = BossWorld()
    number = world.accepted_case()
    first = world.client().post(f"/cases/{number}/payments", json=payment())
    again = world.client().post(f"/cases/{number}/payments", json=payment())
    assert (again.status_code, again.json()) == (200, first.json())


def test_a_payment_of_everything_closes_the_case_as_paid() -> None:
    world = BossWorld()
    number = world.accepted_case()
    case = world.client().post(f"/cases/{number}/payments", json=payment("121.00")).json()
    assert (case["payment"], case["closing"]["code"], case["processing"]) == ("fully_paid", "paid", "closed")
    assert [change["kind"] for change in world.changes()][-2:] == ["payment_booked", "closed"]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        (payment("121.01"), "amount", "exceeds_open"),
        (payment("0.00"), "amount", "not_positive"),
        (payment() | {"amount": {"amount": "1.00", "currency": "CHF"}}, "amount.currency", "currency_mixed"),
        (payment(value_date="2026-11-25"), "value_date", "in_future"),
        (payment(order_reference="2_2026_07"), "order_reference", "unknown_order"),
        ({"payment_reference": "p-1"}, "amount", "required"),
    ],
)
def test_a_payment_that_cannot_be_booked_is_refused(body: dict[str, Any], field: str, code: str) -> None:
    world = BossWorld()
    number = world.accepted_case()
    assert (field, code) in codes(world.client().post(f"/cases/{number}/payments", json=body))


def test_a_closed_case_takes_no_payment() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "close")
    assert codes(world.client().post(f"/cases/{number}/payments", json=payment())) == {("", "case_not_open")}


def test_a_reduction_lowers_the_claim_once() -> None:
    world = BossWorld()
    number = world.accepted_case()
    first = world.client().post(f"/cases/{number}/reductions", json=reduction(order_reference="1_2026_07"))
    again = world.client().post(f"/cases/{number}/reductions", json=reduction())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["balance"]["principal"]["owed"] == euro("79.00")
    assert again.json() == first.json()


def test_a_claim_cannot_be_reduced_below_what_is_open_of_it() -> None:
    world = BossWorld()
    number = world.accepted_case()
    answer = world.client().post(f"/cases/{number}/reductions", json=reduction("100.01"))
    assert codes(answer) == {("amount", "exceeds_open")}
