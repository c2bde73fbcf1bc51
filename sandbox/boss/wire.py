"""How the simulator's things look in the contract's JSON, and how amounts are read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.boss.moments import write_instant
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sandbox.boss.accounts import Account
    from sandbox.boss.balance import Balance
    from sandbox.boss.case_record import CaseRecord, Closing, CourtQuestion, Document, Inquiry, InstalmentPlan

type Json = dict[str, Any]


def read_money(value: Mapping[str, str]) -> Money:
    """Read an amount of the contract, whose form the schema has checked."""
    return Money.of(value["amount"], value["currency"])


def write_money(money: Money) -> Json:
    """Write an amount: a decimal string and the currency."""
    return {"amount": str(money.amount), "currency": money.currency}


def write_account(account: Account, public_url: str) -> Json:
    """Write what an account may do; the DebitManager is the simulator's own console."""
    return {
        "customer_number": account.customer_number,
        "name": account.name,
        "capabilities": list(account.capabilities),
        "countries": list(account.countries),
        "currencies": list(account.currencies),
        "minimum_amount": write_money(account.minimum_amount),
        "debit_manager_url": f"{public_url}/cases/{{case_number}}",
    }


def write_case(case: CaseRecord) -> Json:
    """Write the whole case as it stands."""
    code, text = case.status
    return {
        "case_number": case.case_number,
        "previous_case_numbers": list(case.previous_case_numbers),
        "client_reference": case.client_reference,
        "test": case.test,
        "submitted_at": write_instant(case.submitted_at),
        "changed_at": write_instant(case.changed_at),
        "version": case.version,
        "acceptance": case.acceptance,
        "rejection": _write_rejection(case),
        "stage": case.stage,
        "processing": case.processing,
        "payment": case.balance.payment_state,
        "status": {"code": code, "text": text},
        "balance": _write_balance(case.balance),
        "instalment_plan": _write_plan(case.instalment_plan),
        "court_decision_needed": _write_court_question(case.court_question, case.solvency),
        "solvency": case.solvency,
        "inquiries": [write_inquiry(inquiry) for inquiry in case.inquiries],
        "documents": len(case.documents),
        "closing": _write_closing(case.closing),
    }


def write_inquiry(inquiry: Inquiry) -> Json:
    """Write a question to the client."""
    return {
        "inquiry_id": inquiry.inquiry_id,
        "asked_at": write_instant(inquiry.asked_at),
        "due_on": inquiry.due_on.isoformat() if inquiry.due_on else None,
        "question": inquiry.question,
        "answer_type": inquiry.answer_type,
        "answered": inquiry.answer is not None,
    }


def write_document(document: Document, url: str, expires_at: datetime) -> Json:
    """Write a document with the deep link under which it can be seen until ``expires_at``."""
    return {
        "document_id": document.document_id,
        "kind": document.kind,
        "title": document.title,
        "created_at": write_instant(document.created_at),
        "url": url,
        "expires_at": write_instant(expires_at),
    }


def _write_balance(balance: Balance) -> Json:
    lines = {
        name: {"owed": write_money(balance.money(line.owed)), "paid": write_money(balance.money(line.paid))}
        for name, line in balance.lines.items()
    }
    return {**lines, "total_open": write_money(balance.total_open)}


def _write_rejection(case: CaseRecord) -> Json | None:
    if case.rejection is None:
        return None
    return {"code": case.rejection.code, "text": case.rejection.text, "field": case.rejection.field}


def _write_plan(plan: InstalmentPlan | None) -> Json | None:
    if plan is None:
        return None
    return {"rate": write_money(plan.rate), "next_due": plan.next_due.isoformat(), "kept": plan.kept}


def _write_court_question(question: CourtQuestion | None, solvency: str | None) -> Json | None:
    if question is None:
        return None
    answer: Json = {"advance": write_money(question.advance), "until": question.until.isoformat()}
    return answer if solvency is None else {**answer, "solvency": solvency}


def _write_closing(closing: Closing | None) -> Json | None:
    if closing is None:
        return None
    return {"code": closing.code, "text": closing.text, "closed_at": write_instant(closing.closed_at)}
