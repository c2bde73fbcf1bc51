"""The inbox over HTTP: which questions are in it, in which order, and what else waits."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.cases.case import Closing, CourtQuestion, Transfer
from shared.domain.money import Money
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from shared.store.asked_questions import MOST_QUESTIONS
from tests.component.cases_bench import HTML
from tests.component.inbox_bench import InboxBench, make_inquiry
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from tests.component.world import World

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def bench(world: World) -> InboxBench:
    return InboxBench(world)


def listed(bench: InboxBench, merchant_id: str = MERCHANT, **query: Any) -> list[str]:
    return [item["inquiry_id"] for item in bench.get("/inbox", merchant_id, **query).json["items"]]


def propose(bench: InboxBench, number: int, case: Case) -> None:
    proposal = Proposal(
        proposal_id=f"payment-{number}",
        case_id=case.case_id,
        order_id=f"{number}_2026_09",
        kind=ProposalKind.REPORT_PAYMENT,
        reason=ProposalReason.PERHAPS_COLLECTED,
        made_at=START + timedelta(minutes=number),
        amount=Money.of("10", "EUR"),
    )
    bench.world.put(bench.world.stores.proposals_of(MERCHANT).put_new(proposal))


def test_questions_of_all_cases_stand_with_the_nearest_day_first(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry("late", due_on=date(2026, 12, 24)), make_inquiry("never", due_on=None))
    bench.ask(2, make_inquiry("overdue", due_on=date(2026, 11, 20)), make_inquiry("done", answered=True))
    bench.ask(3, make_inquiry("near", due_on=date(2026, 11, 25)))
    bench.ask(4, make_inquiry("strange"), merchant_id=OTHER_MERCHANT)
    shown = bench.get("/inbox").json
    assert [item["inquiry_id"] for item in shown["items"]] == ["overdue", "near", "late", "never"]
    assert [item["overdue"] for item in shown["items"]] == [True, False, False, False]
    assert shown["items"][0]["case_id"] == "case-2"
    assert shown["items"][0]["page_url"].endswith("/inbox/case-2/overdue")
    assert shown["next_cursor"] is None


def test_a_question_leaves_the_inbox_with_what_answers_it(bench: InboxBench) -> None:
    first, second = make_inquiry("first"), make_inquiry("second", due_on=date(2026, 12, 2))
    case = bench.ask(1, first, second)
    bench.tell(case, 2, inquiries=(make_inquiry("first", answered=True), second))
    assert listed(bench) == ["second"]
    bench.tell(case, 3, inquiries=(make_inquiry("first", answered=True), make_inquiry("second", answered=True)))
    assert listed(bench) == []
    bench.tell(case, 4, inquiries=(make_inquiry("third"),))
    assert listed(bench) == ["third"]


@pytest.mark.parametrize(
    "end",
    [
        {"closing": Closing(code="paid", text="", closed_at=START)},
        {"closing": Closing(code="withdrawn", text="", closed_at=START)},
    ],
)
def test_a_case_that_ends_takes_its_questions_along(bench: InboxBench, end: dict[str, Closing]) -> None:
    case = bench.ask(1)
    assert listed(bench) == ["inquiry-1"]
    bench.tell(case, 2, inquiries=(make_inquiry(),), **end)
    assert listed(bench) == []


def test_an_older_state_that_comes_late_does_not_bring_a_question_back(bench: InboxBench) -> None:
    case = bench.ask(1)
    bench.tell(case, 3, inquiries=(make_inquiry(answered=True),))
    bench.tell(case, 2, inquiries=(make_inquiry(),))
    assert listed(bench) == []


def test_pages_follow_one_another_without_gap_or_repeat(bench: InboxBench) -> None:
    for number in range(1, 31):
        bench.ask(number, make_inquiry(f"inquiry-{number}", due_on=date(2026, 11, 25) + timedelta(days=number % 7)))
    first = bench.get("/inbox").json
    second = bench.get("/inbox", cursor=first["next_cursor"]).json
    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (25, 5, None)
    days = [item["due_on"] for item in first["items"] + second["items"]]
    assert days == sorted(days)
    assert len({item["inquiry_id"] for item in first["items"] + second["items"]}) == 30
    page = bench.get("/inbox", headers=HTML).body
    assert f'href="/inbox?cursor={first["next_cursor"]}"' in page


@pytest.mark.parametrize("place", ["x", "2026-11-25#M#merchant-2", "erika#case-1", "2026-11-24T09:00:00#case-1"])
def test_a_cursor_of_another_list_or_nobodys_is_refused(bench: InboxBench, place: str) -> None:
    cursor = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
    assert bench.get("/inbox", cursor=cursor).status == 422
    assert bench.get("/inbox", headers=HTML, cursor=cursor).status == 422


@pytest.mark.parametrize("place", ["x", "2026-11-25#case-1", "2026-11-24T09:00:00#case 1#payment"])
def test_a_cursor_of_proposals_is_one_of_proposals(bench: InboxBench, place: str) -> None:
    cursor = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
    assert bench.get("/inbox", proposals=cursor).status == 422


def test_a_case_with_many_questions_lists_the_nearest_and_counts_the_rest(bench: InboxBench) -> None:
    bench.ask(1, *(make_inquiry(f"inquiry-{number:02}") for number in range(MOST_QUESTIONS + 3)))
    assert listed(bench) == [f"inquiry-{number:02}" for number in range(MOST_QUESTIONS)]
    assert "3 weitere Rückfragen stehen im Fall" in bench.get("/inbox", headers=HTML).body


def test_a_long_question_is_cut_in_the_list_and_whole_on_its_page(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry(question="x" * 5000))
    assert len(bench.get("/inbox").json["items"][0]["question"]) == 300
    assert bench.get("/inbox/case-1/inquiry-1").json["question"] == "x" * 5000


def test_what_the_watch_proposes_stands_below_with_its_case(bench: InboxBench) -> None:
    case = bench.ask(1, make_inquiry(answered=True))
    for number in range(12):
        propose(bench, number, case)
    first = bench.get("/inbox").json
    second = bench.get("/inbox", proposals=first["next_proposals_cursor"]).json
    assert [one["proposal_id"] for one in first["proposals"] + second["proposals"]] == [
        f"payment-{number}" for number in range(11, -1, -1)
    ]
    assert first["proposals"][0]["case_number"] == "26-000001"
    assert first["proposals"][0]["amount"] == {"amount": "10.00", "currency": "EUR"}
    page = bench.get("/inbox", headers=HTML).body
    assert "Zahlung melden?" in page
    assert 'href="/cases/case-1"' in page
    assert bench.get("/inbox", OTHER_MERCHANT).json["proposals"] == []


def test_cases_that_wait_for_something_else_stand_on_the_first_page(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry(answered=True), court_decision_needed=CourtQuestion(until=date(2026, 12, 24)))
    bench.ask(2)
    page = bench.get("/inbox", headers=HTML).body
    assert page.count("Über das gerichtliche Verfahren entscheiden") == 1
    assert "24.12.2026" in page


def test_markup_in_what_atriga_and_debtors_wrote_is_shown_as_text(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry(question=EVIL, answer_type=EVIL), case_number=EVIL)
    for path in ("/inbox", "/inbox/case-1/inquiry-1"):
        page = bench.get(path, headers=HTML)
        assert page.status == 200
        assert EVIL not in page.body
        assert "&lt;script&gt;" in page.body


def test_an_empty_inbox_says_so(bench: InboxBench) -> None:
    assert "Nichts wartet auf Sie." in bench.get("/inbox", headers=HTML).body


@pytest.mark.parametrize("path", ["/inbox", "/inbox/case-1/inquiry-1", "/payouts", "/payouts.csv", "/payouts/1/2"])
def test_nobody_reads_it_whose_session_is_over(bench: InboxBench, path: str) -> None:
    bench.ask(1)
    bench.world.clock.move(timedelta(hours=13))
    assert bench.get(path).status == 401


def test_a_case_that_is_still_examined_may_ask(bench: InboxBench) -> None:
    case = bench.ask(1)
    assert case.transfer is Transfer.ACCEPTED
    assert bench.get("/cases", needs_me="yes").json["items"][0]["next_step"] == "answer"
