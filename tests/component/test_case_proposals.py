"""What the watch proposes, on the page of the case: taken with one write, put aside, and each once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.api_token import Scope
from shared.domain.cases.command_payloads import ReportPayment, WithdrawalReason, WithdrawCase
from shared.domain.cases.reported_by_hand import sum_reports_by_hand
from shared.domain.cases.timeline import Actor, EventKind
from shared.domain.watching.proposal import ProposalKind, ProposalReason
from tests.component.case_bench import CASE, HOSTILE, CaseBench, euros, hidden_fields
from tests.component.programs import call, give_token
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from shared.domain.watching.proposal import Proposal
    from tests.component.calls import Answer
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> CaseBench:
    return CaseBench(world)


def events(bench: CaseBench) -> list[tuple[EventKind, Actor]]:
    return [(event.kind, event.actor) for event in bench.world.stores.timelines_of(MERCHANT).list_events("case-1")]


def open_proposals(bench: CaseBench) -> list[Proposal]:
    return bench.world.stores.proposals_of(MERCHANT).list_open(10).proposals


def address(proposal: Proposal) -> str:
    return f"{CASE}/proposals/{proposal.proposal_id}"


def test_a_proposal_leads_to_its_form_filled_in_and_is_closed_by_the_order(bench: CaseBench) -> None:
    proposal = bench.propose()
    html = bench.page().body
    assert "DreamRobot zeigt zu Auftrag 1_2026_09 eine weitere Zahlung von 50,00" in html
    assert f'href="{CASE}/actions/report_payment?proposal={proposal.proposal_id}"' in html
    form = bench.page(f"{CASE}/actions/report_payment", proposal=proposal.proposal_id)
    assert 'value="50,00"' in form.body
    assert 'value="2026-11-24"' in form.body
    fields = {"amount": "50,00", "value_date": "2026-11-20", **hidden_fields(form)}
    asked = bench.check("report_payment", fields)
    bench.world.clock.move(timedelta(seconds=5))
    for _ in range(2):
        assert bench.confirm_again("report_payment", asked).headers["Location"] == f"{CASE}?told=ordered"
    [payload] = bench.ordered
    assert isinstance(payload, ReportPayment)
    assert (payload.amount, payload.order_id) == (euros("50.00"), "1_2026_09")
    assert open_proposals(bench) == []
    assert events(bench) == [(EventKind.PROPOSAL_TAKEN, Actor.MERCHANT)]
    page = bench.page().body
    assert proposal.proposal_id not in page
    assert "Vorschlag zu Auftrag 1_2026_09 angenommen" in page


def test_a_proposed_payment_covers_no_other_one_that_the_watch_will_see(bench: CaseBench) -> None:
    form = bench.page(f"{CASE}/actions/report_payment", proposal=bench.propose().proposal_id)
    bench.confirm("report_payment", {"amount": "50", "value_date": "2026-11-20", **hidden_fields(form)})
    assert sum_reports_by_hand(bench.commands, "EUR") == 0
    bench.confirm("report_payment", {"amount": "20", "value_date": "2026-11-20"})
    assert sum_reports_by_hand(bench.commands, "EUR") == 2000


def test_a_proposed_withdrawal_shows_todays_price_and_not_the_one_of_then(bench: CaseBench) -> None:
    proposal = bench.propose(
        proposal_id="withdrawal-1_2026_09",
        kind=ProposalKind.WITHDRAW,
        reason=ProposalReason.ORDER_CANCELLED,
        amount=None,
        fee=euros("15.00"),
    )
    bench.gateway.fee = euros("45.00")
    assert "kostete das Zurückziehen 15,00" in bench.page().body
    form = bench.page(f"{CASE}/actions/withdraw", proposal=proposal.proposal_id)
    assert "Preis heute: 45,00" in form.body
    assert bench.confirm("withdraw", {"reason": "other", **hidden_fields(form)}).status == 303
    assert bench.ordered == [WithdrawCase(reason=WithdrawalReason.OTHER, accepted_fee=euros("45.00"))]
    assert open_proposals(bench) == []


def test_a_proposal_is_put_aside_once(bench: CaseBench) -> None:
    proposal = bench.propose()
    for told in ("put_aside", "decided_before"):
        answer = bench.post(address(proposal), {"action": "put_aside"})
        assert (answer.status, answer.headers["Location"]) == (303, f"{CASE}?told={told}")
    assert open_proposals(bench) == []
    assert events(bench) == [(EventKind.PROPOSAL_PUT_ASIDE, Actor.MERCHANT)]
    assert bench.ordered == []
    assert "Vorschlag zu Auftrag 1_2026_09 beiseitegelegt" in bench.page(told="put_aside").body


def test_what_was_put_aside_meanwhile_is_not_ordered(bench: CaseBench) -> None:
    proposal = bench.propose()
    form = bench.page(f"{CASE}/actions/report_payment", proposal=proposal.proposal_id)
    asked = bench.check("report_payment", {"amount": "50", "value_date": "2026-11-20", **hidden_fields(form)})
    bench.post(address(proposal), {"action": "put_aside"})
    assert bench.confirm_again("report_payment", asked).headers["Location"] == f"{CASE}?told=decided_before"
    assert bench.ordered == []
    late = bench.page(f"{CASE}/actions/report_payment", proposal=proposal.proposal_id)
    assert late.headers["Location"] == f"{CASE}?told=decided_before"
    assert "Das war schon entschieden" in bench.page(told="decided_before").body


def test_two_windows_take_a_proposal_once(bench: CaseBench) -> None:
    proposal = bench.propose()
    windows = [
        bench.check(
            "report_payment",
            {
                "amount": amount,
                "value_date": "2026-11-20",
                **hidden_fields(bench.page(f"{CASE}/actions/report_payment", proposal=proposal.proposal_id)),
            },
        )
        for amount in ("50", "40")
    ]
    assert bench.confirm_again("report_payment", windows[0]).status == 303
    assert bench.confirm_again("report_payment", windows[1]).status == 409
    assert len(bench.ordered) == 1


def test_a_proposal_is_taken_by_the_action_that_it_is_for(bench: CaseBench) -> None:
    proposal = bench.propose()
    fields = {"until": "2026-12-24", "proposal": proposal.proposal_id}
    assert bench.check("pause", fields).headers["Location"] == f"{CASE}?told=decided_before"
    assert open_proposals(bench) == [proposal]


def test_a_form_of_the_inbox_leads_back_there_and_nowhere_else(bench: CaseBench) -> None:
    for number, (back, path) in enumerate({"inbox": "/inbox", "https://evil.example": CASE}.items()):
        proposal = bench.propose(proposal_id=f"credit-{number}")
        answer = bench.post(address(proposal), {"action": "put_aside", "back": back})
        assert answer.headers["Location"] == f"{path}?told=put_aside"


def test_a_forged_form_and_an_unknown_proposal_change_nothing(bench: CaseBench) -> None:
    proposal = bench.propose()
    assert bench.post(address(proposal), {"action": "put_aside"}, csrf_token="forged").status == 403
    assert bench.post(address(proposal), {"action": "take"}).status == 422
    assert bench.post(f"{CASE}/proposals/none", {"action": "put_aside"}).status == 404
    assert open_proposals(bench) == [proposal]


def test_foreign_texts_of_a_proposal_are_shown_as_text(bench: CaseBench) -> None:
    bench.propose(order_id=HOSTILE, made_at=START)
    html = bench.page().body
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html


def send(bench: CaseBench, path: str, body: object, merchant_id: str = MERCHANT) -> Answer:
    return bench.post(path, body if isinstance(body, bytes) else json.dumps(body).encode(), merchant_id)


def test_a_program_puts_aside_what_the_inbox_tells_it_of_once(bench: CaseBench) -> None:
    bench.propose()
    [proposal] = bench.get("/inbox").json["proposals"]
    path = f"/cases/{proposal['case_id']}/proposals/{proposal['proposal_id']}"
    for _ in range(2):
        answer = send(bench, path, {"action": "put_aside"})
        assert answer.status == 200
        assert answer.json == {
            "case_id": "case-1",
            "proposal_id": proposal["proposal_id"],
            "decision": "put_aside",
        }
    assert bench.get("/inbox").json["proposals"] == []
    assert events(bench) == [(EventKind.PROPOSAL_PUT_ASIDE, Actor.MERCHANT)]


@pytest.mark.parametrize("body", [b"", b"[]", {}, {"action": "take"}, {"action": 1}, {"action": "put_aside", "x": 1}])
def test_a_decision_that_there_is_not_changes_nothing(bench: CaseBench, body: object) -> None:
    proposal = bench.propose()
    answer = send(bench, address(proposal), body)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert open_proposals(bench) == [proposal]


def test_a_proposal_is_put_aside_by_its_merchant_with_the_scope_alone(bench: CaseBench) -> None:
    proposal = bench.propose()
    body = b'{"action": "put_aside"}'
    bench.world.activate()
    narrow = give_token(bench.world, Scope.CASES_READ)
    assert call(bench.application, narrow, "POST", address(proposal), body=body).json["code"] == "insufficient_scope"
    assert send(bench, address(proposal), body, OTHER_MERCHANT).status == 404
    assert send(bench, f"{CASE}/proposals/none", body).status == 404
    assert open_proposals(bench) == [proposal]


PAYMENT = {"amount": "50.00", "value_date": "2026-11-20", "proposal_id": "payment-1_2026_09-5000"}


def order(bench: CaseBench, kind: str = "report_payment", key: str = "key-1", **changes: str) -> Answer:
    return bench.call(kind, json.dumps({**PAYMENT, **changes}).encode(), key)


def test_a_program_takes_a_proposal_by_ordering_it_once_under_any_key(bench: CaseBench) -> None:
    proposal = bench.propose()
    answers = [order(bench, key=key) for key in ("key-1", "key-1", "key-2")]
    assert [answer.status for answer in answers] == [202, 202, 202]
    [command] = bench.commands
    assert {answer.json["command_id"] for answer in answers} == {command.command_id}
    assert open_proposals(bench) == []
    assert events(bench) == [(EventKind.PROPOSAL_TAKEN, Actor.MERCHANT)]
    assert sum_reports_by_hand(bench.commands, "EUR") == 0
    for answer in (order(bench, amount="40.00"), send(bench, address(proposal), {"action": "put_aside"})):
        assert (answer.status, answer.json["code"]) == (409, "decided_before")
    assert len(bench.ordered) == 1


def test_what_was_put_aside_is_not_ordered_by_a_program(bench: CaseBench) -> None:
    send(bench, address(bench.propose()), {"action": "put_aside"})
    answer = order(bench)
    assert (answer.status, answer.json["code"]) == (409, "decided_before")
    assert bench.ordered == []


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("report_payment", {"proposal_id": "none"}),
        ("report_payment", {"proposal_id": ""}),
        ("report_payment", {"proposal_id": "x" * 201}),
        ("reduce", {"reason": "return"}),
    ],
    ids=["unknown", "empty", "long", "of another action"],
)
def test_a_program_takes_a_proposal_by_the_action_that_it_is_for(
    bench: CaseBench, kind: str, changes: dict[str, str]
) -> None:
    proposal = bench.propose()
    answer = order(bench, kind, **changes)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, ["proposal_id"])
    assert open_proposals(bench) == [proposal]
    assert bench.ordered == []
