"""One atriga account as JSON: reading it, checking it, its code, its mode, deactivating it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from functions.activate.foreign_systems import AccountRefusedError, RefusalCause
from scripts.generate_openapi import make_document
from shared.domain.account import AccountMode, AccountState
from shared.domain.api_token import Scope
from tests.component.activate.outside import TERMS
from tests.component.activate.program import Program, fields_of
from tests.component.activate.settings_browser import (
    ACCOUNT,
    NUMBER,
    account_of,
    connections,
    deeds_of,
    due_numbers,
    read_codes,
    record_of,
)
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser

CODE = "s3cret-code"
BODIES: dict[str, dict[str, Any]] = {
    "check": {},
    "code": {"authentication_code": "new-code"},
    "mode": {"revision": 1, "mode": "test"},
    "rules": {"revision": 1, "rules": {"grace_days": 9}},
    "payment-methods": {},
    "deactivate": {"revision": 1},
}
REVISIONED = ("mode", "rules", "deactivate")
REFUSALS = [
    (RefusalCause.CREDENTIALS_REFUSED, 422, "credentials_refused"),
    (RefusalCause.ACCOUNT_NOT_ACTIVATED, 422, "account_not_activated"),
    (RefusalCause.BANK_ACCOUNT_UNVERIFIED, 422, "bank_account_unverified"),
    (RefusalCause.QUERIES_NOT_ENABLED, 422, "queries_not_enabled"),
    (RefusalCause.NOT_READY, 422, "not_ready"),
    (RefusalCause.RATE_LIMITED, 429, "rate_limited"),
    (RefusalCause.UNAVAILABLE, 503, "atriga_away"),
]


@pytest.fixture
def program(merchant: Browser) -> Program:
    merchant.gateway.terms = TERMS.model_copy(update={"capabilities": frozenset({"test_mode"})})
    merchant.activate(NUMBER, CODE)
    return Program.of(merchant)


def test_an_account_is_read_with_its_rules_as_typed_values_and_without_its_code(
    merchant: Browser, program: Program
) -> None:
    answer = program.get(ACCOUNT)
    account = answer.json
    assert (account["customer_number"], account["name"], account["state"]) == (NUMBER, f"Konto {NUMBER}", "active")
    assert (account["mode"], account["offers_test_mode"], account["revision"]) == ("live", True, 1)
    assert account["checked_at"] == account_of(merchant).checked_at.isoformat()
    rules = account["rules"]
    assert (rules["grace_days"], rules["paid_tolerance"], rules["bundles_orders"]) == (7, "0.00", True)
    assert "klarna" in rules["foreign_claim_words"]
    assert rules == account["default_rules"]
    assert (account["payment_methods"], account["payment_methods_read_at"]) == ([], None)
    assert CODE not in answer.body


def test_what_is_answered_has_exactly_the_fields_that_are_described(program: Program) -> None:
    schemas = make_document()["components"]["schemas"]
    account = program.get(ACCOUNT).json
    assert set(account) == set(schemas["AtrigaAccountAndChoices"]["properties"])
    assert set(account["rules"]) == set(schemas["Rules"]["properties"])


def test_a_stopped_account_names_the_step_that_atriga_misses(merchant: Browser, program: Program) -> None:
    merchant.desk.accounts.stop(NUMBER, "bank_account_unverified")
    account = program.get(ACCOUNT).json
    assert (account["state"], account["stopped_because"], account["failing_step"]) == (
        "stopped",
        "bank_account_unverified",
        3,
    )


def test_a_check_resumes_a_stopped_account_and_is_on_record_as_the_merchants(
    merchant: Browser, program: Program
) -> None:
    merchant.desk.accounts.stop(NUMBER, "bank_account_unverified")
    merchant.world.clock.move(timedelta(hours=1))
    answer = program.post(f"{ACCOUNT}/check", {})
    assert (answer.status, answer.json["state"], answer.json["stopped_because"]) == (200, "active", None)
    assert merchant.gateway.checked == [(MERCHANT, NUMBER)]
    assert due_numbers(merchant) == [NUMBER]
    newest = record_of(merchant)[0]
    assert (newest.deed.value, newest.actor.value) == ("account_resumed", "merchant")


def test_a_refused_check_has_a_code_of_its_own_and_says_when_to_ask_again(merchant: Browser, program: Program) -> None:
    for cause, status, code in REFUSALS:
        merchant.gateway.refusal = None
        program.post(f"{ACCOUNT}/check", {})
        merchant.gateway.refusal = AccountRefusedError(cause, 30)
        answer = program.post(f"{ACCOUNT}/check", {})
        assert (answer.status, answer.json["code"], answer.headers["Retry-After"]) == (status, code, "30")
        assert (account_of(merchant).state is AccountState.STOPPED) is (status == 422), cause
    assert read_codes() == {NUMBER: CODE}


def test_where_atriga_names_no_time_a_minute_is_told(merchant: Browser, program: Program) -> None:
    for cause in (RefusalCause.RATE_LIMITED, RefusalCause.UNAVAILABLE):
        merchant.gateway.refusal = AccountRefusedError(cause)
        assert program.post(f"{ACCOUNT}/check", {}).headers["Retry-After"] == "60"


def test_a_new_code_is_kept_once_the_gateway_confirmed_it(merchant: Browser, program: Program) -> None:
    merchant.desk.accounts.stop(NUMBER, "invalid_credentials")
    answer = program.post(f"{ACCOUNT}/code", {"authentication_code": "new-code"})
    assert (answer.status, answer.json["state"]) == (200, "active")
    assert merchant.gateway.asked[-1] == (NUMBER, "new-code")
    assert read_codes() == {NUMBER: "new-code"}
    assert deeds_of(merchant)[0] == "code_changed"
    assert "new-code" not in answer.body


def test_a_code_that_is_refused_leaves_the_old_one_and_is_not_repeated(merchant: Browser, program: Program) -> None:
    merchant.gateway.refusal = AccountRefusedError(RefusalCause.CREDENTIALS_REFUSED)
    answer = program.post(f"{ACCOUNT}/code", {"authentication_code": "wrong-code"})
    assert (answer.status, answer.json["code"]) == (422, "credentials_refused")
    assert [error["field"] for error in answer.json["errors"]] == ["authentication_code"]
    assert "wrong-code" not in answer.body
    assert read_codes() == {NUMBER: CODE}
    assert account_of(merchant).state is AccountState.ACTIVE


def test_a_code_that_cannot_be_one_asks_nobody_and_stands_in_no_log_line(
    merchant: Browser, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("", "two words", "c" * 129, "ä", 5, None, ["two words"]):
        answer = program.post(f"{ACCOUNT}/code", {"authentication_code": code})
        assert fields_of(answer) == ["authentication_code"], code
        told = capsys.readouterr()
        assert not any(text in answer.body + told.out + told.err for text in ("two words", "c" * 129))
    assert len(merchant.gateway.asked) == 1


def test_the_mode_is_switched_on_top_of_what_was_read(merchant: Browser, program: Program) -> None:
    first = program.post(f"{ACCOUNT}/mode", {"revision": 1, "mode": "test"})
    assert (first.status, first.json["mode"], first.json["revision"]) == (200, "test", 2)
    again = program.post(f"{ACCOUNT}/mode", {"revision": 1, "mode": "test"})
    assert (again.status, again.json["code"]) == (409, "changed_meanwhile")
    assert program.post(f"{ACCOUNT}/mode", {"revision": 2, "mode": "live"}).json["mode"] == "live"
    assert [(entry.values[0].before, entry.values[0].after) for entry in record_of(merchant)[:2]] == [
        ("test", "live"),
        ("live", "test"),
    ]


def test_a_mode_that_atriga_does_not_offer_or_that_does_not_exist_is_refused(
    merchant: Browser, program: Program
) -> None:
    assert fields_of(program.post(f"{ACCOUNT}/mode", {"revision": 1, "mode": "free"})) == ["mode"]
    merchant.gateway.terms = TERMS
    program.post(f"{ACCOUNT}/check", {})
    answer = program.post(f"{ACCOUNT}/mode", {"revision": 1, "mode": "test"})
    assert (answer.status, answer.json["code"]) == (409, "mode_not_offered")
    assert account_of(merchant).mode is AccountMode.LIVE


def test_deactivating_deletes_the_code_and_is_answered_the_same_twice(merchant: Browser, program: Program) -> None:
    for _ in range(2):
        answer = program.post(f"{ACCOUNT}/deactivate", {"revision": 1})
        assert (answer.status, answer.json["state"], answer.json["stopped_because"]) == (
            200,
            "stopped",
            "deactivated",
        )
    assert read_codes() == {}
    assert set(connections(merchant).values()) == {None}
    assert deeds_of(merchant).count("account_deactivated") == 1
    checked = program.post(f"{ACCOUNT}/check", {})
    assert (checked.status, checked.json["code"]) == (409, "account_deactivated")
    assert merchant.gateway.checked == []


def test_what_stands_on_another_revision_changes_nothing(merchant: Browser, program: Program) -> None:
    before = account_of(merchant)
    for action, revision in product(REVISIONED, (2, 999_999_999)):
        answer = program.post(f"{ACCOUNT}/{action}", BODIES[action] | {"revision": revision})
        assert (answer.status, answer.json["code"]) == (409, "changed_meanwhile"), (action, revision)
    assert account_of(merchant) == before
    assert read_codes() == {NUMBER: CODE}


def test_a_revision_that_is_none_is_said_at_its_field(merchant: Browser, program: Program) -> None:
    before = account_of(merchant)
    of_one = [("deactivate", revision) for revision in (-1, 1.0, True, None, 10**40)]
    for action, revision in [*product(REVISIONED, (0, "1")), *of_one]:
        answer = program.post(f"{ACCOUNT}/{action}", BODIES[action] | {"revision": revision})
        assert fields_of(answer) == ["revision"], (action, revision)
    assert account_of(merchant) == before


def test_what_is_no_body_of_an_action_is_refused(merchant: Browser, program: Program) -> None:
    before = account_of(merchant)
    for action, body in BODIES.items():
        assert fields_of(program.post(f"{ACCOUNT}/{action}", body | {"force": True})) == ["force"]
        assert program.post_raw(f"{ACCOUNT}/{action}", b'{"revision": 1, "mode": "test"').status == 422, action
    for raw in (b"", b"[]", b"null", b'"x"', b"\xff"):
        assert program.post_raw(f"{ACCOUNT}/check", raw).status == 422, raw
    assert program.post_raw(f"{ACCOUNT}/rules", b'{"x": "' + b"y" * 300_000 + b'"}').status == 413
    assert account_of(merchant) == before
    assert merchant.gateway.checked == []


def test_an_account_of_somebody_else_is_not_there(merchant: Browser, program: Program) -> None:
    merchant.world.activate(OTHER_MERCHANT, "777777")
    assert program.get("/settings/accounts/777777").status == 404
    for action, body in BODIES.items():
        answer = program.post(f"/settings/accounts/777777/{action}", body)
        assert (answer.status, answer.json["code"]) == (404, "not_found"), action
    theirs = merchant.world.stores.accounts_of(OTHER_MERCHANT).get_atriga_account("777777")
    assert theirs is not None
    assert (theirs.state, theirs.mode, theirs.settings_revision) == (AccountState.ACTIVE, AccountMode.LIVE, 1)


def test_a_token_that_only_reads_changes_nothing(merchant: Browser, program: Program) -> None:
    before, reader = account_of(merchant), Program.of(merchant, Scope.SETTINGS_READ, secret="r" * 43)
    for action, body in BODIES.items():
        answer = reader.post(f"{ACCOUNT}/{action}", body)
        assert (answer.status, answer.json["code"]) == (403, "insufficient_scope"), action
    assert reader.get(ACCOUNT).json == program.get(ACCOUNT).json
    assert account_of(merchant) == before
    writer = Program.of(merchant, Scope.SETTINGS_WRITE, secret="w" * 43)
    assert writer.get(ACCOUNT).status == 403


def test_a_program_sends_json_and_says_so(merchant: Browser, program: Program) -> None:
    before = account_of(merchant)
    for action, kind in product(BODIES, ("application/x-www-form-urlencoded", "text/plain", "", "application/jsonp")):
        answer = program.post_raw(f"{ACCOUNT}/{action}", b"revision=1&mode=test", kind)
        assert (answer.status, answer.json["code"]) == (415, "unsupported_media_type"), (action, kind)
    assert account_of(merchant) == before


def test_a_script_of_the_pages_sends_json_with_the_cookie_alone(merchant: Browser, program: Program) -> None:
    headers = {"content-type": "application/json; charset=utf-8", "accept": "application/json"}
    answer = merchant.send("POST", f"{ACCOUNT}/mode", body=b'{"revision": 1, "mode": "test"}', headers=headers)
    assert (answer.status, answer.json["mode"]) == (200, "test")
    assert program.get(ACCOUNT).json["revision"] == 2


def test_a_page_of_another_site_cannot_pass_json_off_as_a_form(merchant: Browser, program: Program) -> None:
    before, headers = account_of(merchant), {"content-type": "text/plain"}
    for action in BODIES:
        sent = b'{"revision": 1, "mode": "test"}'
        assert merchant.send("POST", f"{ACCOUNT}/{action}", body=sent, headers=headers).status == 415, action
    assert account_of(merchant) == before
    assert program.get(ACCOUNT).json["revision"] == 1
