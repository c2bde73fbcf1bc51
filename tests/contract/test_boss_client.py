"""What the BOSS client sends, and every example that its unit tests read, fit the gateway's (assumed) contract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import yaml

from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CaseRefusedError,
    CredentialsRefusedError,
    CursorExpiredError,
    DuplicateReferenceError,
    NotFoundError,
    RateLimitedError,
    UnavailableError,
)
from tests.contract.openapi import ContractChecker
from tests.unit.boss.examples import (
    CASE_ID,
    CASE_NUMBER,
    a_case,
    a_case_of_which_little_is_known,
    account_body,
    case_body,
    change_page_body,
    closed_case_body,
    problem_body,
    rejected_case_body,
    smallest_case_body,
    validation_problem_body,
)
from tests.unit.boss.fakes import Bench
from tests.unit.boss.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.boss.client import BossClient
    from shared.domain.cases.case import Case
    from tests.unit.scripted_http import Step

CONTRACT_FILE = Path(__file__).parents[2] / "contracts" / "boss-gateway.openapi.yaml"
CONTRACT = ContractChecker(CONTRACT_FILE)

type Call = Callable[[BossClient], object]


def answer(status: int, body: object = None) -> Step:
    """Answer once the answer and the request that asked for it fit the contract."""
    response = httpx.Response(status, json=body)

    def check_and_answer(request: httpx.Request) -> httpx.Response:
        CONTRACT.check(request, response)
        return response

    return check_and_answer


def get_account(client: BossClient) -> object:
    return client.get_account()


def submit_case(client: BossClient) -> object:
    return client.submit_case(a_case(), idempotency_key="command-1", test=True)


def find_case(client: BossClient) -> object:
    return client.find_case(CASE_ID)


def get_case(client: BossClient) -> object:
    return client.get_case(CASE_NUMBER)


def list_changes(client: BossClient) -> object:
    return client.list_changes("n-1", 500)


@pytest.mark.parametrize(
    ("call", "status", "body"),
    [
        (get_account, 200, account_body()),
        (submit_case, 201, case_body()),
        (submit_case, 200, case_body()),
        (find_case, 200, {"items": []}),
        (find_case, 200, {"items": [case_body()]}),
        (get_case, 200, case_body()),
        (get_case, 200, rejected_case_body()),
        (get_case, 200, closed_case_body()),
        (get_case, 200, smallest_case_body()),
        (list_changes, 200, change_page_body()),
        (lambda client: client.list_changes(None, 1), 200, change_page_body(items=[])),
    ],
)
def test_every_call_and_its_answer_fit(call: Call, status: int, body: object) -> None:
    bench = Bench(answer(status, body))
    call(bench.client)
    assert len(bench.http) == 1


@pytest.mark.parametrize(
    "case",
    [
        a_case(),
        a_case_of_which_little_is_known(),
        a_case(disputed=True, portal_account_name="x" * 100),
        a_case(positions=a_case().positions * 50),
    ],
)
@pytest.mark.parametrize("test", [True, False])
def test_every_kind_of_case_is_submitted_as_the_contract_asks(case: Case, test: bool) -> None:  # noqa: FBT001 -- a parameter
    bench = Bench(answer(201, case_body()))
    bench.client.submit_case(case, idempotency_key="k" * 64, test=test)
    assert len(bench.http) == 1


@pytest.mark.parametrize(
    ("call", "status", "body", "error"),
    [
        *[
            (call, 401, problem_body("invalid_credentials"), CredentialsRefusedError)
            for call in (get_account, submit_case, find_case, list_changes)
        ],
        *[
            (call, 403, problem_body(code), AccountNotReadyError)
            for call in (get_account, submit_case)
            for code in ("account_not_activated", "bank_account_unverified", "queries_not_enabled")
        ],
        *[
            (call, 429, problem_body("rate_limited"), RateLimitedError)
            for call in (get_account, submit_case, find_case, list_changes)
        ],
        *[
            (call, 503, problem_body("unavailable"), UnavailableError)
            for call in (get_account, submit_case, find_case, list_changes)
        ],
        (get_case, 404, problem_body("not_found"), NotFoundError),
        (submit_case, 409, problem_body("duplicate_reference", case_number=CASE_NUMBER), DuplicateReferenceError),
        (submit_case, 422, validation_problem_body(), CaseRefusedError),
        (list_changes, 410, None, CursorExpiredError),
    ],
)
def test_every_refusal_fits(call: Call, status: int, body: object, error: type[BossError]) -> None:
    with pytest.raises(error):
        call(Bench(answer(status, body)).client)


@pytest.mark.parametrize("name", STEPS)
def test_every_optional_operation_and_its_answer_fit(name: str) -> None:
    step = STEPS[name]
    response = httpx.Response(step.status) if step.answer is None else httpx.Response(step.status, json=step.answer)

    def check_and_answer(request: httpx.Request) -> httpx.Response:
        request.read()
        if request.headers.get("Content-Type", "").startswith("multipart/"):
            # The checker takes no bytes for the ``format: binary`` of a form's file.
            CONTRACT.check_response(request, response)
        else:
            CONTRACT.check(request, response)
        return response

    bench = Bench(check_and_answer)
    step.call(bench.client)
    assert bench.calls == [step.request]


def test_every_operation_of_the_contract_is_spoken() -> None:
    spoken = {
        *("getAccount", "submitCase", "findCases", "getCase", "listChanges", "unsubscribe"),
        *("reportPayment", "reduceClaim", "quoteWithdrawal", "withdrawCase", "pauseCase", "resumeCase"),
        *("decideCourtProceedings", "answerInquiry", "listDocuments", "uploadDocument", "listPayouts", "subscribe"),
    }
    contract = yaml.safe_load(CONTRACT_FILE.read_text(encoding="utf-8"))
    operations = {
        operation["operationId"]
        for path in contract["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    }
    assert spoken == operations
