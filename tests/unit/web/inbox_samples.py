"""The inbox and the payouts to show on pages, with everything in them that tends to break a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from functions.cases_api.inbox.inquiry_routes import Asked
from functions.cases_api.inbox.reading import CaseProposal, Entry, InboxPage
from functions.cases_api.payouts.page import PayoutRow, PayoutsView
from functions.cases_api.payouts.view_query import read_filter
from shared.domain.cases.case import CourtQuestion
from shared.domain.cases.case_row import row_of
from shared.domain.cases.command import CommandState, FieldProblem
from shared.domain.cases.command_payloads import LONGEST_ANSWER, AnswerInquiry
from shared.domain.cases.inquiries import Answer, AnswerObstacle, Urgency
from shared.domain.cases.payout import KeptPayout, PayoutShare, add_by_currency
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from shared.store.payouts import PayoutsPage, PayoutSum, SharesPage
from tests.unit.web.samples import (
    EVIL,
    NOW,
    euros,
    make_account,
    make_case,
    make_command,
    make_debtor,
    make_inquiry,
    make_snapshot,
)

ASKED_CASE = make_case(
    debtor=make_debtor(company=EVIL), snapshot=make_snapshot(case_number="A-4711", closing=None), test=True
)
ROW = row_of(ASKED_CASE)


def make_answer(state: CommandState | None = None, **payload: Any) -> Answer:
    if state is None:
        return Answer()
    given = AnswerInquiry(inquiry_id="inquiry-1", **{"answer": "yes", "comment": EVIL, **payload})
    problems = (FieldProblem(field="answer", code="x", message=EVIL),) if state is CommandState.REFUSED else ()
    command = make_command().model_copy(update={"payload": given, "state": state, "problems": problems})
    return Answer().followed_by(command)


def make_entry(number: int, urgency: Urgency, state: CommandState | None = None, **changes: Any) -> Entry:
    due_on = None if urgency is Urgency.NO_DAY else date(2026, 11, 22 + number)
    return Entry(ROW, make_inquiry(f"inquiry {number}/?", due_on=due_on, **changes), make_answer(state), urgency)


PROPOSAL = Proposal(
    proposal_id="payment-1",
    case_id="case-1",
    order_id=EVIL,
    kind=ProposalKind.REPORT_PAYMENT,
    reason=ProposalReason.PERHAPS_COLLECTED,
    made_at=NOW,
    amount=euros(1000),
)
WAITING = row_of(
    make_case(
        case_id="case-2",
        snapshot=make_snapshot(closing=None, court_decision_needed=CourtQuestion(until=date(2026, 12, 24))),
    )
)
FULL_INBOX = InboxPage(
    entries=[
        make_entry(1, Urgency.OVERDUE, question=EVIL),
        make_entry(2, Urgency.TODAY, CommandState.PENDING),
        make_entry(3, Urgency.SOON, CommandState.REFUSED),
        make_entry(8, Urgency.LATER, CommandState.DONE, question=""),
        make_entry(9, Urgency.NO_DAY),
    ],
    unlisted=[(ROW, 2)],
    cursor="2026-12-01#case-1",
    proposals=[CaseProposal(PROPOSAL, ROW), CaseProposal(PROPOSAL, None)],
    proposals_cursor="2026-11-24T09:30:00.000000+00:00#case-1#payment-1",
    others=[WAITING],
    has_more_others=True,
)
EMPTY_INBOX = InboxPage([], [], None)


def show_inbox(inbox: InboxPage = FULL_INBOX, **changes: Any) -> dict[str, Any]:
    cursors = {"next_cursor": inbox.cursor, "next_proposals_cursor": inbox.proposals_cursor}
    return {"inbox": inbox, **cursors, "is_first": True, "told": None, **changes}


def show_inquiry(
    kind: str = "yes_no_unknown",
    answer: Answer | None = None,
    obstacle: AnswerObstacle | None = None,
    *,
    takes_documents: bool = True,
    **changes: Any,
) -> dict[str, Any]:
    inquiry = make_inquiry(answer_type=kind, question=f"{EVIL}\nZweite Zeile")
    return {
        "asked": Asked(ASKED_CASE, inquiry, answer or Answer(), obstacle, takes_documents),
        "answer_type": kind,
        "urgency": Urgency.OVERDUE,
        "typed": {},
        "errors": {},
        "is_outdated": False,
        "longest_answer": LONGEST_ANSWER,
        **changes,
    }


def make_kept_payout(**changes: Any) -> KeptPayout:
    payout = KeptPayout(
        payout_id="P 4711/?",
        customer_number="400123",
        paid_on=date(2026, 11, 20),
        total=euros(123456),
        allocation_count=7,
    )
    return payout.model_copy(update=changes)


def make_share(**changes: Any) -> PayoutShare:
    share = PayoutShare(
        payout_id="P 4711/?",
        customer_number="400123",
        paid_on=date(2026, 11, 20),
        case_number=EVIL,
        case_id="case-1",
        principal=euros(40000),
        interest=euros(300),
        charges=euros(700),
    )
    return share.model_copy(update=changes)


SHARES = [make_share(), make_share(case_id=None, case_number="99-1")]


def show_payouts(query: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    payout = make_kept_payout()
    values: dict[str, Any] = {
        "asked": read_filter(query or {}),
        "found": PayoutsPage([payout], "2026-11-20#400123#P 4711/?", 1000, payout.paid_on),
        "rows": [PayoutRow(payout, SharesPage(SHARES, 2))],
        "paid_out": PayoutSum([euros(123456)], 3, is_whole=True),
        "accounts": [make_account(name=EVIL)],
        "cursor": None,
        "still_open": [euros(500000)],
    }
    return {"view": PayoutsView(**(values | changes))}


def show_payout(**changes: Any) -> dict[str, Any]:
    return {
        "payout": make_kept_payout(),
        "shares": SHARES,
        "sums": add_by_currency(share.total for share in SHARES),
        "next_address": None,
        "first_address": None,
        **changes,
    }


EMPTY_PAYOUTS = PayoutsPage([], None, 0, None)
NO_SUM = PayoutSum([], 0, is_whole=True)
LOOKED_FAR = PayoutsPage([], "2026-11-20#400123#P1", 1000, date(2023, 1, 1))

INBOX_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "inbox": ("inbox.html", show_inbox(told="answered")),
    "empty inbox": ("inbox.html", show_inbox(EMPTY_INBOX)),
    "end of the inbox": ("inbox.html", show_inbox(EMPTY_INBOX, is_first=False)),
    "question": ("inquiry.html", show_inquiry()),
    "question with errors": (
        "inquiry.html",
        show_inquiry(
            errors={"answer": "no_choice", "file": "file_kind", "comment": "too_long", "document_kind": "no_choice"},
            typed={"answer": EVIL, "comment": EVIL, "document_kind": EVIL},
        ),
    ),
    "question for a text": ("inquiry.html", show_inquiry("text", errors={"answer": "missing"})),
    "question for a day": ("inquiry.html", show_inquiry("date", errors={"answer": "no_day"}, typed={"answer": EVIL})),
    "question for a document": ("inquiry.html", show_inquiry("document", errors={"file": "no_file"})),
    "question for a document that is not taken": ("inquiry.html", show_inquiry("document", takes_documents=False)),
    "answer on its way": ("inquiry.html", show_inquiry(answer=make_answer(CommandState.UNKNOWN))),
    "answer that arrived": ("inquiry.html", show_inquiry("date", make_answer(CommandState.DONE, answer="2026-11-01"))),
    "answer that was refused": ("inquiry.html", show_inquiry(answer=make_answer(CommandState.REFUSED))),
    "answer from another window": (
        "inquiry.html",
        show_inquiry(answer=make_answer(CommandState.PENDING), is_outdated=True),
    ),
    **{
        f"question that is {obstacle.value}": ("inquiry.html", show_inquiry(obstacle=obstacle))
        for obstacle in AnswerObstacle
    },
    "payouts": ("payouts.html", show_payouts()),
    "no payouts": ("payouts.html", show_payouts(found=EMPTY_PAYOUTS, rows=[], paid_out=NO_SUM)),
    "payouts of an account": (
        "payouts.html",
        show_payouts({"atriga": EVIL, "paid_from": EVIL, "paid_to": EVIL}, cursor="2026-11-21#1#2"),
    ),
    "payouts looked far": ("payouts.html", show_payouts({"atriga": "1"}, found=LOOKED_FAR, rows=[], paid_out=NO_SUM)),
    "no payout fits": ("payouts.html", show_payouts({"atriga": "1"}, found=EMPTY_PAYOUTS, rows=[], paid_out=NO_SUM)),
    "many payouts": ("payouts.html", show_payouts(paid_out=PayoutSum([euros(1)], 1000, is_whole=False))),
    "payout": ("payout.html", show_payout()),
    "part of a payout": ("payout.html", show_payout(sums=[], next_address="/payouts/1/2?first=100", first_address="/")),
    "payout without cases": ("payout.html", show_payout(shares=[], sums=[])),
}
