"""How a case ends, and how a payment may end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.boss.case_record import Closing

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.boss.book import AccountBook
    from sandbox.boss.case_record import CaseRecord
    from shared.domain.money import Money

CLOSING_TEXTS = {
    "paid": "Vollständig bezahlt",
    "partially_paid": "Teilweise bezahlt, Rest uneinbringlich",
    "withdrawn": "Vom Auftraggeber zurückgenommen",
    "insolvent": "Insolvenzverfahren eröffnet",
    "untraceable": "Schuldner nicht auffindbar",
    "deceased": "Schuldner verstorben",
    "time_barred": "Forderung verjährt",
    "unsuccessful": "Ohne Erfolg beendet",
    "error": "Irrtümlich übergeben",
    "other": "Beendet",
}


def close_case(book: AccountBook, case: CaseRecord, code: str, now: datetime) -> None:
    """Close a case; a code that is not in the usual list becomes its own text."""
    text = CLOSING_TEXTS.get(code, code)
    case.closing = Closing(code, text, now)
    case.stage = "closed"
    case.status = (f"closed_{code}", text)
    case.court_question = None
    case.close_at = case.paused_until = case.decide_at = None
    book.record(case, "closed", f"Fall geschlossen: {text}", now)


def book_payment(book: AccountBook, case: CaseRecord, amount: Money, now: datetime, *, by_agency: bool) -> None:
    """Book money that came in, and close the case where nothing is open any more."""
    case.balance.book_payment(amount, by_agency=by_agency)
    kind, text = (
        ("payment_received", "Zahlung des Schuldners eingegangen")
        if by_agency
        else ("payment_booked", "Direktzahlung an den Auftraggeber gebucht")
    )
    case.status = (kind, text)
    book.record(case, kind, text, now, amount)
    close_if_nothing_is_open(book, case, now)


def close_if_nothing_is_open(book: AccountBook, case: CaseRecord, now: datetime) -> None:
    """Close a case of which nothing is owed any more."""
    if case.balance.total_open.cents == 0:
        close_case(book, case, "paid" if case.balance.paid_since_hand_over else "other", now)
