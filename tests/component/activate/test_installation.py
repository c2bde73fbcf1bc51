from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.account import Locale
from shared.store.tokens import KeptToken
from tests.component.calls import signature_headers
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer

PATH = "/dreamrobot/installations"
REQUEST = {
    "merchant_id": MERCHANT,
    "name": "Musterhandel GmbH",
    "api_username": "api_muster_1",
    "api_password": "s3cret-password",
    "locale": "en",
}


def install(dreamrobot: Browser, **changes: Any) -> Answer:
    body = json.dumps({name: value for name, value in (REQUEST | changes).items() if value is not None}).encode()
    return dreamrobot.send("POST", PATH, body=body, headers=signed(dreamrobot, body))


def uninstall(dreamrobot: Browser, merchant_id: str = MERCHANT) -> Answer:
    path = f"{PATH}/{merchant_id}"
    return dreamrobot.send("DELETE", path, headers=signed(dreamrobot, path.encode()))


def signed(dreamrobot: Browser, content: bytes) -> dict[str, str]:
    return {"accept": "application/json", **signature_headers("msg_1", dreamrobot.world.clock(), content)}


def read_secret(dreamrobot: Browser, merchant_id: str = MERCHANT) -> dict[str, Any]:
    secret: dict[str, Any] = json.loads(dreamrobot.secrets_of(merchant_id).read().to_json())
    return secret


def test_a_new_merchant_is_kept_with_its_access_in_the_secret(stranger: Browser) -> None:
    assert install(stranger).status == 201
    merchant = stranger.desk.merchants.get()
    assert merchant is not None
    assert (merchant.name, merchant.locale) == ("Musterhandel GmbH", Locale.ENGLISH)
    assert merchant.installed_at == stranger.world.clock()
    assert read_secret(stranger)["dreamrobot"] == {"username": "api_muster_1", "password": "s3cret-password"}


def test_the_daily_requests_are_those_that_were_named_last(stranger: Browser) -> None:
    named = []
    for daily_requests in (None, 2000, None, 300):
        install(stranger, daily_requests=daily_requests)
        merchant = stranger.desk.merchants.get()
        assert merchant is not None
        named.append(merchant.daily_requests)
    assert named == [500, 2000, 2000, 300]


@pytest.mark.parametrize("daily_requests", [0, -1, 1_000_001, "many", 1.5])
def test_senseless_daily_requests_are_refused(stranger: Browser, daily_requests: object) -> None:
    assert install(stranger, daily_requests=daily_requests).status == 422
    assert stranger.desk.merchants.get() is None


def test_german_is_the_language_where_none_is_named(stranger: Browser) -> None:
    install(stranger, locale=None)
    merchant = stranger.desk.merchants.get()
    assert merchant is not None
    assert merchant.locale is Locale.GERMAN


def test_a_known_merchant_gets_a_new_access_and_keeps_its_codes_and_its_day(stranger: Browser) -> None:
    install(stranger)
    installed_at = stranger.world.clock()
    stranger.desk.secrets.set_authentication_code("400123", "code")
    tokens = stranger.world.stores.tokens_of(MERCHANT)
    tokens.put(KeptToken("old-token", installed_at + timedelta(hours=1)))
    stranger.world.clock.move(timedelta(days=1))
    assert install(stranger, api_password="new-password").status == 200
    merchant = stranger.desk.merchants.get()
    assert merchant is not None
    assert merchant.installed_at == installed_at
    secret = read_secret(stranger)
    assert (secret["dreamrobot"]["password"], secret["atriga"]) == ("new-password", {"400123": "code"})
    assert tokens.get() is None


