"""The whole way on the deployed stack, from DreamRobot to atriga and back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx

from sandbox.demo.merchant_browser import MerchantBrowser
from sandbox.dreamrobot.app_calls import make_message_id
from tests.e2e.shop import find_merchant

if TYPE_CHECKING:
    from tests.e2e.shop import Shop


def test_an_order_becomes_a_case_that_atriga_accepts_and_every_step_shows_up(shop: Shop) -> None:
    [order_id] = shop.take_orders(1)
    export = shop.wait_for_export(shop.export([order_id]))
    [item] = export["items"]
    assert item["state"] == "handed_over"
    case = shop.wait_for_case(item["case_id"], is_hurried=False, transfer="accepted")
    assert case["orders"] == [order_id]
    [at_atriga] = shop.cases_at_atriga(order_id)
    assert at_atriga["client_reference"] == item["case_id"]
    assert at_atriga["case_number"] == case["case_number"]
    shop.move_case(case["case_number"], "close", code="paid")
    closed = shop.wait_for_case(item["case_id"], stage="closed")
    assert closed["closing"]["code"] == "paid"
    assert closed["changed_at"] > case["changed_at"]


def test_an_order_that_must_not_be_handed_over_says_why(shop: Shop) -> None:
    listed = shop.http.get(f"{shop.stack.dreamrobot_url}/_control/orders").json()
    cancelled = next(
        order["id"] for order in listed if order["merchant_id"] == shop.merchant_id and "cancelled" in order["shows"]
    )
    [item] = shop.wait_for_export(shop.export([cancelled]))["items"]
    assert item["state"] == "blocked"
    assert "cancelled" in {finding["code"] for finding in item["findings"]}
    assert shop.cases_at_atriga(cancelled) == []


def test_a_case_that_atriga_rejects_says_why_and_frees_its_order(shop: Shop) -> None:
    listed = shop.http.get(f"{shop.stack.dreamrobot_url}/_control/orders").json()
    rejected = next(order["id"] for order in listed if "99999" in order["label"])
    [item] = shop.wait_for_export(shop.export([rejected]))["items"]
    case = shop.wait_for_case(item["case_id"], transfer="rejected")
    assert case["rejection"]["code"] == "address_unknown"
    [again] = shop.wait_for_export(shop.export([rejected]))["items"]
    assert again["state"] == "handed_over"
    assert again["case_id"] != item["case_id"]


def test_the_same_export_posted_five_times_at_once_is_one_export_with_one_case_for_each_order(shop: Shop) -> None:
    order_ids = shop.take_orders(3)
    export_id = make_message_id()
    with ThreadPoolExecutor(5) as posters:
        answers = list(
            posters.map(lambda _: shop.calls.export_orders(shop.merchant_id, order_ids, export_id=export_id), range(5))
        )
    assert {answer.status_code for answer in answers} == {202}
    assert {answer.json()["export_id"] for answer in answers} == {export_id}
    items = shop.wait_for_export(export_id)["items"]
    assert [item["order_id"] for item in items] == order_ids
    for item in items:
        shop.wait_for_case(item["case_id"], transfer="accepted")
        assert len(shop.cases_at_atriga(item["order_id"])) == 1


def test_an_order_that_is_exported_twice_is_in_one_case(shop: Shop) -> None:
    order_ids = shop.take_orders(2)
    first, second = shop.export(order_ids), shop.export(order_ids)
    states = [shop.wait_for_export(export_id)["items"] for export_id in (first, second)]
    handed_over = [item for items in states for item in items if item["state"] == "handed_over"]
    assert sorted(item["order_id"] for item in handed_over) == sorted(order_ids)
    for item in handed_over:
        shop.wait_for_case(item["case_id"], transfer="accepted")
        assert len(shop.cases_at_atriga(item["order_id"])) == 1


def test_dreamrobot_being_away_delays_an_export_and_loses_nothing(shop: Shop) -> None:
    [order_id] = shop.take_orders(1)
    shop.switch_fault_on(shop.stack.dreamrobot_url, operation="getOrder", kind="status", status=503)
    export_id = shop.export([order_id])
    assert shop.wait_for_export(export_id, state="waiting")["waiting_for"] == "dreamrobot"
    shop.switch_faults_off(shop.stack.dreamrobot_url)
    shop.queue("ExportsQueueUrl", export_id=export_id)
    [item] = shop.wait_for_export(export_id)["items"]
    assert item["state"] == "handed_over"


def test_one_merchant_sees_nothing_of_another(shop: Shop, other_shop: Shop) -> None:
    [order_id] = other_shop.take_orders(1)
    export_id = other_shop.export([order_id])
    [item] = other_shop.wait_for_export(export_id)["items"]
    assert other_shop.read_case(item["case_id"])["orders"] == [order_id]
    assert order_id not in {order for case in shop.browser.read_json("/cases")["items"] for order in case["orders"]}
    for path in (f"/cases/{item['case_id']}", f"/exports/{export_id}"):
        answer = shop.http.get(
            shop.stack.app_url + path,
            headers={"Cookie": "; ".join(f"{name}={value}" for name, value in shop.browser.cookies.items())},
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_launch_token_opens_the_app_once(shop: Shop) -> None:
    address = shop.calls.make_launch_address(shop.merchant)
    assert MerchantBrowser(shop.http, shop.stack.app_url).open_app(address) == "/overview"
    again = shop.http.get(address, headers={"Accept": "text/html"})
    assert again.status_code == httpx.codes.UNAUTHORIZED
    assert "set-cookie" not in again.headers


def test_a_merchant_that_nobody_installed_is_unknown(shop: Shop) -> None:
    stranger = find_merchant("merchant-3003")
    answer = shop.calls.export_orders(stranger.merchant_id, ["1_2026_09"])
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_merchant")
    assert shop.http.get(shop.calls.make_launch_address(stranger)).status_code == httpx.codes.UNAUTHORIZED
