"""The activation as JSON: connecting an atriga account, and what stands of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from functions.activate.activation.form import ActivationBody
from functions.activate.foreign_systems import (
    AccountRefusedError,
    DreamRobotCause,
    DreamRobotUnreadableError,
)
from shared.domain.api_token import Scope
from tests.component.activate.program import Program, fields_of
from tests.component.activate.settings_browser import NUMBER, connections, deeds_of, read_codes, record_of
from tests.component.activate.test_account_api import REFUSALS
from tests.component.world import OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser

CODE = "s3cret-code"
BODY = {"customer_number": NUMBER, "authentication_code": CODE}


@pytest.fixture
def program(merchant: Browser) -> Program:
    return Program.of(merchant)


def test_before_anything_is_connected_the_checklist_says_what_to_do(program: Program) -> None:
    told = program.get("/activate").json
    assert (told["connected"], told["atriga_accounts"], told["portal_accounts"]) == (False, [], [])
    assert [step["step"] for step in told["checklist"]] == [1, 2, 3, 4, 5, 6]
    assert {step["step"]: step["refused_with"] for step in told["checklist"] if step["refused_with"]} == {
        3: "bank_account_unverified",
        4: "account_not_activated",
        5: "queries_not_enabled",
        6: "credentials_refused",
    }
    assert "DebitManager" in told["checklist"][0]["text"]


def test_a_program_connects_an_account_with_all_portal_accounts(merchant: Browser, program: Program) -> None:
    answer = program.post("/activate", BODY)
    assert (answer.status, answer.json["atriga_account"]["state"]) == (200, "active")
    assert answer.json["portal_accounts_unread_because"] is None
    assert {one["atriga_account"] for one in answer.json["portal_accounts"]} == {NUMBER}
    assert merchant.gateway.asked == [(NUMBER, CODE)]
    assert read_codes() == {NUMBER: CODE}
    [entry] = [one for one in record_of(merchant) if one.deed.value == "account_connected"]
    assert (entry.actor.value, entry.customer_number) == ("merchant", NUMBER)
    told = program.get("/activate")
    assert (told.json["connected"], len(told.json["atriga_accounts"])) == (True, 1)
    assert CODE not in answer.body + told.body


def test_connecting_again_renews_the_code(merchant: Browser, program: Program) -> None:
    program.post("/activate", BODY)
    assert program.post("/activate", BODY | {"authentication_code": "new-code"}).status == 200
    assert read_codes() == {NUMBER: "new-code"}
    assert deeds_of(merchant)[0] == "code_changed"


def test_each_cause_of_a_refusal_has_a_code_and_nothing_is_changed(
    merchant: Browser, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    for cause, status, code in REFUSALS:
        merchant.gateway.refusal = AccountRefusedError(cause, 30)
        answer = program.post("/activate", BODY)
        assert (answer.status, answer.json["code"], answer.headers["Retry-After"]) == (status, code, "30")
        named = [error["field"] for error in answer.json.get("errors", [])]
        assert named == (["customer_number", "authentication_code"] if code == "credentials_refused" else [])
        told = capsys.readouterr()
        assert CODE not in answer.body + told.out + told.err
    assert read_codes() == {}
    assert program.get("/activate").json["connected"] is False
    assert deeds_of(merchant) == []


def test_what_cannot_be_is_said_at_its_field_asks_nobody_and_is_not_repeated(
    merchant: Browser, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong: list[tuple[Any, list[str]]] = [
        ({}, ["customer_number", "authentication_code"]),
        ({"customer_number": NUMBER}, ["authentication_code"]),
        (BODY | {"customer_number": 400123}, ["customer_number"]),
        (BODY | {"customer_number": "4 00"}, ["customer_number"]),
        (BODY | {"customer_number": "400:123"}, ["customer_number"]),
        (BODY | {"customer_number": "4" * 33}, ["customer_number"]),
        (BODY | {"customer_number": f"{NUMBER}\n"}, ["customer_number"]),
        (BODY | {"authentication_code": ""}, ["authentication_code"]),
        (BODY | {"authentication_code": f"{CODE} {CODE}"}, ["authentication_code"]),
        (BODY | {"authentication_code": CODE * 100}, ["authentication_code"]),
        (BODY | {"authentication_code": {"code": CODE}}, ["authentication_code"]),
        (BODY | {"merchant_id": OTHER_MERCHANT}, ["merchant_id"]),
        ([BODY], ["body"]),
    ]
    for body, fields in wrong:
        answer = program.post("/activate", body)
        assert fields_of(answer) == fields, body
        told = capsys.readouterr()
        assert CODE not in answer.body + told.out + told.err
    for raw in (b"", b"{", b'{"authentication_code": "s3cret-code"', b"\xff\xfe"):
        answer = program.post_raw("/activate", raw)
        assert (answer.status, answer.json["code"]) == (422, "invalid_request")
        assert CODE not in answer.body
    assert merchant.gateway.asked == []
    assert CODE not in repr(ActivationBody(customer_number=NUMBER, authentication_code=CODE))


def test_dreamrobot_being_away_is_told_and_the_portal_accounts_are_fetched_later(
    merchant: Browser, program: Program
) -> None:
    for cause in DreamRobotCause:
        merchant.dreamrobot.failure = DreamRobotUnreadableError(cause)
        answer = program.post("/activate", BODY)
        assert (answer.status, answer.json["portal_accounts_unread_because"]) == (200, cause.value)
        assert answer.json["portal_accounts"] == []
    merchant.dreamrobot.failure = None
    again = program.post("/settings/portal-accounts", {"action": "fetch", "customer_number": NUMBER})
    assert {one["atriga_account"] for one in again.json["portal_accounts"]} == {NUMBER}
    assert connections(merchant) == {"22014": NUMBER, "22015": NUMBER}


def test_a_token_that_only_reads_does_not_connect(merchant: Browser) -> None:
    reader = Program.of(merchant, Scope.SETTINGS_READ)
    answer = reader.post("/activate", BODY)
    assert (answer.status, answer.json["code"]) == (403, "insufficient_scope")
    assert reader.get("/activate").status == 200
    writer = Program.of(merchant, Scope.SETTINGS_WRITE, secret="w" * 43)
    assert writer.get("/activate").status == 403
    assert writer.post_raw("/activate", b"customer_number=1", "application/x-www-form-urlencoded").status == 415
    assert merchant.gateway.asked == []


def test_a_script_of_the_pages_connects_with_the_cookie_alone(merchant: Browser) -> None:
    headers = {"content-type": "application/json", "accept": "application/json"}
    body = b'{"customer_number": "400123", "authentication_code": "s3cret-code"}'
    assert merchant.send("POST", "/activate", body=body, headers=headers).status == 200
    assert read_codes() == {NUMBER: CODE}
    merchant.cookie = None
    assert merchant.send("POST", "/activate", body=body, headers=headers).status == 401
