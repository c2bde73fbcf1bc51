"""What the deployed app answers fits ``contracts/app.openapi.yaml``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.dreamrobot.app_calls import make_message_id, sign_request
from tests.contract.openapi import ContractChecker

if TYPE_CHECKING:
    import httpx

    from tests.e2e.shop import Shop

CONTRACT = Path(__file__).parents[2] / "contracts" / "app.openapi.yaml"
NEWCOMER = {"merchant_id": "merchant-newcomer", "name": "Neuling", "api_username": "api_9_1", "api_password": "secret"}


@pytest.fixture(scope="session")
def checker() -> ContractChecker:
    return ContractChecker(CONTRACT)


def send(
    shop: Shop, method: str, path: str, body: Any = None, *, is_signed: bool = True, id_: str = ""
) -> httpx.Response:
    """Send a request as DreamRobot does, or with a signature of nobody."""
    content = b"" if body is None else json.dumps(body).encode()
    signed = content if method == "POST" else path.encode()
    headers = sign_request(shop.stack.keys, id_ or make_message_id(), datetime.now(UTC), signed)
    if not is_signed:
        headers["webhook-signature"] = "v1,bm9ib2R5"
    headers["Content-Type"] = "application/json"
    return shop.http.request(method, shop.stack.app_url + path, content=content, headers=headers)


def test_an_export_and_its_state(shop: Shop, checker: ContractChecker) -> None:
    answer = shop.calls.export_orders(shop.merchant_id, ["703001_2026_09"])
    assert answer.status_code == 202
    checker.check(answer.request, answer)
    export_id = answer.json()["export_id"]
    shop.wait_for_export(export_id)
    told = shop.calls.read_export(shop.merchant_id, export_id)
    assert told.json()["items"]
    checker.check(told.request, told)


def test_cases(shop: Shop, checker: ContractChecker) -> None:
    [order_id] = shop.take_orders(1)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    shop.wait_for_case(item["case_id"], transfer="accepted")
    cookies = "; ".join(f"{name}={value}" for name, value in shop.browser.cookies.items())
    for path in ("/cases", "/cases?limit=1", f"/cases/{item['case_id']}", "/cases/none"):
        answer = shop.http.get(shop.stack.app_url + path, headers={"Cookie": cookies})
        assert answer.status_code in {200, 404}
        checker.check(answer.request, answer)


def test_installing_and_leaving(shop: Shop, checker: ContractChecker) -> None:
    path = f"/dreamrobot/installations/{NEWCOMER['merchant_id']}"
    calls = [
        ("POST", "/dreamrobot/installations", NEWCOMER, 201),
        ("POST", "/dreamrobot/installations", NEWCOMER, 200),
        ("POST", "/exports", {"merchant_id": NEWCOMER["merchant_id"], "order_ids": ["1_2026_09"]}, 403),
        ("DELETE", path, None, 204),
        ("DELETE", path, None, 404),
    ]
    for method, path_of_call, body, status in calls:
        answer = send(shop, method, path_of_call, body)
        assert answer.status_code == status
        checker.check(answer.request, answer)


@pytest.mark.parametrize(
    ("body", "is_signed", "status"),
    [
        ({"merchant_id": "merchant-1001", "order_ids": ["1_2026_09"]}, False, 401),
        ({"merchant_id": "merchant-nobody", "order_ids": ["1_2026_09"]}, True, 404),
        ({"merchant_id": "merchant-1001", "order_ids": []}, True, 422),
        ({"merchant_id": "merchant-1001", "order_ids": ["1_2026_09"] * 100_000}, True, 413),
    ],
)
def test_refusals_of_exports(
    shop: Shop, checker: ContractChecker, body: dict[str, Any], status: int, *, is_signed: bool
) -> None:
    answer = send(shop, "POST", "/exports", body, is_signed=is_signed)
    assert answer.status_code == status
    assert answer.json()["code"]
    checker.check_response(answer.request, answer)


def test_an_id_that_is_used_for_another_body(shop: Shop, checker: ContractChecker) -> None:
    export_id = make_message_id()
    for order_id, status in (("703001_2026_09", 202), ("703002_2026_08", 409)):
        body = {"merchant_id": shop.merchant_id, "order_ids": [order_id]}
        answer = send(shop, "POST", "/exports", body, id_=export_id)
        assert answer.status_code == status
        checker.check(answer.request, answer)


def test_launching(shop: Shop, checker: ContractChecker) -> None:
    for address, status in (
        (shop.calls.make_launch_address(shop.merchant), 303),
        (f"{shop.stack.app_url}/launch?token=forged", 401),
    ):
        answer = shop.http.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == status
        checker.check_response(answer.request, answer)
