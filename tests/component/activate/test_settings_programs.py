"""API tokens and the address of notifications: made, shown once, revoked, and on record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import boto3
import pytest

from shared.domain.api_token import MOST_TOKENS, Scope, read_token
from shared.domain.event_address import read_address
from tests.component.activate.settings_browser import deeds_of, record_of
from tests.component.programs import call
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer

PATH = "/settings/programs"
ERP = {"action": "make", "name": "ERP", "scope.cases:read": "on", "life": "90"}
_NEW_TOKEN = re.compile(r'id="new_token" type="text" readonly value="([^"]+)"')
_NEW_ADDRESS = re.compile(r'id="new_address" type="text" readonly value="([^"]+)"')


def make(merchant: Browser, **fields: str) -> Answer:
    return merchant.submit(PATH, ERP | fields)


def made(merchant: Browser, **fields: str) -> str:
    found = _NEW_TOKEN.search(make(merchant, **fields).body)
    assert found is not None
    return found[1]


def all_that_is_kept() -> str:
    client = boto3.client("dynamodb")
    return str([client.scan(TableName=table)["Items"] for table in ("accounts", "runtime")])


def test_a_token_is_shown_once_and_only_its_hash_is_kept(merchant: Browser) -> None:
    text = made(merchant)
    [token] = merchant.desk.api_tokens.list_all()
    assert (token.name, token.scopes, str(token.expires_on)) == ("ERP", frozenset({Scope.CASES_READ}), "2027-02-22")
    read = read_token(text)
    assert read is not None
    assert (read.merchant_id, read.token_id) == (MERCHANT, token.token_id)
    assert text.partition(".")[2][:43] not in all_that_is_kept()
    page = merchant.open(PATH).body
    assert text not in page
    assert "ERP" in page
    assert "Nie" in page


def test_what_is_made_and_revoked_is_on_record(merchant: Browser) -> None:
    made(merchant)
    [token] = merchant.desk.api_tokens.list_all()
    answer = merchant.submit(PATH, {"action": "revoke", "token_id": token.token_id})
    assert (answer.status, answer.headers["Location"]) == (303, f"{PATH}?done=1")
    assert merchant.desk.api_tokens.list_all() == []
    assert deeds_of(merchant)[:2] == ["token_revoked", "token_made"]
    assert [value.after for value in record_of(merchant)[1].values] == ["ERP", "cases:read", "2027-02-22"]
    assert "API-Token widerrufen" in merchant.open(PATH, done="1").body


@pytest.mark.parametrize("token_id", ["", "none", "f" * 64])
def test_a_token_that_is_not_there_cannot_be_revoked(merchant: Browser, token_id: str) -> None:
    made(merchant)
    assert merchant.submit(PATH, {"action": "revoke", "token_id": token_id}).status == 404
    assert len(merchant.desk.api_tokens.list_all()) == 1


@pytest.mark.parametrize(
    "fields", [{"name": " "}, {"name": "n" * 61}, {"scope.cases:read": "off"}, {"life": "7"}, {"scope.all": "on"}]
)
def test_a_form_that_names_no_token_comes_back_with_what_was_typed(merchant: Browser, fields: dict[str, str]) -> None:
    answer = make(merchant, **({"scope.cases:read": ""} | fields if "scope.all" in fields else fields))
    assert answer.status == 422
    assert "field-error" in answer.body
    assert merchant.desk.api_tokens.list_all() == []


def test_there_are_only_so_many_and_one_that_is_revoked_makes_room(merchant: Browser) -> None:
    for number in range(MOST_TOKENS):
        made(merchant, name=f"Programm {number}")
    answer = make(merchant)
    assert answer.status == 409
    assert "Sie können höchstens 10 Token haben" in answer.body
    [first, *_] = merchant.desk.api_tokens.list_all()
    merchant.submit(PATH, {"action": "revoke", "token_id": first.token_id})
    assert made(merchant)
    assert len(merchant.desk.api_tokens.list_all()) == MOST_TOKENS


def test_leaving_takes_tokens_and_address_along(merchant: Browser) -> None:
    made(merchant)
    merchant.submit(PATH, {"action": "make_address"})
    merchant.submit("/settings/leave", {"confirmed": "on"})
    assert merchant.desk.api_tokens.list_all() == []
    assert merchant.desk.event_address.get() is None


def test_an_address_is_shown_once_and_a_new_one_takes_its_place(merchant: Browser) -> None:
    addresses = []
    for _ in range(2):
        found = _NEW_ADDRESS.search(merchant.submit(PATH, {"action": "make_address"}).body)
        assert found is not None
        addresses.append(found[1])
    assert addresses[0] != addresses[1]
    base, _, secret = addresses[1].rpartition("/")
    assert base == "https://app.example/dreamrobot/events"
    parts, kept = read_address(secret), merchant.desk.event_address.get()
    assert parts is not None
    assert kept is not None
    assert parts.address_hash == kept.address_hash
    assert secret not in merchant.open(PATH).body
    assert deeds_of(merchant)[:2] == ["event_address_made"] * 2


def test_an_unknown_action_changes_nothing(merchant: Browser) -> None:
    assert merchant.submit(PATH, {"action": "burn"}).status == 422
    assert merchant.submit(PATH, {"action": "make_address"}, csrf_token="0" * 64).status == 403
    assert merchant.desk.event_address.get() is None


def test_a_program_reads_the_settings_and_no_code(merchant: Browser) -> None:
    merchant.activate()
    token = made(merchant, **{"scope.settings:read": "on"})
    answer = call(merchant.app, token, "GET", "/settings")
    [account] = answer.json["atriga_accounts"]
    assert (account["customer_number"], account["state"], account["mode"]) == ("400123", "active", "live")
    assert account["rules"]["grace_days"] == 7
    assert {one["atriga_account"] for one in answer.json["portal_accounts"]} == {"400123"}
    assert answer.json["language"] == "de"
    assert "s3cret-code" not in answer.body
