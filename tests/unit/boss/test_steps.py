"""Optional operations: sent as the contract says, only where they were announced, and with a code that is good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest

from shared.boss.calls import NO_CODE
from shared.boss.client import BossClient, KnownCode
from shared.boss.document_calls import DocumentTooLargeError
from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CapabilityMissingError,
    CircuitOpenError,
    ConflictError,
    CredentialsRefusedError,
    OutcomeUnknownError,
    RateLimitedError,
    UnavailableError,
)
from shared.domain.capability import Capability
from shared.domain.cases.case import CourtQuestion, Inquiry, InstalmentPlan
from shared.domain.cases.command_payloads import MAXIMUM_DOCUMENT_BYTES
from shared.domain.money import Money
from tests.unit.boss.examples import CASE_NUMBER, account_body, case_body, inquiry_body, money_body, problem_body
from tests.unit.boss.fakes import BASE_URL, Bench
from tests.unit.boss.steps import PAYMENT, STEPS, UPLOAD

if TYPE_CHECKING:
    from collections.abc import Callable


def answer(status: int, body: object) -> httpx.Response:
    return httpx.Response(status) if body is None else httpx.Response(status, json=body)


@pytest.mark.parametrize("name", STEPS)
def test_every_operation_is_one_request(name: str) -> None:
    step = STEPS[name]
    bench = Bench(answer(step.status, step.answer))
    step.call(bench.client)
    assert bench.calls == [step.request]


@pytest.mark.parametrize("name", STEPS)
def test_an_operation_that_was_not_announced_is_refused_before_it_is_sent(name: str) -> None:
    step = STEPS[name]
    bench = Bench(capabilities=frozenset(Capability) - {step.capability})
    assert not bench.client.offers(step.capability)
    with pytest.raises(CapabilityMissingError) as refused:
        step.call(bench.client)
    assert refused.value.capability == step.capability.value
    assert bench.calls == []


def test_a_test_case_needs_the_ability_for_it_and_a_live_one_does_not() -> None:
    from tests.unit.boss.examples import a_case  # noqa: PLC0415 -- only this test hands a case over

    bench = Bench(answer(201, case_body()), capabilities=frozenset())
    with pytest.raises(CapabilityMissingError):
        bench.client.submit_case(a_case(), idempotency_key="k", test=True)
    bench.client.submit_case(a_case(), idempotency_key="k", test=False)
    assert bench.calls == ["POST /cases"]


def test_an_ability_that_was_taken_back_does_not_stop_the_account() -> None:
    bench = Bench(answer(403, problem_body("capability_not_granted")), answer(403, problem_body("new_step")))
    with pytest.raises(CapabilityMissingError):
        bench.client.report_payment(CASE_NUMBER, PAYMENT, reference="c-1")
    with pytest.raises(AccountNotReadyError):
        bench.client.report_payment(CASE_NUMBER, PAYMENT, reference="c-1")


def test_amounts_and_references_go_out_exactly() -> None:
    bench = Bench(answer(201, case_body()))
    bench.client.report_payment(CASE_NUMBER, PAYMENT, reference="c-1")
    assert json.loads(bench.http.last_request.content) == {
        "payment_reference": "c-1",
        "amount": {"amount": "10.00", "currency": "EUR"},
        "value_date": "2026-11-20",
        "order_reference": "123456_2026_05",
    }


def test_a_document_goes_out_as_a_form_and_one_that_is_too_large_does_not() -> None:
    bench = Bench(answer(201, STEPS["upload"].answer))
    bench.client.upload_document(CASE_NUMBER, UPLOAD, b"%PDF", reference="c-1")
    request = bench.http.last_request
    assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    for part in (b'name="document_reference"', b"c-1", b'name="kind"', b"invoice", b'filename="r.pdf"', b"%PDF"):
        assert part in request.read()
    with pytest.raises(DocumentTooLargeError):
        bench.client.upload_document(CASE_NUMBER, UPLOAD, bytes(MAXIMUM_DOCUMENT_BYTES + 1), reference="c-2")
    assert len(bench.http) == 1


def test_everything_that_a_case_may_hold_is_read() -> None:
    body = case_body(
        instalment_plan={"rate": money_body("25.00"), "next_due": "2026-12-01", "kept": True, "new": 1},
        court_decision_needed={"advance": money_body("32.00"), "until": "2026-12-31", "solvency": "good"},
        inquiries=[inquiry_body(answer_type="colour"), {"inquiry_id": 5}],
    )
    case = Bench(answer(200, body)).client.get_case(CASE_NUMBER)
    assert case.instalment_plan is not None
    assert case.instalment_plan.rate == Money.of("25.00", "EUR")
    assert case.court_decision_needed is not None
    assert case.court_decision_needed.advance == Money.of("32.00", "EUR")
    assert [inquiry.answer_type for inquiry in case.inquiries] == ["colour"]
    assert isinstance(case.inquiries[0], Inquiry)


@pytest.mark.parametrize("broken", [5, "x", [], {}, {"rate": 5, "advance": "x", "next_due": "soon", "until": 1}])
def test_optional_parts_that_cannot_be_read_are_left_out(broken: object) -> None:
    body = case_body(instalment_plan=broken, court_decision_needed=broken, inquiries=broken)
    case = Bench(answer(200, body)).client.get_case(CASE_NUMBER)
    assert case.inquiries == ()
    assert case.instalment_plan in {None, InstalmentPlan()}
    assert case.court_decision_needed in {None, CourtQuestion()}


class ChangingCode:
    """A code that the merchant renews; ``None`` where there is none."""

    def __init__(self, recent: str | None, fresh: str | None) -> None:
        self._codes = {False: recent, True: fresh}

    def read(self, *, anew: bool) -> str | None:
        return self._codes[anew]


def test_a_code_that_was_renewed_is_tried_once() -> None:
    bench = Bench(
        answer(401, problem_body("invalid_credentials")), answer(200, account_body()), codes=ChangingCode("old", "new")
    )
    assert bench.client.get_account().name == "Lampenladen GmbH"
    first, second = bench.http.requests
    assert first.headers["Authorization"] != second.headers["Authorization"]


@pytest.mark.parametrize(("recent", "fresh", "requests"), [("old", "old", 1), ("old", None, 1), (None, None, 0)])
def test_a_code_that_is_refused_and_was_not_renewed_is_refused(
    recent: str | None, fresh: str | None, requests: int
) -> None:
    bench = Bench(answer(401, problem_body("invalid_credentials")), codes=ChangingCode(recent, fresh))
    with pytest.raises(CredentialsRefusedError) as refused:
        bench.client.get_account()
    assert len(bench.http) == requests
    assert refused.value.code == ("invalid_credentials" if fresh else NO_CODE)


class CountingBreaker:
    """Counts what it takes for a gateway that is away."""

    def __init__(self) -> None:
        self.failures: list[type[Exception]] = []
        self.is_open = False

    def call[Result](self, function: Callable[[], Result]) -> Result:
        if self.is_open:
            raise CircuitOpenError
        try:
            return function()
        except BossError as error:
            self.failures.append(type(error))
            raise


@pytest.mark.parametrize(
    ("step", "expected", "failures"),
    [
        (httpx.Response(503), UnavailableError, [UnavailableError]),
        (httpx.Response(500), OutcomeUnknownError, [OutcomeUnknownError]),
        (httpx.ReadTimeout("x"), OutcomeUnknownError, [OutcomeUnknownError]),
        (httpx.ConnectError("x"), UnavailableError, [UnavailableError]),
        (answer(429, problem_body("rate_limited")), RateLimitedError, []),
        (answer(401, problem_body("invalid_credentials")), CredentialsRefusedError, []),
        (answer(409, problem_body("fee_changed")), ConflictError, []),
    ],
)
def test_only_a_missing_answer_counts_against_the_gateway(
    step: httpx.Response | Exception, expected: type[BossError], failures: list[type[Exception]]
) -> None:
    breaker = CountingBreaker()
    bench = Bench(step)
    client = BossClient(
        BASE_URL, "4711", KnownCode("c"), bench.http.client, capabilities=frozenset(Capability), breaker=breaker
    )
    with pytest.raises(expected):
        client.resume_case(CASE_NUMBER)
    assert breaker.failures == failures


def test_a_gateway_that_is_known_to_be_away_hears_nothing() -> None:
    breaker = CountingBreaker()
    breaker.is_open = True
    bench = Bench()
    client = BossClient(BASE_URL, "4711", KnownCode("c"), bench.http.client, breaker=breaker)
    with pytest.raises(CircuitOpenError):
        client.get_account()
    assert len(bench.http) == 0


def test_pushes_are_ended_without_any_ability() -> None:
    bench = Bench(httpx.Response(204), capabilities=frozenset())
    bench.client.unsubscribe()
    assert bench.calls == ["DELETE /subscription"]
