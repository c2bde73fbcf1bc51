"""Exports as programs read them, and what they answer about orders that were kept back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from functions.export.handler import Settings, compose
from shared.domain.api_token import Scope
from shared.domain.export import ExportState, ItemState
from shared.domain.finding import FindingCode
from shared.domain.parties.debtor import DebtorKind, Reminder, ReminderChannel
from shared.store.exports import ExportRepository
from shared.store.table import TransactionLostError
from shared.web.paging import write_cursor
from tests.component.export_bench import WORK, ExportBench, make_order
from tests.component.programs import call, give_token
from tests.component.signed_in import SignedIn
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from shared.web.application import Application
    from tests.component.calls import Answer
    from tests.component.world import World

ORDER = "1_2026_09"
ITEM = f"/exports/export-1/items/{ORDER}"
ALL = "/exports/export-1/items"


class Program:
    """A program of the merchant that may read and write exports."""

    def __init__(self, application: Application, token: str) -> None:
        self.application = application
        self.token = token

    def get(self, path: str, **query: str) -> Answer:
        return call(self.application, self.token, "GET", path, query=query)

    def post(self, path: str, body: object = None) -> Answer:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return call(self.application, self.token, "POST", path, body=raw)


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


def take_in(bench: ExportBench, *export_ids: str) -> None:
    """Take exports in, a second after each other."""
    for export_id in export_ids:
        bench.world.clock.move(timedelta(seconds=1))
        bench.take_in(export_id)


def ids(answer: Answer) -> list[str]:
    return [one["export_id"] for one in answer.json["items"]]


def fields_of(answer: Answer) -> list[str]:
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    return [error["field"] for error in answer.json["errors"]]


def test_exports_are_listed_with_how_far_they_are(bench: ExportBench, program: Program) -> None:
    take_in(bench, "export-2")
    second, first = program.get("/exports").json["items"]
    address = "https://app.example/exports/export-1"
    assert first == {
        "export_id": "export-1",
        "source": "app",
        "created_at": START.isoformat(),
        "state": "done",
        "waiting_for": None,
        "waiting_until": None,
        "total": 3,
        "counts": {"total": 3, "evaluated": 3, "blocked": 2, "cases": 1, "drafts": 0},
        "status_url": address,
        "page_url": address,
    }
    assert (second["export_id"], second["state"], second["counts"]) == ("export-2", "running", None)


def test_the_list_is_read_page_by_page_to_its_end(bench: ExportBench, program: Program) -> None:
    take_in(bench, "export-2", "export-3", "export-4")
    first = program.get("/exports", limit="2")
    assert ids(first) == ["export-4", "export-3"]
    take_in(bench, "export-5")
    last = program.get("/exports", limit="2", cursor=first.json["next_cursor"])
    assert (ids(last), last.json["next_cursor"]) == (["export-2", "export-1"], None)


def test_the_page_leads_to_older_exports_and_back(bench: ExportBench, application: Application) -> None:
    take_in(bench, "export-2", "export-3")
    merchant = SignedIn(application, bench.world, ITEM)
    assert "Ältere Exporte" not in merchant.get("/exports").body
    newest = merchant.get("/exports", limit="2").body
    assert 'href="/exports/export-3"' in newest
    assert 'href="/exports/export-1"' not in newest
    cursor = write_cursor(f"{START + timedelta(seconds=1):%Y-%m-%dT%H:%M:%S.%f+00:00}#export-2")
    assert f'rel="next" href="/exports?limit=2&amp;cursor={cursor}">Ältere Exporte</a>' in newest
    oldest = merchant.get("/exports", limit="2", cursor=str(cursor)).body
    assert 'href="/exports/export-1"' in oldest
    assert 'href="/exports?limit=2">Zurück zum Anfang</a>' in oldest


@pytest.mark.parametrize(
    "place",
    [
        "no place",
        f"{START.isoformat()}#export-9",
        f"{START.isoformat(timespec='microseconds')}#export-9",
        f"{START + timedelta(days=1):%Y-%m-%dT%H:%M:%S.%f+00:00}#export-1",
        f"{START.isoformat(timespec='microseconds')}#export-1#",
        "2026-11-24#case-1",
    ],
)
def test_a_cursor_that_the_app_did_not_make_is_refused(program: Program, place: str) -> None:
    assert fields_of(program.get("/exports", cursor=str(write_cursor(place)))) == ["cursor"]
    assert fields_of(program.get("/exports", cursor=place)) == ["cursor"]


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many", "", "1.5"])
def test_a_limit_out_of_bounds_is_refused(program: Program, limit: str) -> None:
    assert fields_of(program.get("/exports", limit=limit)) == ["limit"]


def test_a_cursor_of_another_merchant_leads_nowhere(bench: ExportBench, program: Program, stranger: Program) -> None:
    take_in(bench, "export-2")
    cursor = program.get("/exports", limit="1").json["next_cursor"]
    assert fields_of(stranger.get("/exports", cursor=cursor)) == ["cursor"]
    assert stranger.get("/exports").json == {"items": [], "next_cursor": None}


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
    for path, body in ((ITEM, {"disputed": True}), ("/exports/export-1/items/3_2026_09", {"disputed": False})):
        before = bench.items()
        answer = program.post(path, body)
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
    for body in (None, {}):
        answer = program.post(ALL, body)
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
    assert {writer.get(path).status for path in ("/exports", ITEM)} == {403}
    assert stranger.get(ITEM).status == 404
    assert program.get("/exports/export-1/items/9_2026_09").status == 404
    assert program.post("/exports/export-9/items", {}).status == 404
    assert MERCHANT not in stranger.get("/exports").body
    assert bench.items() == before
