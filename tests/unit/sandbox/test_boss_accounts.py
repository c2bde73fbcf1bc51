from __future__ import annotations

import httpx
import pytest

from tests.unit.sandbox.boss_world import AsgiTransport, BossWorld


def test_a_good_account_learns_what_it_may_do() -> None:
    account = BossWorld().client().get("/account").json()
    assert account["customer_number"] == "10001"
    assert {"payments", "push", "test_mode"} <= set(account["capabilities"])
    assert {"DE", "AT", "CH"} <= set(account["countries"])
    assert account["currencies"] == ["EUR"]
    assert account["minimum_amount"] == {"amount": "10.00", "currency": "EUR"}
    assert account["debit_manager_url"] == "http://boss.test/cases/{case_number}"


@pytest.mark.parametrize(
    ("customer_number", "code"),
    [("10001", "wrong"), ("10001", ""), ("99999", "sandbox-code-99999"), ("40001", "wrong"), ("", "")],
)
def test_a_wrong_number_or_code_is_refused_as_invalid(customer_number: str, code: str) -> None:
    answer = BossWorld().client(customer_number, code).get("/account")
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")
    assert answer.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("header", [None, "Bearer abc", "Basic ***", "Basic /w=="])
def test_a_header_that_is_no_basic_authentication_is_refused_as_invalid(header: str | None) -> None:
    transport = AsgiTransport(BossWorld().application)
    client = httpx.Client(transport=transport, headers={} if header is None else {"Authorization": header})
    assert client.get("http://boss.test/v1/account").json()["code"] == "invalid_credentials"


@pytest.mark.parametrize(
    ("customer_number", "cause"),
    [
        ("40001", "account_not_activated"),
        ("40002", "bank_account_unverified"),
        ("40003", "queries_not_enabled"),
    ],
)
def test_an_account_that_is_not_ready_names_the_cause(customer_number: str, cause: str) -> None:
    answer = BossWorld().client(customer_number).get("/account")
    assert (answer.status_code, answer.json()["code"]) == (403, cause)


def test_an_ability_that_was_not_announced_is_refused() -> None:
    answer = BossWorld().client("30003").get("/payouts")
    assert (answer.status_code, answer.json()["code"]) == (403, "capability_not_granted")


def test_an_unknown_path_is_answered_like_every_other_problem() -> None:
    answer = BossWorld().client().get("/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_method_that_an_operation_does_not_have_is_a_problem_too() -> None:
    answer = BossWorld().client().delete("/account")
    assert (answer.status_code, answer.json()["code"]) == (405, "http_error")
