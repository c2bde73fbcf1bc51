"""What programs read and answer about the orders of an export that were kept back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from functions.export.handler import Settings, compose
from shared.domain.api_token import Scope
from shared.domain.export import ExportState, ItemState
from shared.domain.finding import FindingCode
from shared.domain.parties.debtor import DebtorKind, Reminder, ReminderChannel
from shared.store.errors import TransactionLostError
from shared.store.exports import ExportRepository
from tests.component.export_bench import WORK, ExportBench, make_order
from tests.component.programs import Program, give_token
from tests.component.world import OTHER_MERCHANT

if TYPE_CHECKING:
    from shared.web.application import Application
    from tests.component.calls import Answer
    from tests.component.world import World

ORDER = "1_2026_09"
ITEM = f"/exports/export-1/items/{ORDER}"
ALL = "/exports/export-1/items"


@pytest.fixture
def bench(world: World) -> ExportBench:
    """An export that is through, whose first two orders were kept back because they seemed paid."""
    bench = ExportBench(world)
    for order_id in (ORDER, "2_2026_09"):
        bench.dreamrobot.orders[order_id] = make_order(order_id, paid_amount=Decimal("119.00"))
    bench.work()
    return bench


@pytest.fixture
def application(bench: ExportBench) -> Application:
    return compose(Settings.load(bench.world.environment), bench.world.clock)


@pytest.fixture
def program(bench: ExportBench, application: Application) -> Program:
    return Program(application, give_token(bench.world, Scope.EXPORTS_READ, Scope.EXPORTS_WRITE))


@pytest.fixture
def stranger(bench: ExportBench, application: Application) -> Program:
    bench.world.activate(OTHER_MERCHANT, "20002")
    return Program(application, give_token(bench.world, *Scope, merchant_id=OTHER_MERCHANT, secret="o" * 43))


def fields_of(answer: Answer) -> list[str]:
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    return [error["field"] for error in answer.json["errors"]]


def test_one_order_is_told_with_its_findings_and_what_may_be_answered(program: Program) -> None:
    shown = program.get(ITEM).json
    found = {one["code"]: one for one in shown.pop("findings")}
    assert found["paid"]["severity"] == "block"
    assert "bezahlt" in found["paid"]["text"]
    assert shown == {
        "export_id": "export-1",
        "order_id": ORDER,
        "state": "blocked",
        "case_id": None,
        "reminders": [],
        "answers": None,
        "answerable": ["debtor_kind", "disputed", "returned", "time_barred_reason", "reminders"],
        "page_url": f"https://app.example{ITEM}",
    }
    handed_over = program.get("/exports/export-1/items/3_2026_09").json
    assert (handed_over["state"], handed_over["answerable"]) == ("handed_over", [])
    assert handed_over["case_id"] is not None


def test_answers_are_kept_and_the_order_is_evaluated_again(bench: ExportBench, program: Program) -> None:
    bench.dreamrobot.orders[ORDER] = make_order(ORDER)
    reminder = {"sent_on": "2026-10-01", "channel": "letter", "credit_agency_notice": True}
    body = {
        "debtor_kind": "business",
        "disputed": False,
        "returned": False,
        "time_barred_reason": " Verhandlungen ",
        "reminders": [reminder],
    }
    answer = program.post(ITEM, body)
    assert (answer.status, answer.json["state"], answer.json["answerable"]) == (202, "received", [])
    kept = {**body, "time_barred_reason": "Verhandlungen", "answered_at": bench.world.clock().isoformat()}
    assert answer.json["answers"] == program.get(ITEM).json["answers"] == kept
    assert bench.world.take_messages("exports") == [WORK.model_dump()]
    bench.work()
    case = bench.cases.get(program.get(ITEM).json["case_id"])
    assert case is not None
    assert (case.debtor.kind, case.disputed) == (DebtorKind.BUSINESS, False)
    assert case.reminders == (
        Reminder(sent_on=date(2026, 10, 1), channel=ReminderChannel.LETTER, credit_agency_notice=True),
    )


def test_the_same_answers_again_are_answered_as_the_first_time_whatever_became_of_the_order(
    bench: ExportBench, program: Program
) -> None:
    bench.dreamrobot.orders[ORDER] = make_order(ORDER)
    first, second = (program.post(ITEM, {"disputed": False}) for _ in range(2))
    assert (first.status, first.json["state"]) == (second.status, second.json["state"]) == (202, "received")
    assert bench.world.take_messages("exports") == [WORK.model_dump()]
    bench.work()
    before = bench.items()
    last = program.post(ITEM, {"disputed": False})
    assert (last.status, last.json["state"]) == (202, "handed_over")
    assert bench.items() == before
    assert bench.world.take_messages("exports") == []


def test_what_is_not_named_stays_as_it_was_answered_and_null_takes_it_back(
    bench: ExportBench, program: Program
) -> None:
    reminder = {"sent_on": "2026-10-01", "channel": "unknown", "credit_agency_notice": None}
    program.post(ITEM, {"debtor_kind": "business", "disputed": True, "reminders": [{"sent_on": "2026-10-01"}]})
    bench.work()
    program.post(ITEM, {"disputed": None, "time_barred_reason": "Grund"})
    bench.work()
    answers = program.get(ITEM).json["answers"]
    del answers["answered_at"]
    assert answers == {
        "debtor_kind": "business",
        "disputed": None,
        "returned": None,
        "time_barred_reason": "Grund",
        "reminders": [reminder],
    }
    program.post(ITEM, {"reminders": []})
    assert program.get(ITEM).json["answers"]["reminders"] == []


def test_without_an_answer_the_order_is_evaluated_again_as_it_is(bench: ExportBench, program: Program) -> None:
    bench.dreamrobot.orders[ORDER] = make_order(ORDER)
    assert program.post(ITEM).status == 202
    bench.work()
    assert bench.items()[0].state is ItemState.HANDED_OVER


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"no json", "body"),
        (b"[]", "body"),
        (b'"yes"', "body"),
        ({"surprise": 1}, "surprise"),
        ({"debtor_kind": "unknown"}, "debtor_kind"),
        ({"debtor_kind": 1}, "debtor_kind"),
        ({"disputed": "no"}, "disputed"),
        ({"returned": True}, "returned"),
        ({"returned": 0}, "returned"),
        ({"time_barred_reason": "x" * 201}, "time_barred_reason"),
        ({"time_barred_reason": ["x"]}, "time_barred_reason"),
        ({"reminders": None}, "reminders"),
        ({"reminders": [{"sent_on": "gestern"}]}, "reminders.0.sent_on"),
        ({"reminders": [{"sent_on": "2026-10-01", "channel": "pigeon"}]}, "reminders.0.channel"),
        ({"reminders": [{"sent_on": "2026-10-01"}, {"sent_on": "2026-11-25"}]}, "reminders.1.sent_on"),
        ({"reminders": [{"sent_on": "2026-09-17"}]}, "reminders.0.sent_on"),
        ({"reminders": [{"sent_on": "2026-10-01"}] * 31}, "reminders"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_at_its_field_and_changes_nothing(
    bench: ExportBench, program: Program, body: object, field: str
) -> None:
    before = bench.items()
    assert field in fields_of(program.post(ITEM, body))
    assert bench.items() == before
    assert bench.state() is ExportState.DONE


def test_an_order_that_is_not_kept_back_takes_no_answer_and_says_so(bench: ExportBench, program: Program) -> None:
    program.post(ITEM, {"disputed": False})
    for path, is_disputed in ((ITEM, True), ("/exports/export-1/items/3_2026_09", False)):
        before = bench.items()
        answer = program.post(path, {"disputed": is_disputed})
        assert (answer.status, answer.json["code"]) == (409, "not_kept_back")
        assert bench.items() == before


def test_an_answer_that_another_window_came_before_is_not_said_to_be_taken(
    bench: ExportBench, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = ExportRepository.open_again
    came: list[bool] = []

    def come_before(*arguments: Any, **named: Any) -> None:
        if not came:
            came.append(True)
            program.post(ITEM, {"disputed": True})
        real(*arguments, **named)

    monkeypatch.setattr(ExportRepository, "open_again", come_before)
    answer = program.post(ITEM, {"disputed": False})
    assert (answer.status, answer.json["code"]) == (409, "not_kept_back")
    answers = bench.items()[0].answers
    assert answers is not None
    assert answers.disputed is True


def test_an_export_that_others_write_is_to_be_tried_again(
    bench: ExportBench, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object, **__: object) -> None:
        raise TransactionLostError(())

    monkeypatch.setattr(ExportRepository, "open_again", lose)
    for path in (ITEM, ALL):
        answer = program.post(path, {})
        assert (answer.status, answer.json["code"], answer.headers["Retry-After"]) == (503, "try_again", "5")
    assert bench.state() is ExportState.DONE


def test_all_orders_that_are_kept_back_are_evaluated_again(bench: ExportBench, program: Program) -> None:
    for order_id in (ORDER, "2_2026_09"):
        bench.dreamrobot.orders[order_id] = make_order(order_id)
    for raw in (b"", b"{}"):
        answer = program.post(ALL, raw)
        assert (answer.status, answer.json["state"]) == (202, "running")
        assert answer.json["counts"] == {"total": 3, "evaluated": 1, "blocked": 0, "cases": 1, "drafts": 0}
    bench.work()
    assert {item.state for item in bench.items()} == {ItemState.HANDED_OVER}
    again = program.post(ALL)
    assert (again.status, again.json["state"]) == (202, "done")


def test_a_body_that_says_something_is_refused_where_all_are_evaluated(bench: ExportBench, program: Program) -> None:
    assert fields_of(program.post(ALL, {"order_ids": [ORDER]})) == ["order_ids"]
    assert fields_of(program.post(ALL, b"[]")) == ["body"]
    assert bench.state() is ExportState.DONE


def test_an_order_alone_is_told_as_in_its_export(bench: ExportBench, program: Program) -> None:
    assert bench.codes_of(0) == {FindingCode.PAID}
    listed = program.get("/exports/export-1").json["items"][0]
    assert listed["findings"] == program.get(ITEM).json["findings"]


def test_nobody_else_reads_or_answers(bench: ExportBench, program: Program, stranger: Program) -> None:
    before = bench.items()
    reader = Program(program.application, give_token(bench.world, Scope.EXPORTS_READ, secret="r" * 43))
    writer = Program(program.application, give_token(bench.world, Scope.EXPORTS_WRITE, secret="w" * 43))
    for path in (ITEM, ALL):
        refused = reader.post(path, {})
        assert (refused.status, refused.json["code"]) == (403, "insufficient_scope")
        assert stranger.post(path, {}).status == 404
    assert writer.get(ITEM).status == 403
    assert stranger.get(ITEM).status == 404
    assert program.get("/exports/export-1/items/9_2026_09").status == 404
    assert program.post("/exports/export-9/items", {}).status == 404
    assert bench.items() == before
