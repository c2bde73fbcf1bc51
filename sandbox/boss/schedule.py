"""What happens to a case by itself when its time has come: acceptance, the end of a pause, a withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.boss.case_record import Rejection
from sandbox.boss.closing import close_case
from sandbox.clock import berlin_day

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.boss.book import AccountBook
    from sandbox.boss.case_record import CaseRecord

UNKNOWN_POSTAL_CODE = "99999"
INSOLVENT_NAME = "insolvent"

REJECTION_TEXTS = {
    "address_unknown": "Die Anschrift ist nicht zustellbar. Bitte prüfen Sie Postleitzahl und Ort.",
    "debtor_insolvent": "Über das Vermögen des Schuldners ist ein Insolvenzverfahren eröffnet.",
    "no_legitimate_interest": "Das berechtigte Interesse ist nicht belegt.",
}

_SOLVENCIES = ("good", "medium", "poor")


def carry_out_due_steps(book: AccountBook, now: datetime) -> None:
    """Let everything happen whose time has come; doing so twice changes nothing."""
    for case in book.cases:
        if case.close_at is not None and case.close_at <= now:
            close_case(book, case, "withdrawn", now)
        if case.decide_at is not None and case.decide_at <= now:
            decide_acceptance(book, case, now)
        if case.paused_until is not None and case.paused_until <= berlin_day(now):
            resume_case(book, case, now)


def decide_acceptance(book: AccountBook, case: CaseRecord, now: datetime) -> None:
    """Accept a case, or reject it for what the sample data means to show."""
    debtor = case.submission["debtor"]
    if debtor["address"]["postal_code"] == UNKNOWN_POSTAL_CODE:
        reject_case(book, case, "address_unknown", now, field="debtor.address.postal_code")
    elif INSOLVENT_NAME in (debtor.get("last_name") or "").lower():
        reject_case(book, case, "debtor_insolvent", now)
    else:
        accept_case(book, case, now)


def accept_case(book: AccountBook, case: CaseRecord, now: datetime) -> None:
    """Take the case: out-of-court collection begins, costs and interest are added."""
    case.decide_at = None
    case.acceptance, case.stage = "accepted", "extrajudicial"
    case.status = ("accepted", "Angenommen, Bearbeitung beginnt")
    # Repeatable, and spread over the sample cases; it says nothing about anybody.
    case.solvency = _SOLVENCIES[case.balance.total_open.cents % len(_SOLVENCIES)]
    case.balance.add_acceptance_costs()
    book.record(case, "accepted", "Fall angenommen", now)


def reject_case(
    book: AccountBook, case: CaseRecord, code: str, now: datetime, *, text: str | None = None, field: str | None = None
) -> None:
    """Do not take the case; ``field`` is the path of what is wrong in the submission, where one is."""
    case.decide_at = None
    case.acceptance = "rejected"
    case.rejection = Rejection(code, text or REJECTION_TEXTS.get(code, code), field)
    case.stage = "closed"
    case.status = (f"rejected_{code}", case.rejection.text)
    book.record(case, "rejected", f"Fall abgelehnt: {case.rejection.text}", now)


def resume_case(book: AccountBook, case: CaseRecord, now: datetime) -> None:
    """Go on with a paused case."""
    case.paused_until = None
    case.status = ("resumed", "Bearbeitung fortgesetzt")
    book.record(case, "resumed", "Bearbeitung fortgesetzt", now)
