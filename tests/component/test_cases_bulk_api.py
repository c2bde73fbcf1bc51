"""The same done with many cases by a program: what became of each, once under a key."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.account import GatewayTerms
from shared.domain.api_token import Scope
from shared.domain.cases.case import Closing, Transfer
from shared.domain.cases.command import CommandKind
from shared.domain.cases.command_payloads import PauseCase, ReportPayment
from shared.domain.money import Money
from shared.work import QueueError, WorkQueue
from tests.component.cases_bench import Bench, add, add_accepted
from tests.component.programs import call, give_token
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from shared.domain.cases.command_payloads import CommandPayload
    from tests.component.calls import Answer
    from tests.component.world import World

PAUSE = {"action": "pause", "case_ids": ["case-1"], "until": "2026-12-24", "reason": "Ratenzahlung"}
PAYMENT = {"action": "report_payment", "value_date": "2026-11-24", "amounts": {"case-1": "50.50"}}


class Program(Bench):
    """A program of the merchant that may act on cases."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.activate()
        world.activate(OTHER_MERCHANT, "20002")
        terms = GatewayTerms(capabilities=frozenset({"payments", "pauses"}))
        world.stores.accounts_of(MERCHANT).save_activated(make_atriga_account(terms=terms), due_at=START)
        self.token = give_token(world, Scope.CASES_ACT)

    def act(self, body: object, key: str | None = "key-1", token: str | None = None) -> Answer:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Idempotency-Key": key} if key else {}
        return call(self.application, token or self.token, "POST", "/cases/bulk", body=raw, headers=headers)

    def ordered(self, case_id: str = "case-1") -> list[CommandPayload]:
        commands = self.world.stores.commands_of(MERCHANT).list_all(case_id)
        return [command.payload for command in commands if command.kind is not CommandKind.SUBMIT]

    def marks(self, case_id: str, merchant_id: str = MERCHANT) -> tuple[str, ...]:
        return self.world.stores.case_notes_of(merchant_id).get(case_id).marks


@pytest.fixture
def bench(world: World) -> Program:
    return Program(world)


def outcomes(answer: Answer) -> dict[str, str]:
    return {one["case_id"]: one["outcome"] for one in answer.json["items"]}


def test_a_pause_is_ordered_once_and_each_case_tells_what_became_of_it(bench: Program) -> None:
    add_accepted(bench, 1)
    add(bench, 2, transfer=Transfer.READY)
    add_accepted(bench, 3, closing=Closing(code="paid", text="", closed_at=START))
    body = {**PAUSE, "case_ids": ["case-3", "case-1", "case-9", "case-2", "case-1"]}
    first, second = bench.act(body), bench.act(body)
    assert (first.status, second.status) == (202, 202)
    assert first.json == second.json
    assert outcomes(first) == {
        "case-3": "not_offered",
        "case-1": "ordered",
        "case-9": "unknown_case",
        "case-2": "not_offered",
    }
    [command] = [
        one for one in bench.world.stores.commands_of(MERCHANT).list_all("case-1") if one.kind is CommandKind.PAUSE
    ]
    assert [one["command_id"] for one in first.json["items"]] == [None, command.command_id, None, None]
    over = "atriga does not work on this case: it is not there yet, or it is over."
    assert [one["reason"] for one in first.json["items"]] == [over, None, None, over]
    assert isinstance(command.payload, PauseCase)
    assert (command.payload.until.isoformat(), command.payload.reason) == ("2026-12-24", "Ratenzahlung")
    message = {"merchant_id": MERCHANT, "case_id": "case-1", "command_id": command.command_id}
    assert bench.world.take_messages("commands") == [message, message]


def test_what_was_ordered_stays_ordered_when_the_case_takes_nothing_any_more(bench: Program) -> None:
    add_accepted(bench, 1)
    bench.act(PAUSE)
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "account_locked")
    assert outcomes(bench.act(PAUSE)) == {"case-1": "ordered"}
    assert outcomes(bench.act(PAUSE, "key-2")) == {"case-1": "not_offered"}
    assert len(bench.ordered()) == 1


