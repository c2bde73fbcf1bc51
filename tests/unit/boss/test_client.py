from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from shared.boss.answers import read_account, read_change_page
from shared.boss.case_answers import read_case
from shared.boss.errors import (
    ContractBrokenError,
)
from shared.boss.submission import write_submission
from tests.unit.boss.examples import (
    CASE_ID,
    CASE_NUMBER,
    a_case,
    account_body,
    case_body,
    change_page_body,
)
from tests.unit.boss.fakes import AUTHENTICATION_CODE, BASE_URL, Bench

if TYPE_CHECKING:
    from shared.boss.client import BossClient


def ok(body: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)


def submit(client: BossClient) -> object:
    return client.submit_case(a_case(), idempotency_key="command-1", test=False)


def test_the_account_is_read_with_number_and_code() -> None:
    bench = Bench(ok(account_body()))
    assert bench.client.get_account() == read_account(account_body())
    assert bench.calls == ["GET /account"]
    kind, _, credentials = bench.http.last_request.headers["Authorization"].partition(" ")
    assert kind == "Basic"
    assert base64.b64decode(credentials).decode() == f"4711:{AUTHENTICATION_CODE}"


def test_a_base_url_may_end_in_a_slash() -> None:
    bench = Bench(ok(account_body()), base_url=f"{BASE_URL}/")
    bench.client.get_account()
    assert bench.calls == ["GET /account"]


@pytest.mark.parametrize(("test", "mode"), [(True, "test"), (False, "live")])
def test_a_case_is_submitted_under_its_key_and_mode(test: bool, mode: str) -> None:  # noqa: FBT001 -- a parameter
    bench = Bench(ok(case_body(), 201))
    assert bench.client.submit_case(a_case(), idempotency_key="command-1", test=test) == read_case(case_body())
    request = bench.http.last_request
    assert bench.calls == ["POST /cases"]
    assert request.headers["Idempotency-Key"] == "command-1"
    assert request.headers["X-Boss-Mode"] == mode
    assert json.loads(request.content) == write_submission(a_case())


def test_a_repeated_submission_returns_the_case_of_before() -> None:
    assert submit(Bench(ok(case_body(), 200)).client) == read_case(case_body())


def test_two_tries_of_one_submission_are_the_same_request() -> None:
    bench = Bench(ok(case_body(), 201), ok(case_body(), 200))
    submit(bench.client)
    submit(bench.client)
    first, second = bench.http.requests
    assert first.content == second.content
    assert first.headers == second.headers


def test_a_case_is_found_by_its_reference() -> None:
    bench = Bench(ok({"items": [case_body()]}))
    assert bench.client.find_case(CASE_ID) == read_case(case_body())
    assert bench.calls == [f"GET /cases?client_reference={CASE_ID}"]


def test_no_case_of_a_reference_is_none() -> None:
    assert Bench(ok({"items": []})).client.find_case(CASE_ID) is None


@pytest.mark.parametrize("items", [[case_body(client_reference="another")], [case_body(), case_body()]])
def test_a_search_that_finds_something_else_says_nothing_about_the_case(items: list[dict[str, Any]]) -> None:
    with pytest.raises(ContractBrokenError):
        Bench(ok({"items": items})).client.find_case(CASE_ID)


def test_a_case_is_read_by_its_number() -> None:
    bench = Bench(ok(case_body()))
    assert bench.client.get_case(CASE_NUMBER) == read_case(case_body())
    assert bench.calls == [f"GET /cases/{CASE_NUMBER}"]


def test_a_number_stays_one_part_of_the_path() -> None:
    bench = Bench(ok(case_body()))
    bench.client.get_case("A/2026?x#ü")
    assert bench.calls == ["GET /cases/A%2F2026%3Fx%23%C3%BC"]


def test_changes_are_read_after_a_cursor() -> None:
    bench = Bench(ok(change_page_body()))
    assert bench.client.list_changes("n&1", 250) == read_change_page(change_page_body())
    assert dict(bench.http.last_request.url.params) == {"after": "n&1", "limit": "250"}


@pytest.mark.parametrize("cursor", [None, ""])
def test_changes_are_read_from_the_start_without_a_cursor(cursor: str | None) -> None:
    bench = Bench(ok(change_page_body()))
    bench.client.list_changes(cursor, 100)
    assert dict(bench.http.last_request.url.params) == {"limit": "100"}


def test_the_client_does_not_show_its_code() -> None:
    shown = repr(Bench().client)
    assert shown == "BossClient(customer_number='4711', authentication_code='***')"
