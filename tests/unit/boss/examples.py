"""Cases, and answers of the gateway as its contract describes them; all people in them are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.domain.cases.case import Case, Position, Transfer
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, DebtorKind, PostalAddress, Reminder, ReminderChannel

CASE_ID = "case-1"

CASE_NUMBER = "A-2026-1"


def a_case(**changes: Any) -> Case:
    case = Case(
        case_id=CASE_ID,
        export_id="export-1",
        customer_number="4711",
        creditor_name="Lampenladen",
        portal_account_id="22014",
        portal_account_name="webseite",
        transfer=Transfer.READY,
        debtor=Debtor(
            customer_id="900",
            kind=DebtorKind.CONSUMER,
            first_name="Erika",
            last_name="Mustermann",
            email="erika@example.org",
            address=PostalAddress(
                street="Hauptstraße", house_number="12 a", postal_code="01067", city="Dresden", country="DE"
            ),
        ),
        positions=(
            Position(
                order_id="123456_2026_05",
                contract_date=date(2026, 5, 4),
                due_date=date(2026, 5, 20),
                subject="2 x Lampe",
                principal=Money.of("119.00", "EUR"),
                paid=Money.of("19.5", "EUR"),
                delivered_on=date(2026, 5, 7),
            ),
        ),
        reminders=(
            Reminder(sent_on=date(2026, 7, 1), channel=ReminderChannel.LETTER, credit_agency_notice=True),
            Reminder(sent_on=date(2026, 6, 1)),
        ),
        created_at=datetime(2026, 11, 24, tzinfo=UTC),
        changed_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    return case.model_copy(update=changes)


def a_case_of_which_little_is_known() -> Case:
    case = a_case()
    return case.model_copy(
        update={
            "portal_account_id": None,
            "portal_account_name": None,
            "debtor": Debtor(company="Licht GmbH", address=case.debtor.address),
            "positions": (case.positions[0].model_copy(update={"delivered_on": None}),),
            "reminders": (),
        }
    )


def money_body(amount: str) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def line_body(owed: str, paid: str = "0.00") -> dict[str, Any]:
    return {"owed": money_body(owed), "paid": money_body(paid)}


def case_body(**changes: Any) -> dict[str, Any]:
    body = {
        "case_number": CASE_NUMBER,
        "previous_case_numbers": ["A-2025-9"],
        "client_reference": CASE_ID,
        "test": False,
        "submitted_at": "2026-11-24T11:00:00+01:00",
        "changed_at": "2026-11-24T10:30:00Z",
        "version": 3,
        "acceptance": "accepted",
        "rejection": None,
        "stage": "extrajudicial",
        "processing": "in_progress",
        "payment": "partially_paid",
        "status": {"code": "letter_sent", "text": "Erstes Schreiben ist raus"},
        "balance": {
            "principal": line_body("99.50", "10.00"),
            "interest": line_body("1.23"),
            "client_charges": line_body("0.00"),
            "agency_costs": line_body("32.40"),
            "total_open": money_body("123.13"),
        },
        "instalment_plan": None,
        "court_decision_needed": None,
        "solvency": "good",
        "inquiries": [],
        "documents": 2,
        "closing": None,
    }
    return {**body, **changes}


def rejected_case_body() -> dict[str, Any]:
    rejection = {"code": "address_wrong", "text": "Anschrift unbekannt", "field": "debtor.address.street"}
    return case_body(acceptance="rejected", rejection=rejection, stage="review")


def closed_case_body() -> dict[str, Any]:
    closing = {"code": "paid", "text": "Bezahlt", "closed_at": "2026-11-25T08:00:00+00:00"}
    return case_body(stage="closed", processing="closed", payment="fully_paid", closing=closing)


def smallest_case_body() -> dict[str, Any]:
    full = case_body()
    promised = "case_number client_reference changed_at version acceptance stage processing payment status"
    return {**{name: full[name] for name in promised.split()}, "balance": {"total_open": money_body("99.50")}}


def account_body(**changes: Any) -> dict[str, Any]:
    body = {
        "customer_number": "4711",
        "name": "Lampenladen GmbH",
        "capabilities": ["payments", "test_mode", "levitation"],
        "countries": ["DE", "AT"],
        "currencies": ["EUR"],
        "minimum_amount": money_body("10.00"),
        "debit_manager_url": "https://debit.example/cases/{case_number}",
    }
    return {**body, **changes}


def change_body(**changes: Any) -> dict[str, Any]:
    body = {
        "change_id": "c-1",
        "changed_at": "2026-11-24T10:30:00Z",
        "kind": "payment_received",
        "text": "Zahlung erhalten",
        "amount": money_body("10.00"),
        "case": case_body(),
    }
    return {**body, **changes}


def change_page_body(**changes: Any) -> dict[str, Any]:
    later = change_body(change_id="c-2", kind="closed", text="", amount=None, case=closed_case_body())
    return {"items": [change_body(), later], "next_cursor": "n-2", "more": False, **changes}


def problem_body(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "message": "Erika Mustermann is not known here", **more}


def validation_problem_body() -> dict[str, Any]:
    error = {"field": "debtor.address.postal_code", "code": "invalid", "message": "01067 passt nicht zu Mustermann"}
    return problem_body("invalid_case", errors=[error])


def inquiry_body(**changes: Any) -> dict[str, Any]:
    body = {
        "inquiry_id": "i-1",
        "asked_at": "2026-11-24T10:30:00Z",
        "due_on": "2026-12-01",
        "question": "Wurde die Ware geliefert?",
        "answer_type": "yes_no",
        "answered": False,
    }
    return {**body, **changes}


def document_body(**changes: Any) -> dict[str, Any]:
    body = {
        "document_id": "d-1",
        "kind": "letter",
        "title": "Erstes Schreiben",
        "created_at": "2026-11-24T10:30:00Z",
        "url": "https://debit.example/documents/d-1",
        "expires_at": None,
    }
    return {**body, **changes}


def payout_page_body(**changes: Any) -> dict[str, Any]:
    allocation = {
        "case_number": CASE_NUMBER,
        "principal": money_body("99.50"),
        "interest": money_body("1.23"),
        "charges": money_body("0.00"),
    }
    payout = {
        "payout_id": "p-1",
        "paid_on": "2026-11-23",
        "total": money_body("100.73"),
        "statement_url": None,
        "allocations": [allocation],
    }
    return {"items": [payout], "next_cursor": "p-2", "more": False, **changes}


def quote_body(**changes: Any) -> dict[str, Any]:
    return {"allowed": True, "fee": money_body("15.00"), "reason": None, **changes}