def test_what_the_page_of_a_case_does_not_offer_is_not_offered_for_many_either(bench: Program) -> None:
    add_accepted(bench, 1)
    add_accepted(bench, 2, processing="paused")
    bench.act(PAUSE)
    answer = bench.act({**PAUSE, "case_ids": ["case-1", "case-2"], "until": "2026-12-31"}, "key-2")
    assert outcomes(answer) == {"case-1": "not_offered", "case-2": "not_offered"}
    assert [one["reason"] for one in answer.json["items"]] == [
        "You ordered this already, and it is being told to atriga.",
        "This case rests already.",
    ]
    assert (len(bench.ordered("case-1")), bench.ordered("case-2")) == (1, [])


def test_a_repeat_on_another_day_is_answered_as_the_first_time(bench: Program) -> None:
    add_accepted(bench, 1)
    tomorrow = {**PAUSE, "until": "2026-11-25"}
    first = bench.act(tomorrow)
    bench.world.clock.move(timedelta(hours=14))
    assert bench.act(tomorrow).json == first.json
    assert bench.act(tomorrow, "key-2").status == 422
    assert len(bench.ordered()) == 1


def test_payments_are_reported_with_the_amount_of_each_case(bench: Program) -> None:
    for number in (1, 2):
        add_accepted(bench, number)
    answer = bench.act({**PAYMENT, "amounts": {"case-1": "50.50", "case-2": "7", "case-9": "1"}})
    assert (answer.status, answer.json["action"]) == (202, "report_payment")
    assert outcomes(answer) == {"case-1": "ordered", "case-2": "ordered", "case-9": "unknown_case"}
    for case_id, amount in (("case-1", "50.50"), ("case-2", "7.00")):
        [payload] = bench.ordered(case_id)
        assert isinstance(payload, ReportPayment)
        assert payload.amount == Money.of(amount, "EUR")


def test_payments_for_nothing_but_unknown_cases_are_told_so(bench: Program) -> None:
    answer = bench.act({**PAYMENT, "amounts": {"case-9": "1"}})
    assert (answer.status, outcomes(answer)) == (202, {"case-9": "unknown_case"})


@pytest.mark.parametrize(
    ("first", "second"),
    [(PAUSE, {**PAUSE, "until": "2026-12-31"}), (PAYMENT, {**PAYMENT, "amounts": {"case-1": "60"}}), (PAUSE, PAYMENT)],
    ids=["another day", "another amount", "something else"],
)
def test_what_differs_under_the_same_key_is_told_of_its_case_and_the_first_stands(
    bench: Program, first: dict[str, object], second: dict[str, object]
) -> None:
    add_accepted(bench, 1)
    bench.act(first)
    before = bench.ordered()
    answer = bench.act(second)
    assert outcomes(answer) == {"case-1": "ordered_otherwise"}
    assert answer.json["items"][0]["command_id"] is None
    assert bench.ordered() == before


