"""The inbox as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from functions.cases_api.cursor import write_cursor
from shared.domain.cases.inquiries import Standing, Urgency, answer_type_of

if TYPE_CHECKING:
    from functions.cases_api.inbox.reading import CaseProposal, Entry, InboxPage
    from shared.domain.cases.case import Inquiry
    from shared.domain.cases.inquiries import Answer
    from shared.domain.money import Money

INBOX_PATH = "/inbox"


def inquiry_path(case_id: str, inquiry_id: str) -> str:
    """Return the address of a question."""
    return f"{INBOX_PATH}/{quote(case_id, safe='')}/{quote(inquiry_id, safe='')}"


def show_inbox(inbox: InboxPage, public_url: str) -> dict[str, Any]:
    """Return a page; days are ISO 8601, instants with an offset, amounts decimal strings."""
    return {
        "items": [_show_entry(entry, public_url) for entry in inbox.entries],
        "next_cursor": write_cursor(inbox.cursor),
        "proposals": [_show_proposal(proposed) for proposed in inbox.proposals],
        "next_proposals_cursor": write_cursor(inbox.proposals_cursor),
    }


def show_inquiry(inquiry: Inquiry, answer: Answer) -> dict[str, Any]:
    """Return one question and how far its answer is."""
    command = answer.command
    return {
        "inquiry_id": inquiry.inquiry_id,
        "asked_at": inquiry.asked_at.isoformat(),
        "due_on": inquiry.due_on.isoformat() if inquiry.due_on else None,
        "question": inquiry.question,
        "answer_type": inquiry.answer_type,
        "answered_as": answer_type_of(inquiry).value,
        "answered": inquiry.answered,
        "state": answer.standing.value,
        "refused_because": command.last_error if command and answer.standing is Standing.REFUSED else None,
    }


def _show_entry(entry: Entry, public_url: str) -> dict[str, Any]:
    return {
        "case_id": entry.case.case_id,
        "case_number": entry.case.case_number,
        "debtor_name": entry.case.debtor_name,
        "atriga_account": entry.case.customer_number,
        "test": entry.case.test,
        "overdue": entry.urgency is Urgency.OVERDUE,
        **show_inquiry(entry.inquiry, entry.answer),
        "page_url": public_url + inquiry_path(entry.case.case_id, entry.inquiry.inquiry_id),
    }


def _show_proposal(proposed: CaseProposal) -> dict[str, Any]:
    proposal, case = proposed
    return {
        "proposal_id": proposal.proposal_id,
        "case_id": proposal.case_id,
        "case_number": case.case_number if case else None,
        "order_id": proposal.order_id,
        "kind": proposal.kind.value,
        "reason": proposal.reason.value,
        "made_at": proposal.made_at.isoformat(),
        "amount": _show_money(proposal.amount),
        "fee": _show_money(proposal.fee),
    }


def _show_money(money: Money | None) -> dict[str, str] | None:
    return None if money is None else {"amount": str(money.amount), "currency": money.currency}
