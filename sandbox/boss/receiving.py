"""Receiving cases: every submission becomes one case at most, however often it is sent.

- the same key and body: the first answer again;
- the same key with another body or mode: 409 ``idempotency_key_reused``;
- the same client reference under another key: 409 ``duplicate_reference``.

Refused submissions leave no trace, so that a corrected one may come under the same key (assumed). A client
reference counts for live and test cases together, because a search by it finds one case at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.boss.balance import Balance
from sandbox.boss.case_record import CaseRecord
from sandbox.boss.problems import ProblemError
from sandbox.boss.wire import read_money, write_case

if TYPE_CHECKING:
    from datetime import timedelta

    from sandbox.boss.gateway import Desk
    from sandbox.boss.wire import Json


def find_earlier_answer(desk: Desk, submission: Json, idempotency_key: str, *, test: bool) -> Json | None:
    """Return the first answer to this submission, ``None`` where it is new.

    Raises:
        ProblemError: 409 where the key or the client reference is taken by something else.
    """
    case = desk.book.find_by_key(idempotency_key)
    if case is not None:
        case.submits += 1
        if case.submission == submission and case.test == test:
            return case.first_answer
        raise _conflict(case, "idempotency_key_reused", "Unter diesem Schlüssel kam schon eine andere Übergabe.")
    case = desk.book.find_by_reference(str(submission.get("client_reference")))
    if case is not None:
        case.submits += 1
        if idempotency_key not in case.idempotency_keys:
            case.idempotency_keys.append(idempotency_key)
        raise _conflict(case, "duplicate_reference", "Zu diesem Zeichen gibt es schon einen Fall.")
    return None


def receive_case(
    desk: Desk, submission: Json, idempotency_key: str, acceptance_delay: timedelta | None, *, test: bool
) -> Json:
    """Make a case of a submission that was checked, and return the answer to it."""
    book, now = desk.book, desk.now
    case = CaseRecord(
        customer_number=book.account.customer_number,
        case_number=book.numbering.next_case_number(now, test=test),
        submission=submission,
        test=test,
        submitted_at=now,
        balance=_open_balance(submission),
        idempotency_keys=[idempotency_key],
        decide_at=None if acceptance_delay is None else now + acceptance_delay,
    )
    book.cases.append(case)
    book.record(case, "received", "Fall eingegangen", now)
    case.first_answer = write_case(case)
    return case.first_answer


def _open_balance(submission: Json) -> Balance:
    balance = Balance(currency=submission["positions"][0]["principal"]["currency"])
    for position in submission["positions"]:
        balance.lines["principal"].owed += read_money(position["principal"]).cents
        balance.lines["principal"].paid += read_money(position["paid"]).cents
    for charge in submission.get("charges", []):
        balance.lines["client_charges"].owed += read_money(charge["amount"]).cents
    return balance


def _conflict(case: CaseRecord, code: str, message: str) -> ProblemError:
    return ProblemError(409, code, message, details={"case_number": case.case_number})
