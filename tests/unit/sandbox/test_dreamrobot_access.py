from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.dreamrobot.system import SystemSettings
from tests.unit.sandbox.dreamrobot_world import FIRST, SECOND, DreamRobotWorld, error_of

if TYPE_CHECKING:
    import httpx


def test_a_token_has_160_hexadecimal_characters_and_lives_an_hour() -> None:
    token = DreamRobotWorld().fetch_token().json()
    assert len(token.pop("access_token")) == 160
    assert token == {"expires_in": 3600, "token_type": "Bearer", "scope": "*", "ack": "success"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic bm9wYXNzd29yZA=="},
        {"Authorization": "Basic YXBpXzEwMDFfMTp3cm9uZw=="},
    ],
)
def test_wrong_or_missing_credentials_are_an_invalid_client(headers: dict[str, str]) -> None:
    answer = DreamRobotWorld().browser.post(
        "/rest/v1.1/token.php", json={"grant_type": "client_credentials"}, headers=headers
    )
    assert error_of(answer) == (400, "invalid_client", 400)


def test_another_merchants_password_opens_nothing() -> None:
    world = DreamRobotWorld()
    answer = world.fetch_token(FIRST, password=world.system.merchants[SECOND].api_password)
    assert error_of(answer) == (400, "invalid_client", 400)


@pytest.mark.parametrize(
    ("content", "content_type", "error"),
    [
        ("{}", "application/json", "invalid_request"),
        ('{"grant_type": "client_credentials"}', "text/plain", "invalid_request"),
        ('{"grant_type": "password"}', "application/json", "unsupported_grant_type"),
        ("{", "application/json", "Bad Request"),
    ],
)
def test_a_token_request_needs_its_grant_type_as_json(content: str, content_type: str, error: str) -> None:
    world = DreamRobotWorld()
    merchant = world.system.merchants[FIRST]
    answer = world.browser.post(
        "/rest/v1.1/token.php",
        content=content,
        headers={"Content-Type": content_type},
        auth=(merchant.api_username, merchant.api_password),
    )
    assert error_of(answer) == (400, error, 400)


def test_a_token_is_good_until_its_last_second_and_not_in_it() -> None:
    world = DreamRobotWorld()
    api = world.api()
    world.wait(seconds=3599)
    assert api.get("/system/scope/").json()["ack"] == "success"
    world.wait(seconds=1)
    assert error_of(api.get("/system/scope/")) == (401, "expired_token", 401)


def test_a_new_token_leaves_the_earlier_one_good() -> None:
    world = DreamRobotWorld()
    earlier = world.api()
    world.api()
    assert earlier.get("/system/scope/").status_code == 200


@pytest.mark.parametrize(
    ("header", "error", "code"),
    [
        ("Bearer 00", "invalid_token", 401),
        ("Bearer", "invalid_request", 400),
        ("Bearer a b", "invalid_request", 400),
        ("Basic YTpi", "invalid_request", 400),
    ],
)
def test_a_bad_token_is_told_from_a_malformed_header(header: str, error: str, code: int) -> None:
    answer = DreamRobotWorld().browser.get("/rest/v1.1/order/", headers={"Authorization": header})
    assert error_of(answer) == (401, error, code)


def test_requests_beyond_the_days_quota_are_refused_until_midnight_in_germany() -> None:
    world = DreamRobotWorld(SystemSettings(requests_per_day=2))
    api = world.api()
    assert [api.get("/system/scope/").status_code for _ in range(2)] == [200, 200]
    refused = api.get("/system/scope/")
    assert error_of(refused) == (429, "quota_exceeded", 429)
    world.wait(seconds=int(refused.headers["retry-after"]))
    assert world.api().get("/system/scope/").status_code == 200


def test_one_merchants_quota_is_not_anothers() -> None:
    world = DreamRobotWorld(SystemSettings(requests_per_day=1))
    first = world.api(FIRST)
    first.get("/system/scope/")
    assert first.get("/system/scope/").status_code == 429
    assert world.api(SECOND).get("/system/scope/").status_code == 200


def test_one_merchant_sees_nothing_of_another() -> None:
    world = DreamRobotWorld()
    stranger = world.api(SECOND)
    order_id = world.order_id(701001)
    assert error_of(stranger.get(f"/order/{order_id}/")) == (404, "Not Found", 404)
    change = stranger.post(f"/order/{order_id}/", json={"order": {"infos": "mine"}})
    assert error_of(change) == (404, "Not Found", 404)
    assert _ids_of(stranger, "order").isdisjoint(_ids_of(world.api(FIRST), "order"))
    assert _ids_of(stranger, "admin/portal_account").isdisjoint(_ids_of(world.api(FIRST), "admin/portal_account"))


def _ids_of(api: httpx.Client, path: str) -> set[str]:
    key = path.rsplit("/", maxsplit=1)[-1]
    return {str(entry["id"]) for entry in api.get(f"/{path}/", params={"pagination[limit]": 200}).json()[key]}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "expired_token"}, (401, "expired_token", 401)),
        ({"kind": "quota"}, (429, "quota_exceeded", 429)),
        ({"kind": "status", "status": 500}, (500, "Server Error", 500)),
    ],
)
def test_a_fault_looks_like_dreamrobots_own_answer(fault: dict[str, object], expected: tuple[int, str, int]) -> None:
    world = DreamRobotWorld()
    world.switch_on(operation="getOrder", **fault)
    assert error_of(world.api().get(f"/order/{world.order_id(701001)}/")) == expected
