"""The pages of a case and of its actions with sample values, foreign texts in them that would break a careless page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from functions.cases_api.case.action_view import ActionView, Step
from functions.cases_api.case.atriga import Trouble
from functions.cases_api.case.documents import DocumentShelf
from functions.cases_api.case.page import CasePage
from functions.cases_api.case.pricing import Price
from shared.domain.cases.case import Acceptance, CourtQuestion, Inquiry, InstalmentPlan
from shared.domain.cases.case_actions import ACTIONS, Obstacle
from shared.domain.cases.case_document import CaseDocument
from shared.domain.cases.case_interest import reckon_case_interest
from shared.domain.cases.command import Command, CommandState, FieldProblem
from shared.domain.cases.command_payloads import (
    CommandKind,
    CommandPayload,
    PauseCase,
    ReportPayment,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.cases.next_step import next_step_of
from shared.domain.cases.payout import PayoutShare
from shared.domain.cases.timeline import Actor
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from tests.unit.web.samples import EVIL, NOW, euros, make_case, make_change, make_position, make_snapshot
from tests.unit.web.table_samples import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.cases_api.case.timeline import TimelineEntry
    from shared.domain.cases.case import Case

PAYMENT = ReportPayment(amount=euros(5000), value_date=date(2026, 11, 20), order_id=EVIL)
WITHDRAWAL = WithdrawCase(reason=WithdrawalReason.GOODWILL, note=EVIL, accepted_fee=euros(1500))
PAUSE = PauseCase(until=date(2026, 12, 24), reason=EVIL)


def make_page(case: Case, timeline: Sequence[TimelineEntry] = (), **shown: Any) -> CasePage:
    values: dict[str, Any] = {
        "case": case,
        "actions": [],
        "next": next_step_of(case),
        "proposals": [],
        "on_their_way": [],
        "refusals": [],
        "payments": [],
        "payouts": [],
        "shelf": DocumentShelf(),
        "timeline": timeline,
        "interest": reckon_case_interest(case, NOW.date()),
        "marks": MARKS,
    }
    return CasePage(**{**values, **shown})


def make_proposal(**changes: Any) -> Proposal:
    proposal = Proposal(
        proposal_id="withdrawal-473_2026_07",
        case_id="case-1",
        order_id=EVIL,
        kind=ProposalKind.WITHDRAW,
        reason=ProposalReason.ORDER_CANCELLED,
        made_at=NOW,
    )
    return proposal.model_copy(update=changes)


def order(payload: CommandPayload, state: CommandState = CommandState.PENDING, **changes: Any) -> Command:
    command = Command(
        command_id="command-2", case_id="case-1", payload=payload, state=state, created_at=NOW, due_at=NOW
    )
    return command.model_copy(update=changes)


def make_document(document_id: str = "d/1", kind: str = "invoice", **changes: Any) -> CaseDocument:
    document = CaseDocument(
        document_id=document_id, kind=kind, title=EVIL, created_at=NOW, url="https://boss.example/secret-link"
    )
    return document.model_copy(update=changes)


def make_asked_case() -> Case:
    """Make a case of two orders in which atriga asks for all that it can ask for."""
    snapshot = make_snapshot(
        closing=None,
        acceptance=Acceptance.ACCEPTED,
        processing="waiting_for_client",
        documents=2,
        instalment_plan=InstalmentPlan(rate=euros(5000), next_due=date(2026, 12, 1), kept=True),
        court_decision_needed=CourtQuestion(advance=euros(3600), until=date(2026, 12, 10)),
        inquiries=(
            Inquiry(
                inquiry_id="i1",
                asked_at=NOW,
                due_on=date(2026, 12, 1),
                question=EVIL,
                answer_type="text",
                answered=False,
            ),
        ),
    )
    return make_case(snapshot=snapshot, positions=(make_position(), make_position("474_2026_07")))


ASKED_CASE = make_asked_case()
REFUSED = order(
    PAYMENT,
    CommandState.REFUSED,
    problems=(FieldProblem(field="amount", code="exceeds_open", message=EVIL),),
    last_error="refused",
)
SHARE = PayoutShare(
    payout_id="p1",
    customer_number="400123",
    paid_on=date(2026, 11, 20),
    case_number="A-4711",
    case_id="case-1",
    principal=euros(10000),
    interest=euros(200),
    charges=euros(50),
)
FULL_PAGE = make_page(
    ASKED_CASE,
    actions=list(ACTIONS),
    proposals=[make_proposal(fee=euros(1500))],
    on_their_way=[order(WITHDRAWAL, CommandState.UNKNOWN, ordered_by=Actor.MERCHANT), order(PAUSE)],
    refusals=[REFUSED],
    payments=[make_change(), make_change("payment_booked")],
    payouts=[SHARE],
    shelf=DocumentShelf(2, [make_document(), make_document("d2", "new_kind", title="")]),
    debit_manager_url="https://debit.example/A-4711",
    told="ordered",
)


def show_action(kind: CommandKind, view: ActionView | None = None, **changes: Any) -> dict[str, Any]:
    values = {
        "case": ASKED_CASE,
        "kind": kind,
        "view": view or ActionView(Step.FORM),
        "proposal": None,
        "is_confirmed_at_once": False,
        "token": "0f8fad5b-d9cb-469f-a165-70867728950e",
    }
    return {**values, **changes}


_PRICE = Price(euros(1500))
_TYPED = {"amount": EVIL, "value_date": "2026-11-20", "note": EVIL, "reason": EVIL, "order_id": "473_2026_07"}

CASE_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "case with everything": ("case.html", {"page": FULL_PAGE}),
    "case without documents now": (
        "case.html",
        {"page": make_page(ASKED_CASE, shelf=DocumentShelf(2, trouble=Trouble.AWAY), told="put_aside")},
    ),
    "case with too many marks": ("case.html", {"page": make_page(ASKED_CASE, told="too_many_marks")}),
    "case full of marks": ("case.html", {"page": make_page(ASKED_CASE, told="case_full_of_marks")}),
    "case decided before": ("case.html", {"page": make_page(ASKED_CASE, told="decided_before")}),
    **{f"action {kind.value}": ("case_action.html", show_action(kind)) for kind in ACTIONS},
    "priced withdrawal": (
        "case_action.html",
        show_action(
            CommandKind.WITHDRAW,
            ActionView(Step.FORM, _PRICE, _TYPED, {"reason": "no_choice", "note": "too_long_text"}),
            proposal=make_proposal(),
        ),
    ),
    "refused payment form": (
        "case_action.html",
        show_action(
            CommandKind.REPORT_PAYMENT,
            ActionView(Step.FORM, typed=_TYPED, errors={"amount": "no_amount", "value_date": "still_to_come"}),
        ),
    ),
    "refused upload": (
        "case_action.html",
        show_action(
            CommandKind.UPLOAD_DOCUMENT,
            ActionView(Step.FORM, errors={"file": "file_too_large", "document_kind": "no_choice"}),
            is_confirmed_at_once=True,
        ),
    ),
    "form sent before": (
        "case_action.html",
        show_action(CommandKind.PAUSE, ActionView(Step.FORM, errors={"form": "ordered_otherwise"})),
    ),
    "confirmed withdrawal": (
        "case_action.html",
        show_action(
            CommandKind.WITHDRAW, ActionView(Step.CONFIRM, _PRICE, _TYPED, payload=WITHDRAWAL).with_risen_price()
        ),
    ),
    "confirmed payment": (
        "case_action.html",
        show_action(
            CommandKind.REPORT_PAYMENT,
            ActionView(Step.CONFIRM, typed=_TYPED, payload=PAYMENT.model_copy(update={"amount": euros(99999900)})),
        ),
    ),
    "action that is not offered": (
        "case_action.html",
        show_action(CommandKind.RESUME, ActionView(Step.OBSTACLE, obstacle=Obstacle.NOT_PAUSED)),
    ),
    "action without an answer": (
        "case_action.html",
        show_action(CommandKind.WITHDRAW, ActionView(Step.TROUBLE, trouble=Trouble.AWAY), proposal=make_proposal()),
    ),
    "action that atriga does not do": (
        "case_action.html",
        show_action(CommandKind.WITHDRAW, ActionView(Step.IMPOSSIBLE, Price(is_possible=False, refusal=EVIL))),
    ),
}
