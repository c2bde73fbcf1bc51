"""What the client raises where the gateway does not do as asked, and what it then tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest

from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CaseRefusedError,
    ConflictError,
    ContractBrokenError,
    CredentialsRefusedError,
    CursorExpiredError,
    DuplicateReferenceError,
    NotFoundError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    RequestRefusedError,
    TryLaterError,
    UnavailableError,
)
from shared.domain.cases.command import FieldProblem
from tests.unit.boss.examples import (
    CASE_ID,
    CASE_NUMBER,
    a_case,
    case_body,
    problem_body,
    validation_problem_body,
)
from tests.unit.boss.fakes import AUTHENTICATION_CODE, Bench
from tests.unit.scripted_http import everything_told_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.boss.client import BossClient
    from tests.unit.scripted_http import Step


def ok(body: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)


def submit(client: BossClient) -> object:
    return client.submit_case(a_case(), idempotency_key="command-1", test=False)


READS: list[Callable[[BossClient], object]] = [
    lambda client: client.get_account(),
    lambda client: client.find_case(CASE_ID),
    lambda client: client.get_case(CASE_NUMBER),
    lambda client: client.list_changes("n-1", 100),
]

ALL_CALLS = [submit, *READS]


@pytest.mark.parametrize("call", ALL_CALLS)
@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (401, "invalid_credentials", CredentialsRefusedError),
        (403, "account_not_activated", AccountNotReadyError),
        (403, "bank_account_unverified", AccountNotReadyError),
        (403, "queries_not_enabled", AccountNotReadyError),
        (404, "not_found", NotFoundError),
        (409, "fee_changed", ConflictError),
        (410, "cursor_expired", CursorExpiredError),
        (422, "invalid_case", CaseRefusedError),
        (429, "rate_limited", RateLimitedError),
        (503, "unavailable", UnavailableError),
        (400, "bad_request", RequestRefusedError),
    ],
)
def test_a_status_has_the_same_meaning_everywhere(
    call: Callable[[BossClient], object], status: int, code: str, error: type[BossError]
) -> None:
    with pytest.raises(BossError) as caught:
        call(Bench(ok(problem_body(code), status)).client)
    assert type(caught.value) is error
    assert (caught.value.status, caught.value.code) == (status, code)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (CredentialsRefusedError, RefusedError),
        (AccountNotReadyError, RefusedError),
        (NotFoundError, RefusedError),
        (DuplicateReferenceError, RefusedError),
        (ConflictError, RefusedError),
        (CaseRefusedError, RefusedError),
        (CursorExpiredError, RefusedError),
        (RequestRefusedError, RefusedError),
        (RateLimitedError, TryLaterError),
        (UnavailableError, TryLaterError),
        (ContractBrokenError, OutcomeUnknownError),
    ],
)
def test_every_error_is_of_one_of_three_kinds(error: type[BossError], kind: type[BossError]) -> None:
    kinds = (RefusedError, TryLaterError, OutcomeUnknownError)
    assert [each for each in kinds if issubclass(error, each)] == [kind]


@pytest.mark.parametrize("answer", [httpx.Response(401, html="<h1>401</h1>"), httpx.Response(401)])
def test_refused_credentials_need_no_words(answer: httpx.Response) -> None:
    with pytest.raises(CredentialsRefusedError) as caught:
        Bench(answer).client.get_account()
    assert caught.value.code is None


def test_a_taken_reference_names_the_case_that_is_there() -> None:
    body = problem_body("duplicate_reference", case_number=CASE_NUMBER)
    with pytest.raises(DuplicateReferenceError) as caught:
        submit(Bench(ok(body, 409)).client)
    assert caught.value.case_number == CASE_NUMBER


@pytest.mark.parametrize("case_number", [None, "", 5])
def test_a_conflict_that_names_no_case_is_just_a_conflict(case_number: object) -> None:
    with pytest.raises(ConflictError):
        submit(Bench(ok(problem_body("conflict", case_number=case_number), 409)).client)


def test_a_refused_case_names_its_fields() -> None:
    with pytest.raises(CaseRefusedError) as caught:
        submit(Bench(ok(validation_problem_body(), 422)).client)
    assert caught.value.problems == (
        FieldProblem(field="debtor.address.postal_code", code="invalid", message="01067 passt nicht zu Mustermann"),
    )


@pytest.mark.parametrize(
    ("errors", "problems"),
    [
        (None, ()),
        ("many", ()),
        ([], ()),
        ([{"field": "x"}, {}], (("x", "", ""), ("", "", ""))),
        ([{"field": 1, "code": "c", "message": "\ud800"}], (("", "c", ""),)),
    ],
)
def test_a_refused_case_is_refused_however_badly_it_is_explained(
    errors: object, problems: tuple[tuple[str, str, str], ...]
) -> None:
    with pytest.raises(CaseRefusedError) as caught:
        submit(Bench(httpx.Response(422, content=json.dumps({"errors": errors}))).client)
    assert [(problem.field, problem.code, problem.message) for problem in caught.value.problems] == list(problems)


@pytest.mark.parametrize(("status", "error"), [(429, RateLimitedError), (503, UnavailableError)])
def test_a_wish_for_patience_is_handed_to_the_caller(status: int, error: type[BossError]) -> None:
    answer = httpx.Response(status, json=problem_body("busy"), headers={"Retry-After": "120"})
    with pytest.raises(error) as caught:
        Bench(answer).client.get_account()
    assert caught.value.retry_after == 120.0


@pytest.mark.parametrize("call", ALL_CALLS)
@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("busy")]
)
def test_without_a_connection_nothing_was_done(
    call: Callable[[BossClient], object], failure: httpx.RequestError
) -> None:
    with pytest.raises(UnavailableError):
        call(Bench(failure).client)


UNCLEAR: list[Step] = [
    httpx.ReadTimeout("slow"),
    httpx.ReadError("reset"),
    httpx.RemoteProtocolError("cut off"),
    httpx.Response(500, json=problem_body("oops")),
    httpx.Response(502, html="<h1>Bad Gateway</h1>"),
    httpx.Response(504),
    httpx.Response(408),
    httpx.Response(303, headers={"Location": "https://elsewhere.example/"}),
    httpx.Response(200, html="<h1>Willkommen</h1>"),
    httpx.Response(201),
    httpx.Response(200, content=b'{"case_number": "A-'),
]


@pytest.mark.parametrize("step", UNCLEAR)
def test_a_submission_without_a_clear_answer_may_have_been_done(step: Step) -> None:
    bench = Bench(step)
    with pytest.raises(OutcomeUnknownError):
        submit(bench.client)
    assert len(bench.http) == 1


@pytest.mark.parametrize("call", READS)
@pytest.mark.parametrize("step", UNCLEAR)
def test_a_read_without_a_clear_answer_has_done_nothing(call: Callable[[BossClient], object], step: Step) -> None:
    bench = Bench(step)
    with pytest.raises(UnavailableError):
        call(bench.client)
    assert len(bench.http) == 1


@pytest.mark.parametrize(
    "body", [{}, [], "done", {**case_body(), "version": None}, case_body(client_reference="another")]
)
def test_a_submission_whose_answer_cannot_be_understood_may_have_been_done(body: object) -> None:
    with pytest.raises(OutcomeUnknownError) as caught:
        submit(Bench(ok(body, 201)).client)
    assert isinstance(caught.value, ContractBrokenError)


@pytest.mark.parametrize("code", ["Erika Mustermann", "", 5, None, "x" * 65, "a\nb"])
def test_a_code_that_is_none_is_not_kept(code: object) -> None:
    with pytest.raises(AccountNotReadyError) as caught:
        Bench(ok({"code": code}, 403)).client.get_account()
    assert caught.value.code is None


@pytest.mark.parametrize("call", ALL_CALLS)
@pytest.mark.parametrize(
    "step",
    [
        *[ok({**validation_problem_body(), "code": "Mustermann"}, status) for status in (400, 401, 403, 404, 409)],
        *[ok({**validation_problem_body(), "case_number": "Mustermann"}, status) for status in (409, 410, 422, 500)],
        ok({**case_body(), "version": "Mustermann", "Mustermann": "Erika"}),
        httpx.Response(200, html="Mustermann"),
        httpx.ReadTimeout(f"Mustermann {AUTHENTICATION_CODE}"),
        httpx.ConnectError(f"Mustermann {AUTHENTICATION_CODE}"),
    ],
)
def test_an_error_tells_neither_a_code_nor_a_persons_name(call: Callable[[BossClient], object], step: Step) -> None:
    bench = Bench(step)
    with pytest.raises(BossError) as caught:
        call(bench.client)
    told = everything_told_by(caught.value)
    authorization = bench.http.last_request.headers["Authorization"].removeprefix("Basic ")
    for secret in (AUTHENTICATION_CODE, authorization, "Mustermann", "erika@example.org"):
        assert secret not in told


def test_an_error_says_what_it_means_with_status_and_code() -> None:
    with pytest.raises(AccountNotReadyError) as caught:
        Bench(ok(problem_body("queries_not_enabled"), 403)).client.get_account()
    assert str(caught.value) == "The gateway does not let the account work yet (HTTP 403, queries_not_enabled)"
