"""The operations that move a case on: payments, reductions, withdrawal, pause, court decision, answers.

Each needs its ability (``Capability``), and raises ``CapabilityMissingError`` before anything is sent where
the account was not announced it. Each raises ``NotFoundError`` for a case that the gateway does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from shared.boss.answers import read_withdrawal_quote
from shared.boss.calls import GatewayCalls
from shared.boss.case_answers import read_case, read_inquiry
from shared.boss.writing import without_gaps, write_money
from shared.domain.capability import Capability

if TYPE_CHECKING:
    from shared.boss.writing import JsonObject
    from shared.domain.cases.case import CaseSnapshot, Inquiry
    from shared.domain.cases.command_payloads import (
        AnswerInquiry,
        DecideCourt,
        PauseCase,
        ReduceClaim,
        ReportPayment,
        WithdrawCase,
    )
    from shared.domain.cases.withdrawal_quote import WithdrawalQuote


class StepCalls(GatewayCalls):
    """What the merchant does to a case that atriga has; each method is one operation of the contract."""

    def report_payment(self, case_number: str, payment: ReportPayment, *, reference: str) -> CaseSnapshot:
        """Report money that the debtor paid to the merchant; the same ``reference`` twice is one payment."""
        self._require(Capability.PAYMENTS)
        body: JsonObject = {
            "payment_reference": reference,
            "amount": write_money(payment.amount),
            "value_date": payment.value_date.isoformat(),
            "order_reference": payment.order_id,
        }
        return read_case(self._write("POST", _path(case_number, "payments"), body))

    def reduce_claim(self, case_number: str, reduction: ReduceClaim, *, reference: str) -> CaseSnapshot:
        """Lower a claim; the same ``reference`` twice is one reduction."""
        self._require(Capability.REDUCTIONS)
        body: JsonObject = {
            "reduction_reference": reference,
            "reason": reduction.reason.value,
            "amount": write_money(reduction.amount),
            "order_reference": reduction.order_id,
        }
        return read_case(self._write("POST", _path(case_number, "reductions"), body))

    def quote_withdrawal(self, case_number: str) -> WithdrawalQuote:
        """Ask what taking the case back would cost now."""
        self._require(Capability.WITHDRAWALS)
        return read_withdrawal_quote(self._read(_path(case_number, "withdrawal-quote")))

    def withdraw_case(self, case_number: str, withdrawal: WithdrawCase) -> CaseSnapshot:
        """Take a case back; it closes with a later change.

        Raises:
            ConflictError: ``fee_changed`` where it costs more than was accepted; nothing was spent.
        """
        self._require(Capability.WITHDRAWALS)
        body = without_gaps(
            {
                "reason": withdrawal.reason.value,
                "note": withdrawal.note,
                "accepted_fee": write_money(withdrawal.accepted_fee),
            }
        )
        return read_case(self._write("POST", _path(case_number, "withdrawal"), body))

    def pause_case(self, case_number: str, pause: PauseCase) -> CaseSnapshot:
        """Stop the work on a case until a day; doing so twice is doing so once."""
        self._require(Capability.PAUSES)
        body = without_gaps({"until": pause.until.isoformat(), "reason": pause.reason})
        return read_case(self._write("PUT", _path(case_number, "pause"), body))

    def resume_case(self, case_number: str) -> CaseSnapshot:
        """Go on with a case; doing so twice is doing so once."""
        self._require(Capability.PAUSES)
        return read_case(self._write("DELETE", _path(case_number, "pause")))

    def decide_court(self, case_number: str, decision: DecideCourt) -> CaseSnapshot:
        """Consent to court dunning, or decline it.

        Raises:
            ConflictError: There is nothing to decide, or the advance is not the accepted one; nothing was spent.
        """
        self._require(Capability.COURT_DECISION)
        advance = decision.accepted_advance
        body = without_gaps(
            {
                "decision": decision.decision.value,
                "accepted_advance": None if advance is None else write_money(advance),
            }
        )
        return read_case(self._write("POST", _path(case_number, "court-decision"), body))

    def answer_inquiry(self, answer: AnswerInquiry) -> Inquiry:
        """Answer a question of the agency.

        Raises:
            ConflictError: It was answered before.
        """
        self._require(Capability.INQUIRIES)
        body = without_gaps({"answer": answer.answer, "comment": answer.comment})
        if answer.document_references:
            body["document_references"] = list(answer.document_references)
        path = f"/inquiries/{quote(answer.inquiry_id, safe='')}/answer"
        return read_inquiry(self._write("POST", path, body))


def _path(case_number: str, step: str) -> str:
    return f"/cases/{quote(case_number, safe='')}/{step}"
