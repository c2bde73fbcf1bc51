"""What the client may do to a case: payments, reductions, withdrawal, pause, court decision, answers.

Each function works on an open desk, checks what the schema cannot, and notes one change. Repeating a step that
carries a reference, or that asks for what is already so, changes nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sandbox.boss.closing import book_payment, close_if_nothing_is_open
from sandbox.boss.problems import ProblemError, refuse_field
from sandbox.boss.schedule import resume_case
from sandbox.boss.wire import read_money
from sandbox.clock import berlin_day

if TYPE_CHECKING:
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.gateway import Desk
    from sandbox.boss.wire import Json
    from shared.domain.money import Money

WITHDRAWAL_TAKES = timedelta(seconds=2)
_WITHDRAWAL_FEE = 1500
_WITHDRAWAL_FEE_AT_COURT = 4500


def report_payment(desk: Desk, case: CaseRecord, body: Json) -> bool:
    """Book money that the client took in; return whether it is new."""
    if body["payment_reference"] in case.payment_references:
        return False
    amount = read_money(body["amount"])
    _require_bookable(case, body, amount, case.balance.total_open)
    if date.fromisoformat(body["value_date"]) > berlin_day(desk.now):
        refuse_field("value_date", "in_future", "Der Tag liegt in der Zukunft.")
    case.payment_references.add(body["payment_reference"])
    book_payment(desk.book, case, amount, desk.now, by_agency=False)
    return True


def reduce_claim(desk: Desk, case: CaseRecord, body: Json) -> bool:
    """Lower the claim; return whether the reduction is new."""
    if body["reduction_reference"] in case.reduction_references:
        return False
    amount = read_money(body["amount"])
    _require_bookable(case, body, amount, case.balance.money(case.balance.lines["principal"].open))
    case.reduction_references.add(body["reduction_reference"])
    case.balance.reduce_principal(amount)
    case.status = ("claim_reduced", "Forderung gemindert")
    desk.book.record(case, "claim_reduced", "Forderung gemindert", desk.now, amount)
    close_if_nothing_is_open(desk.book, case, desk.now)
    return True


def withdrawal_fee(case: CaseRecord) -> Money:
    """Return what taking the case back costs now: nothing before acceptance, more at court (assumed figures)."""
    if case.acceptance == "pending":
        return case.balance.money(0)
    return case.balance.money(_WITHDRAWAL_FEE if case.stage == "extrajudicial" else _WITHDRAWAL_FEE_AT_COURT)


def why_not_withdrawable(case: CaseRecord) -> str | None:
    """Return why a case cannot be taken back, ``None`` where it can."""
    if case.is_open:
        return None
    return "Der Fall wurde abgelehnt." if case.acceptance == "rejected" else "Der Fall ist schon geschlossen."


def withdraw_case(desk: Desk, case: CaseRecord, body: Json) -> None:
    """Take a withdrawal; the case closes a little later. One that is already taken is not taken again."""
    if case.close_at is not None or (case.closing is not None and case.closing.code == "withdrawn"):
        return
    reason = why_not_withdrawable(case)
    if reason is not None:
        raise ProblemError(409, "not_withdrawable", reason)
    fee = withdrawal_fee(case)
    accepted = read_money(body["accepted_fee"])
    if accepted.currency != fee.currency or accepted < fee:
        raise ProblemError(409, "fee_changed", f"Die Rücknahme kostet jetzt {fee.amount} {fee.currency}.")
    case.close_at = desk.now + WITHDRAWAL_TAKES
    case.decide_at = None
    case.status = ("withdrawal_received", "Rücknahme eingegangen")
    desk.book.record(case, "withdrawal_received", "Rücknahme eingegangen", desk.now)


def pause_case(desk: Desk, case: CaseRecord, until: date) -> None:
    """Stop working on a case until a day."""
    if case.paused_until == until:
        return
    _require_open(case)
    if until <= berlin_day(desk.now):
        refuse_field("until", "not_in_future", "Der Tag muss in der Zukunft liegen.")
    case.paused_until = until
    text = f"Pausiert bis {until:%d.%m.%Y}"
    case.status = ("paused", text)
    desk.book.record(case, "paused", text, desk.now)


def end_pause(desk: Desk, case: CaseRecord) -> None:
    """Go on with a case; one that is not paused stays as it is."""
    if case.paused_until is not None:
        resume_case(desk.book, case, desk.now)


def decide_court_proceedings(desk: Desk, case: CaseRecord, body: Json) -> None:
    """Note the client's consent to court dunning, or its refusal."""
    question = case.court_question
    if question is None:
        raise ProblemError(409, "nothing_to_decide", "Zu diesem Fall ist nichts zu entscheiden.")
    if body["decision"] == "decline":
        kind, text = "stage_changed", "Gerichtliches Mahnverfahren abgelehnt, weiter außergerichtlich"
        case.status = ("court_declined", text)
    else:
        _require_accepted_advance(body, question.advance)
        kind, text = "court_order_filed", "Mahnbescheid beantragt"
        case.stage, case.status = "judicial", (kind, text)
    case.court_question = None
    desk.book.record(case, kind, text, desk.now)


def _require_accepted_advance(body: Json, advance: Money) -> None:
    if "accepted_advance" not in body:
        refuse_field("accepted_advance", "required", "Der Vorschuss muss bestätigt werden.")
    accepted = read_money(body["accepted_advance"])
    if accepted.currency != advance.currency or accepted < advance:
        raise ProblemError(409, "advance_changed", f"Der Vorschuss beträgt {advance.amount} {advance.currency}.")


def _require_bookable(case: CaseRecord, body: Json, amount: Money, highest: Money) -> None:
    if not case.is_open:
        refuse_field("", "case_not_open", "Der Fall ist nicht offen.")
    if amount.currency != highest.currency:
        refuse_field("amount.currency", "currency_mixed", "Ein Fall hat nur eine Währung.")
    if amount.cents <= 0:
        refuse_field("amount", "not_positive", "Der Betrag muss größer als null sein.")
    if amount.cents > highest.cents:
        refuse_field("amount", "exceeds_open", "Der Betrag ist höher als das, was offen ist.")
    order_reference = body.get("order_reference")
    if order_reference is not None and order_reference not in case.order_references:
        refuse_field("order_reference", "unknown_order", "Dieser Auftrag gehört nicht zum Fall.")


def _require_open(case: CaseRecord) -> None:
    if not case.is_open:
        raise ProblemError(409, "case_not_open", "Der Fall ist nicht offen.")