def test_more_fields_than_the_contract_knows_are_not_looked_at(stranger: Browser) -> None:
    assert install(stranger, plan="premium").status == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"merchant_id": "m 1"}, "merchant_id"),
        ({"merchant_id": "m" * 65}, "merchant_id"),
        ({"merchant_id": 7}, "merchant_id"),
        ({"name": "n" * 121}, "name"),
        ({"name": None}, "name"),
        ({"api_username": ""}, "api_username"),
        ({"api_password": None}, "api_password"),
        ({"locale": "fr"}, "locale"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(stranger: Browser, changes: dict[str, Any], field: str) -> None:
    answer = install(stranger, **changes)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert "s3cret" not in answer.body
    assert stranger.desk.merchants.get() is None
    assert read_secret(stranger)["dreamrobot"] is None


def test_a_body_that_is_too_large_is_refused(stranger: Browser) -> None:
    answer = install(stranger, name="n" * 20_000)
    assert (answer.status, answer.json["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": "1700000000"},
    ],
)
def test_a_forged_or_stale_installation_keeps_nothing(stranger: Browser, headers: dict[str, str]) -> None:
    body = json.dumps(REQUEST).encode()
    answer = stranger.send("POST", PATH, body=body, headers=signed(stranger, body) | headers)
    assert (answer.status, answer.json["code"]) == (401, "invalid_signature")
    assert stranger.desk.merchants.get() is None
    assert read_secret(stranger)["dreamrobot"] is None


def test_an_altered_body_keeps_nothing(stranger: Browser) -> None:
    body = json.dumps(REQUEST).encode()
    answer = stranger.send("POST", PATH, body=body.replace(b"1", b"2"), headers=signed(stranger, body))
    assert answer.status == 401


def test_a_merchant_who_leaves_is_signed_out_and_its_codes_are_gone(merchant: Browser) -> None:
    merchant.desk.secrets.set_dreamrobot_access("user", "password")
    merchant.activate()
    assert uninstall(merchant).status == 204
    assert merchant.desk.merchants.get() is None
    assert read_secret(merchant) == {"dreamrobot": None, "atriga": {}, "push_keys": {}}
    assert merchant.desk.accounts.list_atriga_accounts() == []
    assert merchant.desk.accounts.list_portal_accounts() == []
    assert merchant.open("/activate").status == 401
    assert merchant.launch(jti="launch-2").status == 401


def test_the_gateway_is_asked_for_no_more_pushes_about_a_merchant_who_leaves(merchant: Browser) -> None:
    merchant.activate("400123")
    uninstall(merchant)
    assert merchant.gateway.without_pushes == [(MERCHANT, "400123")]


def test_a_merchant_who_leaves_takes_nothing_of_another_along(merchant: Browser) -> None:
    install(merchant, merchant_id=OTHER_MERCHANT)
    uninstall(merchant)
    assert merchant.desk_of(OTHER_MERCHANT).merchants.get() is not None
    assert read_secret(merchant, OTHER_MERCHANT)["dreamrobot"] is not None


def test_leaving_twice_says_that_there_is_nobody(merchant: Browser) -> None:
    uninstall(merchant)
    answer = uninstall(merchant)
    assert (answer.status, answer.json["code"]) == (404, "unknown_merchant")


def test_a_merchant_who_left_can_come_back(merchant: Browser) -> None:
    uninstall(merchant)
    assert install(merchant).status == 201
    assert merchant.launch(jti="launch-2").status == 303


def test_a_signature_over_another_merchant_removes_nobody(merchant: Browser) -> None:
    headers = signed(merchant, f"{PATH}/{OTHER_MERCHANT}".encode())
    assert merchant.send("DELETE", f"{PATH}/{MERCHANT}", headers=headers).status == 401
    assert merchant.desk.merchants.get() is not None


def test_a_crash_in_the_middle_of_leaving_is_put_right_by_a_repeat(
    merchant: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    merchant.activate()

    def crash(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("shared.store.accounts.AccountRepository.remove_all", crash)
        assert uninstall(merchant).status == 500
    assert uninstall(merchant).status == 204
    assert merchant.desk.accounts.list_atriga_accounts() == []
