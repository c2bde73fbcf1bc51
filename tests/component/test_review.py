"""Reviewing drafts: the list, the preview, approving and discarding."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandKind, CommandState
from shared.domain.cases.timeline import EventKind
from shared.domain.export import ItemState
from shared.domain.finding import FindingCode
from shared.store.drafts import MAXIMUM_ORDERS_OF_A_CASE, DraftRepository
from shared.work import QueueError, WorkQueue
from tests.component.export_bench import WORK, make_customer, make_order
from tests.component.review_bench import APPROVE, DISCARD, Bench
from tests.component.signed_in import SignedIn
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

APPROVE_ALL = {"action": "approve_all", "confirmed": "yes"}

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_the_list_shows_every_draft_with_what_is_missing(bench: Bench) -> None:
    page = bench.merchant.get("/review")
    assert page.status == 200
    for case in (bench.first, bench.second):
        assert f'href="/review/{case.case_id}"' in page.body
        assert f'name="case.{case.case_id}"' in page.body
    assert page.body.count("Mahnungen") == 2


def test_drafts_with_missing_facts_come_first(bench: Bench) -> None:
    bench.act(bench.first, action="correct", **{"reminders.0.sent_on": "2026-10-01"})
    listed = bench.world.stores.drafts_of(MERCHANT).list_missing_facts_first(50).drafts
    assert [case.case_id for case in listed] == [bench.second.case_id, bench.first.case_id]
    page = bench.world.stores.drafts_of(MERCHANT).list_missing_facts_first(1)
    assert [case.case_id for case in page.drafts] == [bench.second.case_id]
    rest = bench.world.stores.drafts_of(MERCHANT).list_missing_facts_first(5, page.cursor)
    assert [case.case_id for case in rest.drafts] == [bench.first.case_id]


def test_the_preview_shows_every_value_that_is_sent(bench: Bench) -> None:
    page = bench.merchant.get(f"/review/{bench.first.case_id}").body
    preview = page[page.index("Was atriga bekommt") : page.index("Berichtigen</h2>")]
    for value in ("Erika", "Beispiel", "Musterstraße", "12", "10115", "Berlin", "1_2026_09", "2_2026_09", "webseite"):
        assert f">{value}<" in preview
    assert preview.count("119,00\N{NO-BREAK SPACE}€") == 2
    assert "Nicht bekannt" in preview


def test_approving_hands_a_draft_over_once(bench: Bench) -> None:
    answer = bench.act(bench.first, **APPROVE)
    assert (answer.status, answer.headers["Location"]) == (303, f"/cases/{bench.first.case_id}")
    assert bench.now(bench.first).transfer is Transfer.READY
    [message] = bench.world.take_messages("commands")
    command = bench.world.stores.commands_of(MERCHANT).get(bench.first.case_id, message["command_id"])
    assert command is not None
    assert (command.kind, command.state) == (CommandKind.SUBMIT, CommandState.PENDING)
    assert [item.state for item in bench.items()] == [ItemState.HANDED_OVER, ItemState.HANDED_OVER, ItemState.DRAFT]
    assert bench.events(bench.first) == [EventKind.APPROVED]
    assert bench.drafts() == {bench.second.case_id}
    assert bench.act(bench.first, **APPROVE).status == 303
    assert bench.world.take_messages("commands") == []
    assert bench.events(bench.first) == [EventKind.APPROVED]


def test_discarding_frees_the_orders_and_they_can_be_evaluated_again(bench: Bench) -> None:
    assert bench.act(bench.first, **DISCARD).status == 303
    assert bench.now(bench.first).transfer is Transfer.DISCARDED
    assert bench.world.take_messages("commands") == []
    assert bench.cases.find_handed_over("1_2026_09") is None
    assert [item.state for item in bench.items()] == [ItemState.BLOCKED, ItemState.BLOCKED, ItemState.DRAFT]
    assert bench.codes_of(0) == {FindingCode.DISCARDED}
    assert bench.items()[0].case_id is None
    assert bench.events(bench.first) == [EventKind.DISCARDED]
    bench.take_in("export-2", ["1_2026_09", "2_2026_09"])
    bench.work(WORK.model_copy(update={"export_id": "export-2"}))
    assert {item.state for item in bench.items("export-2")} == {ItemState.DRAFT}


def test_the_counts_of_the_export_follow_the_decisions(bench: Bench) -> None:
    bench.act(bench.first, **DISCARD)
    bench.act(bench.second, **APPROVE)
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.counts is not None
    assert export.counts.model_dump() == {"total": 3, "evaluated": 3, "blocked": 2, "cases": 1, "drafts": 0}


def test_ticked_drafts_are_approved_or_discarded_together(bench: Bench) -> None:
    answer = bench.decide("approve", bench.first, bench.second)
    assert (answer.status, "2 Fälle sind auf dem Weg zu atriga" in answer.body) == (200, True)
    assert len(bench.world.take_messages("commands")) == 2
    assert bench.drafts() == set()
    again = bench.decide("discard", bench.first, bench.second)
    assert "Über 2 Entwürfe war schon entschieden" in again.body
    assert bench.now(bench.first).transfer is Transfer.READY


def test_all_drafts_are_approved_and_those_that_something_keeps_back_stay(bench: Bench) -> None:
    bench.act(bench.second, action="correct", disputed="yes")
    assert "Alle Entwürfe freigeben?" in bench.decide("approve_all").body
    assert bench.world.take_messages("commands") == []
    answer = bench.merchant.post("/review", APPROVE_ALL)
    assert "1 Fall ist auf dem Weg zu atriga" in answer.body
    assert "1 Entwurf kann so nicht übergeben werden" in answer.body
    assert len(bench.world.take_messages("commands")) == 1
    assert bench.drafts() == {bench.second.case_id}


def test_approving_all_goes_on_where_time_was_over(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.cases_api.review.review._OF_ALL_AT_ONCE", 1)
    monkeypatch.setattr("functions.cases_api.review.pages.TIME_FOR_ALL", timedelta(0))
    first = bench.merchant.post("/review", APPROVE_ALL)
    assert "Für die folgenden Entwürfe war keine Zeit mehr." not in first.body
    real_approve: Any = DraftRepository.approve

    def take_long(*arguments: object) -> None:
        real_approve(*arguments)
        bench.world.clock.move(timedelta(seconds=9))

    monkeypatch.setattr("functions.cases_api.review.pages.TIME_FOR_ALL", timedelta(seconds=8))
    monkeypatch.setattr(DraftRepository, "approve", take_long)
    stopped = bench.merchant.post("/review", APPROVE_ALL)
    assert "Für die folgenden Entwürfe war keine Zeit mehr." in stopped.body
    assert len(bench.drafts()) == 1
    cursor = re.search(r'name="cursor" value="([^"]+)"', stopped.body)
    assert cursor is not None
    rest = bench.merchant.post("/review", {**APPROVE_ALL, "cursor": unescape(cursor[1])})
    assert "1 Fall ist auf dem Weg zu atriga" in rest.body
    assert bench.drafts() == set()
    assert bench.merchant.post("/review", {**APPROVE_ALL, "cursor": "none of ours"}).status == 422


@pytest.mark.parametrize("action", ["approve", "discard"])
def test_a_ticked_draft_that_was_changed_since_the_page_was_made_stays(bench: Bench, action: str) -> None:
    bench.act(bench.first, action="correct", **{"debtor.last_name": "Anders"})
    for seen in ("1", "0", "-1", "x", "²", "9" * 5000, ""):
        answer = bench.merchant.post("/review", {"action": action, f"case.{bench.first.case_id}": seen})
        assert answer.status == 200
        assert "1 Entwurf wurde geändert, nachdem Sie ihn gesehen haben" in answer.body
        assert f'name="case.{bench.first.case_id}" value="2"' in answer.body
    assert bench.now(bench.first).is_draft


def test_a_ticked_draft_that_nobody_knows_is_told_as_decided_on(bench: Bench) -> None:
    answer = bench.merchant.post("/review", {"action": "approve", "case.none": "1"})
    assert "Über 1 Entwurf war schon entschieden" in answer.body


def test_approving_nothing_changes_nothing(bench: Bench) -> None:
    assert bench.decide("approve").status == 200
    assert bench.decide("something else").status == 422
    assert bench.act(bench.first, action="something else").status == 422
    assert bench.drafts() == {bench.first.case_id, bench.second.case_id}


def test_two_approvals_at_once_hand_over_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = DraftRepository.approve
    clicked: list[bool] = []

    def click_twice(*arguments: object) -> None:
        if not clicked:
            clicked.append(True)
            bench.act(bench.first, **APPROVE)
        real(*arguments)

    monkeypatch.setattr(DraftRepository, "approve", click_twice)
    bench.act(bench.first, **APPROVE)
    assert bench.events(bench.first) == [EventKind.APPROVED]
    assert len(bench.world.take_messages("commands")) == 1


def test_approving_and_discarding_at_once_does_one_of_them(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = DraftRepository.approve

    def discard_first(*arguments: object) -> None:
        bench.act(bench.first, **DISCARD)
        real(*arguments)

    monkeypatch.setattr(DraftRepository, "approve", discard_first)
    bench.act(bench.first, **APPROVE)
    assert bench.now(bench.first).transfer is Transfer.DISCARDED
    assert bench.events(bench.first) == [EventKind.DISCARDED]
    assert bench.world.take_messages("commands") == []


def test_where_the_queue_does_not_take_the_message_the_sweeper_finds_the_command(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise QueueError

    with monkeypatch.context() as broken:
        broken.setattr(WorkQueue, "send", refuse)
        assert bench.act(bench.first, **APPROVE).status == 303
    [sleeper] = bench.world.stores.sleepers().list_due_commands(START + timedelta(minutes=3), of_each_shard=9)
    assert sleeper.merchant_id == MERCHANT


def test_a_draft_outlives_its_export(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(bench.exports), "list_items", lambda *_: [])
    bench.act(bench.first, **APPROVE)
    assert bench.now(bench.first).transfer is Transfer.READY


def test_a_draft_of_an_atriga_account_that_is_gone_can_still_be_decided_on(bench: Bench) -> None:
    bench.world.stores.accounts_of(MERCHANT).remove_all()
    assert bench.merchant.get(f"/review/{bench.first.case_id}").status == 200
    assert bench.act(bench.first, **DISCARD).status == 303
    assert bench.now(bench.first).transfer is Transfer.DISCARDED


def test_a_case_that_is_no_draft_leads_to_its_page(bench: Bench) -> None:
    bench.act(bench.first, **APPROVE)
    answer = bench.merchant.get(f"/review/{bench.first.case_id}")
    assert (answer.status, answer.headers["Location"]) == (303, f"/cases/{bench.first.case_id}")


def test_nobody_but_the_merchant_sees_or_decides(bench: Bench) -> None:
    bench.world.activate(OTHER_MERCHANT, "20002")
    stranger = SignedIn(bench.merchant.application, bench.world, "/review", OTHER_MERCHANT)
    path = f"/review/{bench.first.case_id}"
    assert bench.first.case_id not in stranger.get("/review").body
    assert stranger.get(path).status == 404
    assert stranger.post(path, {**APPROVE, "revision": "1"}).status == 404
    answer = stranger.post("/review", {**APPROVE, f"case.{bench.first.case_id}": "1"})
    assert answer.status == 200
    assert bench.merchant.post(path, {**APPROVE, "revision": "1"}, token="forged").status == 403
    assert bench.merchant.post("/review", APPROVE, token="").status == 403
    assert bench.now(bench.first).is_draft


def test_a_draft_of_as_many_orders_as_fit_can_be_discarded_in_one_write(bench: Bench) -> None:
    order_ids = [f"{number}_2026_09" for number in range(10, 10 + MAXIMUM_ORDERS_OF_A_CASE)]
    bench.dreamrobot.orders = {order_id: make_order(order_id, customer=make_customer(50)) for order_id in order_ids}
    bench.take_in("export-2", order_ids)
    bench.work(WORK.model_copy(update={"export_id": "export-2"}))
    [case_id] = {item.case_id for item in bench.items("export-2") if item.case_id}
    case = bench.cases.get(case_id)
    assert case is not None
    assert len(case.positions) == MAXIMUM_ORDERS_OF_A_CASE
    assert bench.merchant.get(f"/review/{case_id}").status == 200
    bench.decide("discard", case)
    assert bench.now(case).transfer is Transfer.DISCARDED
