"""What the agency does to a case: the steps behind the console's buttons.

Each step takes the open desk, the case and the parameters that a person or a test gave; a parameter that is
missing has a sensible default, so that every step works with none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from sandbox.boss import client_steps, documents, inquiries, schedule
from sandbox.boss.case_record import CourtQuestion, InstalmentPlan
from sandbox.boss.closing import book_payment, close_case
from sandbox.boss.problems import refuse_field
from sandbox.boss.wire import write_money
from sandbox.clock import berlin_day

if TYPE_CHECKING:
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.gateway import Desk
    from sandbox.boss.parameters import Parameters

_COURT_ADVANCE_CENTS = 3800


def accept(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Take the case."""
    schedule.accept_case(desk.book, case, desk.now)


def reject(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Do not take the case."""
    code = parameters.text("code", "address_unknown")
    text = parameters.text("text", "") or None
    schedule.reject_case(desk.book, case, code, desk.now, text=text, field=parameters.text("field", "") or None)


def send_letter(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Write to the debtor."""
    case.letters += 1
    text = f"{case.letters}. Schreiben an den Schuldner versandt"
    case.status = ("letter_sent", text)
    desk.book.record(case, "letter_sent", text, desk.now)


def call_debtor(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Speak to the debtor."""
    case.status = ("call_made", "Schuldner angerufen")
    desk.book.record(case, "call_made", "Schuldner angerufen", desk.now)


def receive_payment(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Take in money of the debtor."""
    highest = case.balance.total_open
    amount = parameters.money("amount", highest)
    if amount.cents > highest.cents:
        refuse_field("amount", "exceeds_open", "Der Betrag ist höher als das, was offen ist.")
    book_payment(desk.book, case, amount, desk.now, by_agency=True)


def agree_instalments(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Agree on payment by instalments."""
    default = case.balance.money(max(1, case.balance.total_open.cents // 4))
    rate = parameters.money("rate", default)
    next_due = parameters.day("next_due", berlin_day(desk.now) + timedelta(days=30))
    case.instalment_plan = InstalmentPlan(rate, next_due)
    case.status = ("instalments_agreed", "Ratenzahlung vereinbart")
    desk.book.record(case, "instalments_agreed", "Ratenzahlung vereinbart", desk.now, rate)


def break_instalments(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Note that an instalment did not come."""
    # The table of actions offers this step only where there is a plan.
    case.instalment_plan = replace(cast("InstalmentPlan", case.instalment_plan), kept=False)
    case.status = ("instalments_broken", "Ratenzahlung nicht eingehalten")
    desk.book.record(case, "instalments_broken", "Ratenzahlung nicht eingehalten", desk.now)


def ask(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Ask the client something."""
    answer_type = parameters.text("answer_type", "yes_no")
    if answer_type not in inquiries.ANSWER_TYPES:
        refuse_field("answer_type", "not_allowed", "Diese Art der Antwort gibt es nicht.")
    question = parameters.text("question", "Wurde die Ware vollständig geliefert?")
    due_on = parameters.day("due_on", berlin_day(desk.now) + timedelta(days=14))
    inquiries.ask_inquiry(desk, case, question, answer_type, due_on)


def add_document(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Add a document that the client may see."""
    kind = parameters.text("kind", "correspondence")
    documents.add_document(desk, case, kind, parameters.text("title", "Schreiben an den Schuldner"))


def pause(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Stop working on the case until a day."""
    client_steps.pause_case(desk, case, parameters.day("until", berlin_day(desk.now) + timedelta(days=14)))


def resume(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Go on with a paused case."""
    client_steps.end_pause(desk, case)


def ask_court_decision(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Ask the client whether to go to court, naming what it would have to lay out."""
    advance = parameters.money("advance", case.balance.money(_COURT_ADVANCE_CENTS))
    until = parameters.day("until", berlin_day(desk.now) + timedelta(days=21))
    case.court_question = CourtQuestion(advance, until)
    case.status = ("court_decision_needed", "Entscheidung über das gerichtliche Mahnverfahren nötig")
    desk.book.record(case, "court_decision_needed", case.status[1], desk.now, advance)


def replace_number(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Give the case another number; the earlier one stays findable."""
    case.previous_case_numbers.append(case.case_number)
    case.case_number = desk.book.numbering.next_case_number(desk.now, test=case.test)
    text = parameters.text("text", "Aktenzeichen ersetzt")
    desk.book.record(case, "case_number_changed", text, desk.now)


def close(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """End the case."""
    close_case(desk.book, case, parameters.text("code", "unsuccessful"), desk.now)


def reopen(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Take up a closed case again."""
    case.closing = None
    case.stage = "extrajudicial"
    case.status = ("reopened", "Fall wieder aufgenommen")
    desk.book.record(case, "reopened", "Fall wieder aufgenommen", desk.now)


def send_unknown_status(desk: Desk, case: CaseRecord, parameters: Parameters) -> None:
    """Send a status, a stage and an event that no client knows."""
    code = parameters.text("code", "XQ-17")
    text = parameters.text("text", "Sonderbearbeitung Stufe 17")
    case.stage, case.status = "special_treatment", (code, text)
    desk.book.record(case, "special_step", text, desk.now)


def pay_out(desk: Desk, case: CaseRecord, _: Parameters) -> None:
    """Settle what was collected of this case; the case itself does not change by it."""
    balance = case.balance
    total = balance.payable
    parts = {name: write_money(balance.money(cents)) for name, cents in balance.pay_out().items()}
    allocation = {
        "case_number": case.case_number,
        "principal": parts["principal"],
        "interest": parts["interest"],
        "charges": parts["client_charges"],
    }
    desk.book.payouts.entries.append(
        {
            "payout_id": desk.book.numbering.next_id("payout"),
            "paid_on": berlin_day(desk.now).isoformat(),
            "total": write_money(total),
            "statement_url": None,
            "allocations": [allocation],
        }
    )
