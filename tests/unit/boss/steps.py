"""Every optional operation of the client: the call, its answer, and the ability that it needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.domain.capability import Capability
from shared.domain.cases.command_payloads import (
    AnswerInquiry,
    CourtDecision,
    DecideCourt,
    DocumentKind,
    PauseCase,
    ReduceClaim,
    ReductionReason,
    ReportPayment,
    UploadDocument,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.money import Money
from tests.unit.boss.examples import (
    CASE_NUMBER,
    case_body,
    document_body,
    inquiry_body,
    payout_page_body,
    quote_body,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.boss.client import BossClient


class Step(NamedTuple):
    call: Callable[[BossClient], object]
    request: str
    status: int
    answer: Any
    capability: Capability


TEN = Money.of("10.00", "EUR")
CASE = f"/cases/{CASE_NUMBER}"
PAYMENT = ReportPayment(amount=TEN, value_date=date(2026, 11, 20), order_id="123456_2026_05")
REDUCTION = ReduceClaim(reason=ReductionReason.CREDIT_NOTE, amount=TEN)
WITHDRAWAL = WithdrawCase(reason=WithdrawalReason.PAID, accepted_fee=TEN)
WITHDRAWAL_WITH_NOTE = WITHDRAWAL.model_copy(update={"note": "Kulanz"})
PAUSE = PauseCase(until=date(2026, 12, 24))
CONSENT = DecideCourt(decision=CourtDecision.APPROVE, accepted_advance=TEN)
REFUSAL = DecideCourt(decision=CourtDecision.DECLINE)
ANSWER = AnswerInquiry(inquiry_id="i-1", answer="yes", comment="Am Montag.", document_references=("command-1",))
UPLOAD = UploadDocument(
    document_kind=DocumentKind.INVOICE, file_name="r.pdf", media_type="application/pdf", content_digest="0" * 64
)

STEPS: dict[str, Step] = {
    "payment": Step(
        lambda client: client.report_payment(CASE_NUMBER, PAYMENT, reference="c-1"),
        f"POST {CASE}/payments",
        201,
        case_body(),
        Capability.PAYMENTS,
    ),
    "payment again": Step(
        lambda client: client.report_payment(CASE_NUMBER, PAYMENT, reference="c-1"),
        f"POST {CASE}/payments",
        200,
        case_body(),
        Capability.PAYMENTS,
    ),
    "reduction": Step(
        lambda client: client.reduce_claim(CASE_NUMBER, REDUCTION, reference="c-1"),
        f"POST {CASE}/reductions",
        201,
        case_body(),
        Capability.REDUCTIONS,
    ),
    "quote": Step(
        lambda client: client.quote_withdrawal(CASE_NUMBER),
        f"GET {CASE}/withdrawal-quote",
        200,
        quote_body(),
        Capability.WITHDRAWALS,
    ),
    "withdrawal": Step(
        lambda client: client.withdraw_case(CASE_NUMBER, WITHDRAWAL),
        f"POST {CASE}/withdrawal",
        202,
        case_body(),
        Capability.WITHDRAWALS,
    ),
    "withdrawal with a note": Step(
        lambda client: client.withdraw_case(CASE_NUMBER, WITHDRAWAL_WITH_NOTE),
        f"POST {CASE}/withdrawal",
        202,
        case_body(),
        Capability.WITHDRAWALS,
    ),
    "pause": Step(
        lambda client: client.pause_case(CASE_NUMBER, PAUSE), f"PUT {CASE}/pause", 200, case_body(), Capability.PAUSES
    ),
    "resume": Step(
        lambda client: client.resume_case(CASE_NUMBER), f"DELETE {CASE}/pause", 200, case_body(), Capability.PAUSES
    ),
    "consent to court": Step(
        lambda client: client.decide_court(CASE_NUMBER, CONSENT),
        f"POST {CASE}/court-decision",
        200,
        case_body(),
        Capability.COURT_DECISION,
    ),
    "refusal of court": Step(
        lambda client: client.decide_court(CASE_NUMBER, REFUSAL),
        f"POST {CASE}/court-decision",
        200,
        case_body(),
        Capability.COURT_DECISION,
    ),
    "answer": Step(
        lambda client: client.answer_inquiry(ANSWER),
        "POST /inquiries/i-1/answer",
        200,
        inquiry_body(answered=True),
        Capability.INQUIRIES,
    ),
    "documents": Step(
        lambda client: client.list_documents(CASE_NUMBER),
        f"GET {CASE}/documents",
        200,
        {"items": [document_body()]},
        Capability.DOCUMENTS,
    ),
    "upload": Step(
        lambda client: client.upload_document(CASE_NUMBER, UPLOAD, b"%PDF-1.7", reference="c-1"),
        f"POST {CASE}/documents",
        201,
        document_body(kind="invoice"),
        Capability.DOCUMENT_UPLOAD,
    ),
    "payouts": Step(
        lambda client: client.list_payouts("p-1", 500),
        "GET /payouts?limit=500&after=p-1",
        200,
        payout_page_body(),
        Capability.PAYOUTS,
    ),
    "subscription": Step(
        lambda client: client.subscribe("https://app.example/push", "whsec_YQ=="),
        "PUT /subscription",
        204,
        None,
        Capability.PUSH,
    ),
}
