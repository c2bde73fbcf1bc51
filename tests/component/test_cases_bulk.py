"""Orders for many cases at once, from the case table over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.domain.account import GatewayTerms
from shared.domain.cases.case import Closing, Transfer
from shared.domain.cases.command_payloads import PauseCase, ReportPayment
from shared.domain.money import Money
from tests.component.cases_bench import HTML, Bench, add, add_accepted, where
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from tests.component.world import World

TOKEN = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def bench(world: World) -> Bench:
    terms = GatewayTerms(capabilities=frozenset({"payments", "pauses"}))
    world.stores.accounts_of(MERCHANT).save_activated(make_atriga_account(terms=terms), due_at=START)
    return Bench(world)


def test_a_pause_is_ordered_once_and_only_where_it_can_be(bench: Bench) -> None:
    add_accepted(bench, 1)
    add(bench, 2, transfer=Transfer.READY)
    add_accepted(bench, 3, closing=Closing(code="paid", text="", closed_at=START))
    ticked = {f"case.case-{number}": "1" for number in (1, 2, 3, 4)}
    asked = bench.post("/cases/bulk", {**ticked, "action": "pause"})
    assert asked.status == 200
    assert "2 Fälle bleiben außen vor" in asked.body
    assert asked.body.count("atriga arbeitet nicht an diesem Fall") == 2
    fields = {**ticked, "action": "pause", "token": TOKEN, "until": "2026-12-24", "reason": "Ratenzahlung"}
    for _ in range(2):
        _, query = where(bench.post("/cases/bulk", fields).headers["Location"])
        assert (query["told"], query["count"]) == (["ordered"], ["1"])
    [*_, command] = bench.world.stores.commands_of(MERCHANT).list_all("case-1")
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-1")) == 2
    assert isinstance(command.payload, PauseCase)
    assert (command.payload.until.isoformat(), command.payload.reason) == ("2026-12-24", "Ratenzahlung")
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-2")) == 1
    message = {"merchant_id": MERCHANT, "case_id": "case-1", "command_id": command.command_id}
    assert bench.world.take_messages("commands") == [message, message]


@pytest.mark.parametrize("until", ["", "2026-11-24", "2026-11-23", "tomorrow", "2026-13-01"])
def test_a_pause_needs_a_day_to_come_and_keeps_what_was_typed(bench: Bench, until: str) -> None:
    add_accepted(bench, 1)
    fields = {"case.case-1": "1", "action": "pause", "token": TOKEN, "until": until, "reason": "Grund <b>"}
    answer = bench.post("/cases/bulk", fields)
    assert answer.status == 422
    assert "until_error" in answer.body
    assert "Grund &lt;b&gt;" in answer.body
    assert TOKEN in answer.body
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-1")) == 1


def test_payments_are_reported_for_those_that_have_an_amount(bench: Bench) -> None:
    for number in (1, 2):
        add_accepted(bench, number)
    fields = {
        "case.case-1": "1",
        "case.case-2": "1",
        "action": "report_payment",
        "token": TOKEN,
        "value_date": "2026-11-24",
        "amount.case-1": "50,5",
    }
    _, query = where(bench.post("/cases/bulk", fields).headers["Location"])
    assert query["count"] == ["1"]
    [*_, command] = bench.world.stores.commands_of(MERCHANT).list_all("case-1")
    assert isinstance(command.payload, ReportPayment)
    assert command.payload.amount == Money.of("50.50", "EUR")
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-2")) == 1


def test_more_than_is_open_is_doubted_once(bench: Bench) -> None:
    add_accepted(bench, 1)
    fields = {"case.case-1": "1", "token": TOKEN, "value_date": "2026-11-24", "action": "report_payment"}
    doubted = bench.post("/cases/bulk", {**fields, "amount.case-1": "9999"})
    assert (doubted.status, "Das ist mehr, als offen ist" in doubted.body) == (422, True)
    meant = {"meant.amount.case-1": "9999"}
    assert 'name="meant.amount.case-1" value="9999"' in doubted.body
    assert bench.post("/cases/bulk", {**fields, **meant, "amount.case-1": "99999"}).status == 422
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-1")) == 1
    for _ in range(2):
        _, query = where(bench.post("/cases/bulk", {**fields, **meant, "amount.case-1": "9999"}).headers["Location"])
        assert query["count"] == ["1"]
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-1")) == 2


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (
            {"action": "report_payment", "value_date": "2026-11-24", "amount.case-1": "50"},
            {"amount.case-1": "60"},
            "amount.case-1",
        ),
        ({"action": "pause", "until": "2026-12-24"}, {"until": "2026-12-31"}, "until"),
    ],
    ids=["payment", "pause"],
)
def test_a_form_that_is_sent_again_with_something_else_says_that_the_first_stands(
    bench: Bench, first: dict[str, str], second: dict[str, str], field: str
) -> None:
    add_accepted(bench, 1)
    fields = {"case.case-1": "1", "token": TOKEN, **first}
    bench.post("/cases/bulk", fields)
    before = bench.world.stores.commands_of(MERCHANT).list_all("case-1")
    answer = bench.post("/cases/bulk", {**fields, **second})
    assert answer.status == 422
    assert f'id="{field}_error"' in answer.body
    assert "schon mit anderen Angaben abgeschickt" in answer.body
    assert bench.world.stores.commands_of(MERCHANT).list_all("case-1") == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount.case-1": "-5"}, "amount.case-1"),
        ({"amount.case-1": "0"}, "amount.case-1"),
        ({"amount.case-1": ""}, "amounts"),
        ({"value_date": "2026-11-25"}, "value_date"),
        ({"value_date": "2026-08-31"}, "value_date"),
        ({"value_date": ""}, "value_date"),
    ],
)
def test_a_payment_that_cannot_be_is_not_reported(bench: Bench, changes: dict[str, str], field: str) -> None:
    add_accepted(bench, 1)
    fields = {"case.case-1": "1", "token": TOKEN, "value_date": "2026-11-24", "amount.case-1": "5"}
    answer = bench.post("/cases/bulk", {**fields, "action": "report_payment", **changes})
    assert answer.status == 422
    assert f'id="{field}_error"' in answer.body
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-1")) == 1


def test_nothing_is_ordered_for_an_account_that_does_not_offer_it(bench: Bench) -> None:
    add_accepted(bench, 1)
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "account_locked")
    fields = {"case.case-1": "1", "action": "pause", "token": TOKEN, "until": "2026-12-24"}
    assert "1 Fall bleibt außen vor" in bench.post("/cases/bulk", fields).body
    assert len(bench.world.stores.commands_of(MERCHANT).list_all("case-1")) == 1


def test_ticked_drafts_are_approved_at_the_review(bench: Bench) -> None:
    add(bench, 1)
    assert 'formaction="/review"' not in bench.get("/cases", headers=HTML).body
    add(bench, 2, transfer=Transfer.DRAFT)
    assert 'value="approve" formaction="/review"' in bench.get("/cases", headers=HTML).body
    answer = bench.post("/review", {"action": "approve", "case.case-1": "1", "view": "transfer=draft"})
    assert answer.status == 200
    assert "war schon entschieden" in answer.body
