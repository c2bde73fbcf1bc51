"""The actions of a case as JSON: what is offered at which price, and ordering with a key that makes a repeat safe."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.boss.errors import CredentialsRefusedError
from shared.domain.account import GatewayTerms
from shared.domain.cases.case import CourtQuestion
from shared.domain.cases.command_payloads import PauseCase, ReportPayment, WithdrawalReason, WithdrawCase
from tests.component.case_bench import CASE, CaseBench, euros
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.calls import Answer
    from tests.component.world import World

PAUSE = b'{"until": "2026-12-24", "reason": "Ratenzahlung"}'
WITHDRAWAL = b'{"reason": "paid", "accepted_price": {"amount": "15.00", "currency": "EUR"}}'


@pytest.fixture
def bench(world: World) -> CaseBench:
    bench = CaseBench(world, court_decision_needed=CourtQuestion(advance=euros("32.00"), until=date(2026, 12, 10)))
    bench.gateway.fee = euros("15.00")
    return bench


def listed(answer: Answer) -> dict[str, Any]:
    return {action["kind"]: action for action in answer.json["items"]}


def test_every_action_is_listed_with_its_price_or_why_it_is_not_offered(bench: CaseBench) -> None:
    actions = listed(bench.get(f"{CASE}/actions"))
    assert actions["withdraw"] == {
        "kind": "withdraw",
        "offered": True,
        "reason": None,
        "price": {"amount": "15.00", "currency": "EUR"},
        "price_unknown": None,
    }
    assert actions["decide_court"]["price"] == {"amount": "32.00", "currency": "EUR"}
    assert actions["pause"]["offered"]
    assert actions["pause"]["price"] is None
    assert not actions["resume"]["offered"]
    assert actions["resume"]["reason"] == "This case does not rest at present."
    assert bench.get(f"{CASE}/actions/withdraw").json == actions["withdraw"]
    assert bench.page(f"{CASE}/actions").headers["Location"] == CASE


def test_a_price_that_atriga_does_not_tell_now_is_unknown_and_not_nothing(bench: CaseBench) -> None:
    bench.lose_gateway(1)
    withdrawal = listed(bench.get(f"{CASE}/actions"))["withdraw"]
    assert withdrawal["offered"]
    assert (withdrawal["price"], withdrawal["price_unknown"]) == (None, "atriga_away")
    bench.gateway.why_not_withdrawable = "Der Fall ist vor Gericht."
    withdrawal = bench.get(f"{CASE}/actions/withdraw").json
    assert (withdrawal["offered"], withdrawal["reason"]) == (False, "Der Fall ist vor Gericht.")


def test_the_same_key_and_content_order_once(bench: CaseBench) -> None:
    answers = [bench.call("pause", PAUSE) for _ in range(2)]
    assert [answer.status for answer in answers] == [202, 202]
    assert answers[0].json == answers[1].json == {"command_id": bench.commands[0].command_id, "kind": "pause"}
    assert answers[0].headers["Location"] == CASE
    assert bench.ordered == [PauseCase(until=date(2026, 12, 24), reason="Ratenzahlung")]


def test_a_repeat_on_another_day_is_answered_as_the_first_time(world: World) -> None:
    world.clock.move(timedelta(hours=10))
    bench, tomorrow = CaseBench(world), b'{"until": "2026-11-25"}'
    first = bench.call("pause", tomorrow)
    world.clock.move(timedelta(hours=10))
    assert bench.call("pause", tomorrow).json == first.json
    assert bench.call("pause", tomorrow, "another key").status == 409
    assert bench.ordered == [PauseCase(until=date(2026, 11, 25), reason=None)]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("withdraw", WITHDRAWAL),
        ("decide_court", b'{"decision": "approve", "accepted_price": {"amount": "32.00", "currency": "EUR"}}'),
        ("reduce", b'{"amount": "1.00"}'),
    ],
)
def test_the_same_key_for_another_action_is_refused(bench: CaseBench, kind: str, body: bytes) -> None:
    bench.call("pause", PAUSE)
    answer = bench.call(kind, body)
    assert (answer.status, answer.json["code"]) == (409, "idempotency_key_reused")
    assert len(bench.ordered) == 1


def test_the_same_key_for_something_else_is_refused(bench: CaseBench) -> None:
    bench.call("pause", PAUSE)
    answer = bench.call("pause", b'{"until": "2026-12-31"}')
    assert (answer.status, answer.json["code"]) == (409, "idempotency_key_reused")
    assert len(bench.ordered) == 1


def test_amounts_are_decimals_with_a_point(bench: CaseBench) -> None:
    body = {"amount": "50.50", "value_date": "2026-11-20", "order_id": "1_2026_09"}
    assert bench.call("report_payment", json.dumps(body).encode()).status == 202
    assert bench.ordered == [ReportPayment(amount=euros("50.50"), value_date=date(2026, 11, 20), order_id="1_2026_09")]


def test_a_withdrawal_needs_the_price_of_today(bench: CaseBench) -> None:
    bench.gateway.fee = euros("45.00")
    for body in (WITHDRAWAL, b'{"reason": "paid"}'):
        answer = bench.call("withdraw", body)
        assert (answer.status, answer.json["code"]) == (409, "price_changed")
        [error] = answer.json["errors"]
        assert (error["field"], "45.00 EUR" in error["message"]) == ("accepted_price", True)
    assert bench.ordered == []
    bench.gateway.fee = euros("15.00")
    assert bench.call("withdraw", WITHDRAWAL).status == 202
    bench.lose_gateway(1)
    assert bench.call("withdraw", WITHDRAWAL).status == 202
    assert bench.ordered == [WithdrawCase(reason=WithdrawalReason.PAID, accepted_fee=euros("15.00"))]


@pytest.mark.parametrize("amount", ["15", "15.0", "16.5"])
def test_a_price_may_be_written_shorter_and_may_be_above_that_of_today(bench: CaseBench, amount: str) -> None:
    body = {"reason": "paid", "accepted_price": {"amount": amount, "currency": "EUR"}}
    assert bench.call("withdraw", json.dumps(body).encode()).status == 202
    assert bench.ordered == [WithdrawCase(reason=WithdrawalReason.PAID, accepted_fee=euros("15.00"))]


def test_what_is_not_to_be_had_is_told_with_a_stable_code(bench: CaseBench) -> None:
    bench.lose_gateway(1)
    away = bench.call("withdraw", WITHDRAWAL)
    assert (away.status, away.json["code"], away.headers["Retry-After"]) == (503, "atriga_away", "60")
    bench.gateway.fail_before = [CredentialsRefusedError()]
    assert bench.call("withdraw", WITHDRAWAL).json["code"] == "account_refused"
    bench.gateway.why_not_withdrawable = "<b>nein</b>"
    assert bench.call("withdraw", WITHDRAWAL).json["code"] == "action_not_possible"
    assert bench.call("resume", b"").json["code"] == "action_not_offered"
    bench.set_account(terms=GatewayTerms())
    refused = bench.call("pause", PAUSE)
    assert (refused.status, refused.json["code"]) == (409, "action_not_offered")
    assert bench.ordered == []


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("pause", b'{"until": "2026-11-24"}', "until"),
        ("pause", b'{"until": 20261224}', "until"),
        ("pause", b'{"until": "2026-12-24", "reason": "' + b"x" * 501 + b'"}', "reason"),
        ("pause", b'{"until": "2026-12-24", "surprise": "1"}', "surprise"),
        ("report_payment", b'{"amount": "50,000.5.5", "value_date": "2026-11-20"}', "amount"),
        ("withdraw", b'{"reason": "paid", "accepted_price": "15.00"}', "accepted_price"),
        (
            "withdraw",
            b'{"reason": "paid", "accepted_price": {"amount": "15,00", "currency": "EUR"}}',
            "accepted_price.amount",
        ),
        (
            "withdraw",
            b'{"reason": "paid", "accepted_price": {"amount": "15.00", "currency": "eur"}}',
            "accepted_price.currency",
        ),
        ("pause", b"no json", "body"),
        ("pause", b"", "until"),
    ],
)
def test_a_body_that_cannot_be_taken_names_the_field_and_repeats_nothing(
    bench: CaseBench, kind: str, body: bytes, field: str
) -> None:
    answer = bench.call(kind, body)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert field in {error["field"] for error in answer.json["errors"]}
    assert "xxx" not in answer.body
    assert bench.ordered == []


@pytest.mark.parametrize("key", [None, "k" * 65])
def test_a_call_needs_a_key(bench: CaseBench, key: str | None) -> None:
    answer = bench.call("pause", PAUSE, key)
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"


def test_the_case_itself_is_answered_as_the_contract_says(bench: CaseBench) -> None:
    row = bench.get(CASE).json
    assert (row["case_id"], row["next_step"], row["marks"]) == ("case-1", "decide_court", [])
    assert MERCHANT not in json.dumps(row)
