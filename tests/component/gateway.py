"""A gateway in memory that can fail before or after it did the work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.boss.errors import ConflictError, DuplicateReferenceError
from shared.domain.cases.case import Closing, Inquiry
from shared.domain.cases.case_document import CaseDocument
from shared.domain.cases.withdrawal_quote import WithdrawalQuote
from shared.domain.money import Money
from tests.component.snapshots import make_snapshot
from tests.component.world import START

if TYPE_CHECKING:
    from shared.domain.cases.case import Case, CaseSnapshot
    from shared.domain.cases.command_payloads import (
        AnswerInquiry,
        DecideCourt,
        PauseCase,
        ReduceClaim,
        ReportPayment,
        UploadDocument,
        WithdrawCase,
    )


@dataclass
class FakeGateway:
    """Keeps cases by their reference; ``fail_before`` and ``fail_after`` are errors for the calls to come.

    ``done`` tells what was carried out, each thing once: a repeat under the same reference is not a second one.
    """

    fail_before: list[Exception | None] = field(default_factory=list)
    fail_after: list[Exception | None] = field(default_factory=list)
    cases: dict[str, CaseSnapshot] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    submitted: list[Case] = field(default_factory=list)
    test_modes: list[bool] = field(default_factory=list)
    uploads: dict[str, bytes] = field(default_factory=dict)
    fee: Money | None = None
    why_not_withdrawable: str | None = None
    documents: list[CaseDocument] = field(default_factory=list)
    _references: set[str] = field(default_factory=set)

    def submit_case(self, case: Case, *, idempotency_key: str, test: bool) -> CaseSnapshot:
        self.calls.append("submit")
        self._fail(self.fail_before)
        self.test_modes.append(test)
        if case.case_id in self.cases and self.keys[case.case_id] != idempotency_key:
            raise DuplicateReferenceError(status=409, case_number=self.cases[case.case_id].case_number)
        if case.case_id not in self.cases:
            self.keys[case.case_id] = idempotency_key
            self.submitted.append(case)
            self.cases[case.case_id] = make_snapshot(
                client_reference=case.case_id, case_number=f"26-{len(self.cases) + 1:06d}", test=test
            )
        self._fail(self.fail_after)
        return self.cases[case.case_id]

    def find_case(self, client_reference: str) -> CaseSnapshot | None:
        self.calls.append("find")
        self._fail(self.fail_before)
        return self.cases.get(client_reference)

    def get_case(self, case_number: str) -> CaseSnapshot:
        self.calls.append("get")
        self._fail(self.fail_before)
        return self._case(case_number)

    def report_payment(self, case_number: str, payment: ReportPayment, *, reference: str) -> CaseSnapshot:
        return self._step(case_number, f"payment {payment.amount.amount}", reference)

    def reduce_claim(self, case_number: str, reduction: ReduceClaim, *, reference: str) -> CaseSnapshot:
        return self._step(case_number, f"reduction {reduction.amount.amount}", reference)

    def quote_withdrawal(self, case_number: str) -> WithdrawalQuote:  # noqa: ARG002 -- it is the same for all
        self.calls.append("quote")
        self._fail(self.fail_before)
        fee = self.fee or Money.zero("EUR")
        return WithdrawalQuote(is_allowed=self.why_not_withdrawable is None, fee=fee, reason=self.why_not_withdrawable)

    def list_documents(self, case_number: str) -> tuple[CaseDocument, ...]:  # noqa: ARG002 -- there is one case
        self.calls.append("documents")
        self._fail(self.fail_before)
        return tuple(self.documents)

    def withdraw_case(self, case_number: str, withdrawal: WithdrawCase) -> CaseSnapshot:
        self.calls.append("withdraw")
        self._fail(self.fail_before)
        if self.fee is not None and withdrawal.accepted_fee < self.fee:
            raise ConflictError(status=409, code="fee_changed")
        closing = Closing(code="withdrawn", text="Zurückgenommen", closed_at=START)
        snapshot = self._move(case_number, "withdrawn", closing=closing)
        self._fail(self.fail_after)
        return snapshot

    def pause_case(self, case_number: str, pause: PauseCase) -> CaseSnapshot:
        return self._step(case_number, f"pause {pause.until}", None, processing="paused")

    def resume_case(self, case_number: str) -> CaseSnapshot:
        return self._step(case_number, "resume", None, processing="in_progress")

    def decide_court(self, case_number: str, decision: DecideCourt) -> CaseSnapshot:
        return self._step(case_number, f"court {decision.decision.value}", None, court_decision_needed=None)

    def answer_inquiry(self, answer: AnswerInquiry) -> Inquiry:
        self.calls.append("answer")
        self._fail(self.fail_before)
        if answer.inquiry_id in self._references:
            raise ConflictError(status=409, code="already_answered")
        self._references.add(answer.inquiry_id)
        self.done.append(f"answer {answer.answer}")
        self._fail(self.fail_after)
        return Inquiry(
            inquiry_id=answer.inquiry_id, asked_at=START, question="Wann?", answer_type="text", answered=True
        )

    def upload_document(
        self, case_number: str, upload: UploadDocument, content: bytes, *, reference: str
    ) -> CaseDocument:
        self._step(case_number, f"upload {upload.document_kind.value}", reference)
        self.uploads[reference] = content
        return CaseDocument(document_id=reference, kind="invoice", title=upload.file_name, created_at=START)

    def change(self, case_id: str, **changes: object) -> None:
        """Let something happen to a case at the agency."""
        self._move(self.cases[case_id].case_number, None, **changes)

    def __len__(self) -> int:
        return len(self.cases)

    def _step(self, case_number: str, what: str, reference: str | None, **changes: object) -> CaseSnapshot:
        self.calls.append(what.partition(" ")[0])
        self._fail(self.fail_before)
        is_repeat = reference is not None and reference in self._references
        if reference is not None:
            self._references.add(reference)
        snapshot = self._case(case_number) if is_repeat else self._move(case_number, what, **changes)
        self._fail(self.fail_after)
        return snapshot

    def _move(self, case_number: str, what: str | None, **changes: object) -> CaseSnapshot:
        before = self._case(case_number)
        after = before.model_copy(update={"version": before.version + 1, **changes})
        self.cases[before.client_reference] = after
        if what is not None:
            self.done.append(what)
        return after

    def _case(self, case_number: str) -> CaseSnapshot:
        return next(case for case in self.cases.values() if case.case_number == case_number)

    @staticmethod
    def _fail(planned: list[Exception | None]) -> None:
        error = planned.pop(0) if planned else None
        if error is not None:
            raise error
