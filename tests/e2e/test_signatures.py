"""What must not get in does not, on the deployed stack."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.dreamrobot.app_calls import AppKeys, sign_request

if TYPE_CHECKING:
    import httpx

    from tests.e2e.shop import Shop


def body_of(shop: Shop, **changes: Any) -> bytes:
    return json.dumps({"merchant_id": shop.merchant_id, "order_ids": ["1_2026_09"]} | changes).encode()


def post(shop: Shop, body: bytes, headers: dict[str, str]) -> httpx.Response:
    return shop.http.post(
        f"{shop.stack.app_url}/exports", content=body, headers={"Content-Type": "application/json", **headers}
    )


def is_stored(shop: Shop, export_id: str) -> bool:
    item = shop.stack.client("dynamodb").get_item(
        TableName=shop.stack.outputs["CasesTableName"],
        Key={"pk": {"S": f"M#{shop.merchant_id}#EXPORT#{export_id}"}, "sk": {"S": "EXPORT"}},
    )
    return "Item" in item


def test_a_good_signature_stores_the_export(shop: Shop) -> None:
    body = body_of(shop)
    answer = post(shop, body, sign_request(shop.stack.keys, "msg_good", datetime.now(UTC), body))
    assert answer.status_code == 202
    assert is_stored(shop, "msg_good")


def test_a_forged_signature_stores_nothing(shop: Shop) -> None:
    body = body_of(shop)
    forger = AppKeys(signing_keys=("whsec_Zm9yZ2VkLWtleS1vZi1zb21lYm9keQ==",), launch_keys=("forged",))
    answer = post(shop, body, sign_request(forger, "msg_forged", datetime.now(UTC), body))
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_signature")
    assert not is_stored(shop, "msg_forged")


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_stale_signature_stores_nothing(shop: Shop, minutes: int) -> None:
    body = body_of(shop)
    sent_at = datetime.now(UTC) + timedelta(minutes=minutes)
    answer = post(shop, body, sign_request(shop.stack.keys, f"msg_stale{minutes}", sent_at, body))
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_signature")
    assert not is_stored(shop, f"msg_stale{minutes}")


def test_an_altered_body_stores_nothing(shop: Shop) -> None:
    headers = sign_request(shop.stack.keys, "msg_altered", datetime.now(UTC), body_of(shop))
    answer = post(shop, body_of(shop, order_ids=["2_2026_09"]), headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_signature")
    assert not is_stored(shop, "msg_altered")


@pytest.mark.parametrize(
    ("changes", "padding", "status", "code"),
    [
        ({"merchant_id": "nobody"}, 0, 404, "unknown_merchant"),
        ({"order_ids": [f"{number}_2026_09" for number in range(1001)]}, 0, 422, "invalid_request"),
        ({"order_ids": ["1-2026-09"]}, 0, 422, "invalid_request"),
        ({}, 2 * 1024 * 1024, 413, "too_large"),
    ],
    ids=["unknown merchant", "1,001 orders", "malformed id", "2 MB"],
)
def test_each_bad_request_has_its_own_clear_answer(
    shop: Shop, changes: dict[str, Any], padding: int, status: int, code: str
) -> None:
    body = body_of(shop, **changes) + b" " * padding
    answer = post(shop, body, sign_request(shop.stack.keys, f"msg_bad_{code}", datetime.now(UTC), body))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert not is_stored(shop, f"msg_bad_{code}")
