"""What is not offered, not to be had now, or cannot be taken is refused with a reason, and nothing is ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.account import GatewayTerms
from shared.domain.cases.case import Acceptance, Closing
from shared.domain.cases.case_actions import ACTIONS
from tests.component.case_bench import ASKED, CASE, HAPPY, CaseBench, euros, hidden_fields
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> CaseBench:
    bench = CaseBench(world, court_decision_needed=ASKED)
    bench.gateway.fee = euros("15.00")
    return bench


@pytest.mark.parametrize("kind", [kind.value for kind in ACTIONS])
def test_what_the_account_does_not_offer_is_neither_shown_nor_taken(bench: CaseBench, kind: str) -> None:
    bench.set_account(terms=GatewayTerms())
    assert f"{CASE}/actions/{kind}" not in bench.page().body
    assert bench.page(f"{CASE}/actions/{kind}").status == 409
    for step in ("check", "order"):
        token = "0f8fad5b-d9cb-469f-a165-70867728950e"
        fields = {**HAPPY.get(kind, ({}, None))[0], "step": step, "token": token, "accepted_price": "99.00 EUR"}
        answer = bench.post(f"{CASE}/actions/{kind}", fields)
        assert answer.status == 409
        assert "bietet das für das atriga-Konto dieses Falls nicht an" in answer.body
    assert bench.ordered == []


def test_a_stopped_account_takes_no_orders(bench: CaseBench) -> None:
    asked = bench.check("pause", HAPPY["pause"][0])
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "account_locked")
    assert f"{CASE}/actions/" not in bench.page().body
    answer = bench.confirm_again("pause", asked)
    assert answer.status == 409
    assert "Bitte prüfen Sie es in den Einstellungen" in answer.body
    assert bench.ordered == []


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ({"closing": Closing(code="paid", text="Bezahlt", closed_at=START)}, set()),
        ({"acceptance": Acceptance.PENDING}, {"report_payment", "reduce", "withdraw", "upload_document"}),
        ({"processing": "paused"}, {"report_payment", "reduce", "withdraw", "upload_document", "resume"}),
        ({}, {"report_payment", "reduce", "withdraw", "upload_document", "pause"}),
    ],
    ids=["closed", "being examined", "paused", "running"],
)
def test_only_what_the_state_of_the_case_allows_is_offered(
    world: World, told: dict[str, Any], offered: set[str]
) -> None:
    bench = CaseBench(world, **told)
    html = bench.page().body
    assert {kind.value for kind in ACTIONS if f"{CASE}/actions/{kind.value}" in html} == offered
    for kind in ACTIONS:
        assert (bench.page(f"{CASE}/actions/{kind.value}").status == 200) is (kind.value in offered)


def test_what_is_on_its_way_is_shown_and_not_offered_again(bench: CaseBench) -> None:
    bench.confirm("withdraw", {"reason": "paid"})
    html = bench.page(told="ordered").body
    assert "Wird atriga gemeldet" in html
    assert "Preis höchstens: 15,00" in html
    assert "Aufgenommen" in html
    for kind in ("withdraw", "pause", "decide_court"):
        assert bench.page(f"{CASE}/actions/{kind}").status == 409
    assert bench.confirm("report_payment", HAPPY["report_payment"][0]).status == 303


def test_a_gateway_that_is_away_is_said_plainly_and_nothing_is_done(bench: CaseBench) -> None:
    kind = "withdraw"
    asked = bench.check(kind, {"reason": "paid"})
    bench.lose_gateway(3)
    for answer in (
        bench.page(f"{CASE}/actions/{kind}"),
        bench.check(kind, {"reason": "paid"}),
        bench.confirm_again(kind, asked),
    ):
        assert answer.status == 503
        assert answer.headers["Retry-After"] == "60"
        assert "atriga ist jetzt nicht erreichbar" in answer.body
        assert "Es wurde nichts getan." in answer.body
    assert bench.ordered == []
    assert bench.page().status == 200


def test_what_was_ordered_stands_even_where_the_gateway_is_away_at_the_second_click(bench: CaseBench) -> None:
    asked = bench.check("withdraw", {"reason": "paid"})
    assert bench.confirm_again("withdraw", asked).status == 303
    bench.lose_gateway(1)
    assert bench.confirm_again("withdraw", asked).status == 303
    assert len(bench.ordered) == 1


def test_a_case_that_atriga_does_not_give_back_says_why(bench: CaseBench) -> None:
    bench.gateway.why_not_withdrawable = "Der Gerichtsvollzieher <b>ist</b> beauftragt."
    answer = bench.page(f"{CASE}/actions/withdraw")
    assert answer.status == 409
    assert "Der Gerichtsvollzieher &lt;b&gt;ist&lt;/b&gt; beauftragt." in answer.body
    assert 'name="reason"' not in answer.body


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("report_payment", {"amount": "0"}, "amount"),
        ("report_payment", {"amount": "-5"}, "amount"),
        ("report_payment", {"amount": "viel <b>"}, "amount"),
        ("report_payment", {"amount": "9" * 40}, "amount"),
        ("report_payment", {"value_date": "2026-11-25"}, "value_date"),
        ("report_payment", {"value_date": "2026-08-31"}, "value_date"),
        ("report_payment", {"value_date": "gestern"}, "value_date"),
        ("report_payment", {"order_id": "9999_2026_09"}, "order_id"),
        ("reduce", {"reason": "because"}, "reason"),
        ("reduce", {"amount": ""}, "amount"),
        ("withdraw", {"reason": ""}, "reason"),
        ("withdraw", {"note": "x" * 501}, "note"),
        ("pause", {"until": "2026-11-24"}, "until"),
        ("pause", {"until": "2026-02-30"}, "until"),
        ("pause", {"reason": "<b>" * 200}, "reason"),
        ("decide_court", {"decision": "perhaps"}, "decision"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_kept(
    bench: CaseBench, kind: str, changes: dict[str, str], field: str
) -> None:
    for step in ("check", "order"):
        fields = {**HAPPY[kind][0], **changes, "token": "0f8fad5b-d9cb-469f-a165-70867728950e"}
        answer = bench.post(f"{CASE}/actions/{kind}", {**fields, "step": step, "accepted_price": "99.00 EUR"})
        assert answer.status == 422
        if field != "order_id":
            assert f'id="{field}_error"' in answer.body
        assert "<b>" not in answer.body
        kept = {name: value for name, value in fields.items() if name in {"amount", "note", "until", "value_date"}}
        assert all(value.replace("<", "&lt;").replace(">", "&gt;") in answer.body for value in kept.values())
    assert bench.ordered == []


def test_a_forged_form_is_refused(bench: CaseBench) -> None:
    asked = bench.check("pause", HAPPY["pause"][0])
    fields = {**hidden_fields(asked), "step": "order"}
    assert bench.post(f"{CASE}/actions/pause", fields, csrf_token="forged").status == 403
    assert bench.ordered == []


def test_an_unknown_action_is_not_found(bench: CaseBench) -> None:
    for kind in ("submit", "answer_inquiry", "delete"):
        assert bench.page(f"{CASE}/actions/{kind}").status == 404
        assert bench.post(f"{CASE}/actions/{kind}", {}).status == 404


@pytest.mark.parametrize("path", ["", "/actions", "/actions/withdraw", "/documents", "/documents/d1"])
def test_the_case_of_somebody_else_is_not_found(bench: CaseBench, path: str) -> None:
    for headers in ({}, {"Accept": "text/html"}):
        assert bench.get(f"{CASE}{path}", OTHER_MERCHANT, headers=headers).status == 404
    assert bench.post(f"{CASE}/actions/withdraw", HAPPY["withdraw"][0], OTHER_MERCHANT).status == 404
    assert bench.post(f"{CASE}/proposals/p1", {"action": "put_aside"}, OTHER_MERCHANT).status == 404
    assert bench.call("pause", b"{}", merchant_id=OTHER_MERCHANT).status == 404
