"""Having orders that were kept back evaluated again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from functions.export.handler import Settings, compose
from shared.domain.export import ExportState, ItemState
from shared.domain.finding import FindingCode
from shared.domain.parties.debtor import DebtorKind, Reminder, ReminderChannel
from shared.store.exports import ExportRepository
from shared.work import QueueError, WorkQueue
from tests.component.export_bench import WORK, ExportBench, make_customer, make_order
from tests.component.signed_in import SignedIn
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from typing import Any

    from tests.component.world import World

ITEM = "/exports/export-1/items/1_2026_09"
ALL = "/exports/export-1/items"


@pytest.fixture
def bench(world: World) -> ExportBench:
    """An export that is through, whose first two orders were kept back because they seemed paid."""
    bench = ExportBench(world)
    for order_id in ("1_2026_09", "2_2026_09"):
        bench.dreamrobot.orders[order_id] = make_order(order_id, paid_amount=Decimal("119.00"))
    bench.work()
    bench.dreamrobot.read.clear()
    world.take_messages("commands")
    return bench


@pytest.fixture
def merchant(bench: ExportBench) -> SignedIn:
    return SignedIn(compose(Settings.load(bench.world.environment), bench.world.clock), bench.world, "/exports")


def states(bench: ExportBench) -> list[ItemState]:
    return [item.state for item in bench.items()]


def correct_in_dreamrobot(bench: ExportBench) -> None:
    for order_id in ("1_2026_09", "2_2026_09"):
        bench.dreamrobot.orders[order_id] = make_order(order_id)


def test_an_order_that_was_corrected_in_dreamrobot_is_evaluated_again(bench: ExportBench, merchant: SignedIn) -> None:
    correct_in_dreamrobot(bench)
    answer = merchant.post(ITEM)
    assert (answer.status, answer.headers["Location"]) == (303, "/exports/export-1")
    assert bench.state() is ExportState.RUNNING
    assert states(bench) == [ItemState.RECEIVED, ItemState.BLOCKED, ItemState.HANDED_OVER]
    assert bench.world.take_messages("exports") == [WORK.model_dump()]
    bench.work()
    assert states(bench) == [ItemState.HANDED_OVER, ItemState.BLOCKED, ItemState.HANDED_OVER]
    assert bench.dreamrobot.read == ["1_2026_09"]
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.counts is not None
    assert export.counts.model_dump() == {"total": 3, "evaluated": 3, "blocked": 1, "cases": 2, "drafts": 0}


def test_all_orders_that_were_kept_back_are_evaluated_again_at_once(bench: ExportBench, merchant: SignedIn) -> None:
    correct_in_dreamrobot(bench)
    assert merchant.post(ALL).status == 303
    bench.work()
    assert set(states(bench)) == {ItemState.HANDED_OVER}
    assert sorted(bench.dreamrobot.read) == ["1_2026_09", "2_2026_09"]


def test_hundreds_of_orders_are_opened_again_at_once(bench: ExportBench, merchant: SignedIn) -> None:
    order_ids = [f"{number}_2026_10" for number in range(250)]
    bench.take_in("export-2", order_ids)
    work = WORK.model_copy(update={"export_id": "export-2"})
    bench.work(work)
    assert {item.state for item in bench.items("export-2")} == {ItemState.BLOCKED}
    assert merchant.post("/exports/export-2/items").status == 303
    assert {item.state for item in bench.items("export-2")} == {ItemState.RECEIVED}
    bench.work(work)
    export = bench.exports.get("export-2")
    assert export is not None
    assert export.state is ExportState.DONE


def test_a_second_click_changes_nothing(bench: ExportBench, merchant: SignedIn) -> None:
    correct_in_dreamrobot(bench)
    merchant.post(ITEM)
    before = bench.items()
    assert merchant.post(ITEM).status == 303
    assert bench.items() == before
    bench.work()
    assert merchant.post(ITEM).status == 303
    assert states(bench)[0] is ItemState.HANDED_OVER
    assert len(bench.list_cases()) == 2


def test_what_the_merchant_answers_is_kept_with_the_order_and_goes_into_its_case(
    bench: ExportBench, merchant: SignedIn
) -> None:
    correct_in_dreamrobot(bench)
    merchant.post(
        ITEM,
        {
            "debtor_kind": "business",
            "disputed": "no",
            "reminders.0.sent_on": "2026-10-01",
            "reminders.0.channel": "letter",
            "reminders.0.credit_agency_notice": "yes",
        },
    )
    answers = bench.items()[0].answers
    assert answers is not None
    assert (answers.at, answers.actor.value) == (bench.world.clock(), "merchant")
    bench.work()
    case_id = bench.items()[0].case_id
    assert case_id is not None
    case = bench.cases.get(case_id)
    assert case is not None
    assert case.debtor.kind is DebtorKind.BUSINESS
    assert case.disputed is False
    assert case.reminders == (
        Reminder(sent_on=date(2026, 10, 1), channel=ReminderChannel.LETTER, credit_agency_notice=True),
    )


def test_a_time_barred_order_is_taken_with_a_reason_alone(bench: ExportBench, merchant: SignedIn) -> None:
    old = make_order("1_2026_09", ordered_on=date(2021, 1, 5))
    status = old.status.model_copy(update={"shipped_on": date(2021, 1, 7)})
    shipping = old.shipping.model_copy(update={"shipped_on": date(2021, 1, 7)})
    bench.dreamrobot.orders["1_2026_09"] = old.model_copy(update={"status": status, "shipping": shipping})
    merchant.post(ITEM)
    bench.work()
    assert bench.codes_of(0) == {FindingCode.TIME_BARRED}
    merchant.post(ITEM, {"time_barred_reason": "Verhandlungen bis 2024"})
    bench.work()
    assert states(bench)[0] is ItemState.HANDED_OVER


def test_a_claim_that_the_credit_note_does_not_belong_to_is_taken_when_the_merchant_says_so(
    bench: ExportBench, merchant: SignedIn
) -> None:
    credit = make_order("2_2026_09", customer=make_customer(1), invoice_amount=Decimal("-119.00"))
    bench.dreamrobot.orders |= {"1_2026_09": make_order("1_2026_09"), "2_2026_09": credit}
    merchant.post(ALL)
    bench.work()
    assert bench.codes_of(0) == {FindingCode.RETURN_OPEN}
    merchant.post(ITEM, {"returned": "no"})
    bench.work()
    assert states(bench) == [ItemState.HANDED_OVER, ItemState.BLOCKED, ItemState.HANDED_OVER]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reminders.0.sent_on": "gestern"}, "Das ist nicht lesbar"),
        ({"reminders.0.sent_on": "2026-10-01", "reminders.0.channel": "pigeon"}, "Das ist nicht lesbar"),
        ({"reminders.1.sent_on": "2026-11-25"}, "Eine Mahnung zählt erst nach dem Fälligkeitstag"),
        ({"reminders.0.sent_on": "2026-09-17"}, "Eine Mahnung zählt erst nach dem Fälligkeitstag"),
        ({"time_barred_reason": "x" * 201}, "Das ist länger"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_at_its_field_and_what_was_typed_is_kept(
    bench: ExportBench, merchant: SignedIn, fields: dict[str, str], message: str
) -> None:
    answer = merchant.post(ITEM, {"disputed": "no", **fields})
    assert answer.status == 422
    assert message in answer.body
    assert f'value="{next(iter(fields.values()))}"' in answer.body
    assert '<option value="no" selected>' in answer.body
    assert states(bench)[0] is ItemState.BLOCKED


def test_what_was_answered_before_stands_in_the_form(bench: ExportBench, merchant: SignedIn) -> None:
    merchant.post(ITEM, {"reminders.0.sent_on": "2026-10-01", "debtor_kind": "consumer"})
    bench.work()
    page = merchant.get(ITEM)
    assert page.status == 200
    assert 'value="2026-10-01"' in page.body
    assert '<option value="consumer" selected>' in page.body


def test_an_order_or_export_that_is_not_there_is_not_found(bench: ExportBench, merchant: SignedIn) -> None:
    assert bench.state() is ExportState.DONE
    for path in ("/exports/export-1/items/9_2026_09", "/exports/export-9/items/1_2026_09"):
        assert merchant.get(path).status == 404
        assert merchant.post(path).status == 404
    assert merchant.post("/exports/export-9/items").status == 404


def test_nobody_but_the_merchant_opens_an_export_again(bench: ExportBench, merchant: SignedIn) -> None:
    bench.world.activate(OTHER_MERCHANT, "20002")
    stranger = SignedIn(merchant.application, bench.world, "/exports", OTHER_MERCHANT)
    assert stranger.get(ITEM).status == 404
    assert stranger.post(ITEM).status == 404
    assert stranger.post(ALL).status == 404
    assert merchant.post(ITEM, token="forged").status == 403
    assert merchant.post(ALL, token="").status == 403
    assert bench.state() is ExportState.DONE


def test_where_the_queue_does_not_take_the_message_the_sweeper_does(
    bench: ExportBench, merchant: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise QueueError

    with monkeypatch.context() as broken:
        broken.setattr(WorkQueue, "send", refuse)
        assert merchant.post(ITEM).status == 303
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.state is ExportState.RUNNING
    sleepers = bench.world.stores.sleepers().list_due_exports(bench.world.clock().replace(hour=23), of_each_shard=9)
    assert [sleeper.export_id for sleeper in sleepers] == ["export-1"]


def test_a_worker_that_is_just_ending_does_not_close_an_export_that_was_opened_again(
    bench: ExportBench, merchant: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct_in_dreamrobot(bench)
    merchant.post(ITEM)
    real: Any = ExportRepository.note_done
    clicked: list[bool] = []

    def click_and_note(*arguments: object) -> None:
        if not clicked:
            clicked.append(True)
            merchant.post("/exports/export-1/items/2_2026_09")
        real(*arguments)

    monkeypatch.setattr(ExportRepository, "note_done", click_and_note)
    bench.world.take_messages("exports")
    bench.work()
    assert bench.state() is ExportState.RUNNING
    assert WORK.model_dump() in bench.world.take_messages("exports")
    bench.work()
    assert bench.state() is ExportState.DONE
    assert set(states(bench)) == {ItemState.HANDED_OVER}


def test_the_atriga_account_may_be_another_one_by_then(bench: ExportBench, merchant: SignedIn) -> None:
    correct_in_dreamrobot(bench)
    bench.world.activate(MERCHANT, "10009")
    feeding = bench.world.stores.accounts_of(MERCHANT).list_portal_accounts()
    moved = [one.model_copy(update={"customer_number": "10009"}) for one in feeding]
    bench.world.stores.settings_of(MERCHANT).connect(feeding, moved, [])
    merchant.post(ITEM)
    bench.work()
    assert [item.customer_number for item in bench.items()] == ["10009", CUSTOMER_NUMBER, CUSTOMER_NUMBER]