def test_orders_are_kept_even_where_the_queue_takes_nothing(bench: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    add_accepted(bench, 1)

    def refuse(*_: object, **__: object) -> None:
        raise QueueError

    monkeypatch.setattr(WorkQueue, "send", refuse)
    assert outcomes(bench.act(PAUSE)) == {"case-1": "ordered"}
    assert len(bench.ordered()) == 1


def test_cases_are_marked_and_unmarked_without_a_key(bench: Program) -> None:
    for number in (1, 2):
        add(bench, number)
    body = {"action": "mark", "case_ids": ["case-1", "case-2", "case-9"], "mark": " Anwalt "}
    for _ in range(2):
        answer = bench.act(body, key=None)
        assert answer.status == 200
        assert outcomes(answer) == {"case-1": "marked", "case-2": "marked", "case-9": "unknown_case"}
    assert bench.marks("case-1") == bench.marks("case-2") == ("Anwalt",)
    assert bench.marks("case-9") == ()
    for _ in range(2):
        answer = bench.act({"action": "unmark", "case_ids": ["case-2", "case-9"], "mark": "Anwalt"}, key=None)
        assert outcomes(answer) == {"case-2": "unmarked", "case-9": "unknown_case"}
    assert (bench.marks("case-1"), bench.marks("case-2")) == (("Anwalt",), ())


def test_a_case_that_carries_as_many_marks_as_it_may_is_told(bench: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.store.case_notes.MOST_MARKS_OF_A_CASE", 1)
    for number in (1, 2):
        add(bench, number)
    bench.act({"action": "mark", "case_ids": ["case-1"], "mark": "a"})
    answer = bench.act({"action": "mark", "case_ids": ["case-1", "case-2"], "mark": "b"})
    assert outcomes(answer) == {"case-1": "too_many_marks", "case-2": "marked"}
    monkeypatch.setattr("functions.cases_api.table.marking_routes.MOST_MARKS", 2)
    refused = bench.act({"action": "mark", "case_ids": ["case-2"], "mark": "c"})
    assert (refused.status, refused.json["errors"][0]["field"]) == (422, "mark")
    assert bench.marks("case-2") == ("b",)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"no json", "body"),
        (b"[]", "body"),
        ({}, "action"),
        ({**PAUSE, "action": "withdraw"}, "action"),
        ({**PAUSE, "amounts": {"case-1": "1"}}, "amounts"),
        ({**PAUSE, "case_ids": []}, "case_ids"),
        ({**PAUSE, "case_ids": "case-1"}, "case_ids"),
        ({**PAUSE, "case_ids": ["x" * 65]}, "case_ids.0"),
        ({**PAUSE, "case_ids": ["case-1"] * 101}, "case_ids"),
        ({"action": "pause", "case_ids": ["case-1"]}, "until"),
        ({**PAUSE, "until": "2026-11-24"}, "until"),
        ({**PAUSE, "until": "tomorrow"}, "until"),
        ({**PAUSE, "until": 20261224}, "until"),
        ({**PAUSE, "reason": "x" * 501}, "reason"),
        ({**PAYMENT, "amounts": {}}, "amounts"),
        ({**PAYMENT, "amounts": {"case-1": "0.00"}}, "amounts.case-1"),
        ({**PAYMENT, "amounts": {"case-1": "-5"}}, "amounts.case-1"),
        ({**PAYMENT, "amounts": {"case-1": "50,50"}}, "amounts.case-1"),
        ({**PAYMENT, "amounts": {"case-1": 50}}, "amounts.case-1"),
        ({**PAYMENT, "amounts": {"case-1": "1" * 10}}, "amounts.case-1"),
        ({**PAYMENT, "value_date": "2026-11-25"}, "value_date"),
        ({**PAYMENT, "value_date": "2026-08-31"}, "value_date"),
        ({**PAYMENT, "case_ids": ["case-1"]}, "case_ids"),
        ({"action": "mark", "case_ids": ["case-1"], "mark": ""}, "mark"),
        ({"action": "mark", "case_ids": ["case-1"], "mark": "x" * 31}, "mark"),
        ({"action": "unmark", "case_ids": ["case-1"]}, "mark"),
    ],
)
def test_a_body_that_cannot_be_taken_names_the_field_and_changes_nothing(
    bench: Program, body: object, field: str
) -> None:
    add_accepted(bench, 1)
    answer = bench.act(body)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert "xxx" not in answer.body
    assert (bench.ordered(), bench.marks("case-1")) == ([], ())


@pytest.mark.parametrize("key", [None, "k" * 65])
def test_an_order_needs_a_key(bench: Program, key: str | None) -> None:
    add_accepted(bench, 1)
    for body in (PAUSE, PAYMENT):
        answer = bench.act(body, key)
        assert (answer.status, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert bench.ordered() == []


def test_nobody_else_acts_on_the_cases(bench: Program) -> None:
    add_accepted(bench, 1)
    narrow = give_token(bench.world, Scope.CASES_READ, secret="n" * 43)
    stranger = give_token(bench.world, *Scope, merchant_id=OTHER_MERCHANT)
    mark = {"action": "mark", "case_ids": ["case-1"], "mark": "a"}
    for body in (PAUSE, PAYMENT, mark):
        assert bench.act(body, token=narrow).json["code"] == "insufficient_scope"
        assert outcomes(bench.act(body, token=stranger)) == {"case-1": "unknown_case"}
    assert (bench.ordered(), bench.marks("case-1"), bench.marks("case-1", OTHER_MERCHANT)) == ([], (), ())


def test_the_pages_send_json_without_a_token_of_a_form(bench: Program) -> None:
    add(bench, 1)
    answer = bench.post("/cases/bulk", json.dumps({"action": "mark", "case_ids": ["case-1"], "mark": "a"}).encode())
    assert (answer.status, outcomes(answer)) == (200, {"case-1": "marked"})
