"""The actions of a case on its pages: priced, confirmed and ordered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.domain.account import Locale
from shared.domain.cases.case import CourtQuestion
from shared.domain.cases.command_payloads import (
    CourtDecision,
    DecideCourt,
    ResumeCase,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.cases.timeline import Actor
from tests.component.case_bench import ASKED, CASE, HAPPY, CaseBench, euros, hidden_fields
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> CaseBench:
    bench = CaseBench(world, court_decision_needed=ASKED)
    bench.gateway.fee = euros("15.00")
    return bench


@pytest.mark.parametrize("kind", HAPPY)
def test_an_action_is_asked_for_confirmed_and_ordered_once(bench: CaseBench, kind: str) -> None:
    fields, payload = HAPPY[kind]
    assert f'href="{CASE}/actions/{kind}"' in bench.page().body
    assert bench.page(f"{CASE}/actions/{kind}").status == 200
    asked = bench.check(kind, fields)
    assert asked.status == 200
    assert bench.ordered == []
    for _ in range(2):
        answer = bench.confirm_again(kind, asked)
        assert (answer.status, answer.headers["Location"]) == (303, f"{CASE}?told=ordered")
    assert bench.ordered == [payload]
    assert bench.commands[-1].ordered_by is Actor.MERCHANT
    message = {"merchant_id": MERCHANT, "case_id": "case-1", "command_id": bench.commands[-1].command_id}
    assert message in bench.world.take_messages("commands")


def test_a_case_that_rests_goes_on_at_a_click(world: World) -> None:
    bench = CaseBench(world, processing="paused")
    form = bench.page(f"{CASE}/actions/resume")
    for _ in range(2):
        assert bench.confirm_again("resume", form).status == 303
    assert bench.ordered == [ResumeCase()]
    assert f"{CASE}/actions/pause" not in bench.page().body


def test_the_price_of_a_withdrawal_comes_first_and_from_atriga(bench: CaseBench) -> None:
    form = bench.page(f"{CASE}/actions/withdraw").body
    assert "Preis heute: 15,00\N{NO-BREAK SPACE}€" in form
    assert bench.gateway.calls == ["quote"]
    assert "Vorschuss, den Sie auslegen würden: 32,00" in bench.page(f"{CASE}/actions/decide_court").body


@pytest.mark.parametrize(
    ("kind", "fields"), [("withdraw", {"reason": "paid"}), ("decide_court", HAPPY["decide_court"][0])]
)
def test_a_price_that_rose_meanwhile_is_shown_and_asked_for_again(
    bench: CaseBench, kind: str, fields: dict[str, str]
) -> None:
    asked = bench.check(kind, fields)
    bench.gateway.fee = euros("45.00")
    bench.raise_advance(euros("45.00"))
    refused = bench.confirm_again(kind, asked)
    assert refused.status == 409
    assert "Der Preis ist gestiegen" in refused.body
    assert "45,00" in refused.body
    assert bench.ordered == []
    assert bench.confirm_again(kind, refused).status == 303
    [payload] = bench.ordered
    assert euros("45.00") in (getattr(payload, "accepted_fee", None), getattr(payload, "accepted_advance", None))


@pytest.mark.parametrize("accepted", ["", "15.00", "14.99 EUR", "99.00 CHF", "-1.00 EUR"])
def test_nothing_is_spent_without_a_price_that_was_accepted(bench: CaseBench, accepted: str) -> None:
    answer = bench.confirm("withdraw", {"reason": "paid"}, accepted_price=accepted)
    assert answer.status == 409
    assert bench.ordered == []


def test_a_price_that_fell_is_the_one_that_is_ordered(bench: CaseBench) -> None:
    asked = bench.check("withdraw", {"reason": "paid"})
    bench.gateway.fee = euros("5.00")
    assert bench.confirm_again("withdraw", asked).status == 303
    assert bench.ordered == [WithdrawCase(reason=WithdrawalReason.PAID, accepted_fee=euros("5.00"))]


def test_court_dunning_can_be_declined_without_a_price(world: World) -> None:
    bench = CaseBench(world, court_decision_needed=CourtQuestion(advance=None))
    refused = bench.check("decide_court", {"decision": "approve"})
    assert refused.status == 422
    assert "noch keinen Vorschuss genannt" in refused.body
    assert bench.confirm("decide_court", {"decision": "decline"}).status == 303
    assert bench.ordered == [DecideCourt(decision=CourtDecision.DECLINE)]


def test_a_form_can_be_changed_before_it_is_confirmed(bench: CaseBench) -> None:
    asked = bench.check("report_payment", HAPPY["report_payment"][0])
    again = bench.post(f"{CASE}/actions/report_payment", {**hidden_fields(asked), "step": "change"})
    assert again.status == 200
    assert 'value="50,5"' in again.body
    assert bench.ordered == []


def test_more_than_is_open_is_taken_with_a_warning(bench: CaseBench) -> None:
    asked = bench.check("report_payment", {**HAPPY["report_payment"][0], "amount": "145,01"})
    assert "Das ist mehr, als offen ist" in asked.body
    assert "Das ist mehr, als offen ist" not in bench.check("reduce", {"amount": "145", "reason": "return"}).body
    assert bench.confirm_again("report_payment", asked).status == 303


@pytest.mark.parametrize(
    ("kind", "changes"), [("report_payment", {"amount": "60"}), ("pause", {"until": "2026-12-31"})]
)
def test_a_form_that_is_sent_again_with_something_else_says_that_the_first_stands(
    bench: CaseBench, kind: str, changes: dict[str, str]
) -> None:
    asked = bench.check(kind, HAPPY[kind][0])
    bench.confirm_again(kind, asked)
    answer = bench.confirm_again(kind, asked, **changes)
    assert answer.status == 409
    assert "schon mit anderen Angaben abgeschickt" in answer.body
    assert bench.ordered == [HAPPY[kind][1]]


def test_an_order_without_a_token_is_only_asked_about(bench: CaseBench) -> None:
    answer = bench.confirm("pause", HAPPY["pause"][0], token="made-up")
    assert answer.status == 200
    assert "Stimmt das so?" in answer.body
    assert bench.ordered == []


def test_the_pages_speak_english_too(world: World) -> None:
    bench = CaseBench(world, Locale.ENGLISH, court_decision_needed=ASKED)
    bench.gateway.fee = euros("15.00")
    assert "Price today: €15.00" in bench.page(f"{CASE}/actions/withdraw").body
    refused = bench.check("report_payment", {"amount": "1.234", "value_date": "2026-11-20"})
    assert "Please enter an amount such as 99.50." in refused.body
    assert bench.confirm("report_payment", {"amount": "1,234.50", "value_date": "2026-11-20"}).status == 303
    html = bench.page().body
    assert "Being told to atriga" in html
    assert "Amount: €1,234.50, Came on: 20\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026" in html
