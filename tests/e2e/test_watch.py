"""What happens to an order in DreamRobot after its hand-over reaches atriga, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from tests.e2e.shop import Shop


def hand_over(shop: Shop) -> tuple[str, str, str]:
    """Hand an order over and return its id, its case's id and atriga's file number."""
    [order_id] = shop.take_orders(1)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    case = shop.wait_for_case(item["case_id"], transfer="accepted")
    return order_id, item["case_id"], case["case_number"]


def show_order(shop: Shop, order_id: str) -> str:
    """The page of an order in DreamRobot."""
    address = f"{shop.stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders/{order_id}"
    return shop.http.get(address).text


def book_payment(shop: Shop, order_id: str, amount: str) -> None:
    address = f"{shop.stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders/{order_id}/add-payment"
    assert shop.http.post(address, data={"amount": amount}).status_code == 303


def reported_payments(shop: Shop, order_id: str) -> list[str]:
    """The references of the payments that were reported to atriga."""
    [case] = shop.cases_at_atriga(order_id)
    references: list[str] = case["payment_references"]
    return references


def test_two_payments_of_the_same_amount_reach_atriga_each_once(shop: Shop) -> None:
    order_id, case_id, _ = hand_over(shop)
    for number in (1, 2):
        book_payment(shop, order_id, "5,00")
        shop.let_orders_be_read()

        def look(expected: int = number) -> bool:
            shop.synchronize()
            return len(reported_payments(shop, order_id)) == expected

        wait_until(look, "a payment to reach atriga")
    case = shop.wait_for_case(case_id, payment="partially_paid")
    assert len(reported_payments(shop, order_id)) == 2
    assert case["transfer"] == "accepted"


def test_the_note_of_the_order_tells_the_file_number(shop: Shop) -> None:
    order_id, _, case_number = hand_over(shop)
    shop.let_orders_be_read()

    def look() -> bool:
        shop.synchronize()
        return case_number in show_order(shop, order_id)

    wait_until(look, "the file number to stand in the order's note")
