"""The BOSS client against the simulator: every operation, each once on the way of one case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.boss.accounts import ALL_CAPABILITIES
from shared.boss.client import BossClient, KnownCode
from shared.boss.errors import ConflictError, CursorExpiredError, NotFoundError
from shared.domain.cases.case import Acceptance
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
from tests.unit.boss.examples import CASE_ID, a_case
from tests.unit.sandbox.boss_world import AsgiTransport, BossWorld

if TYPE_CHECKING:
    from shared.domain.cases.case import CaseSnapshot


class Talk:
    """The simulator with one accepted case, and the client that speaks to it."""

    def __init__(self) -> None:
        self.world = BossWorld()
        http = httpx.Client(transport=AsgiTransport(self.world.application))
        self.client = BossClient(
            "http://boss.test/v1",
            "10001",
            KnownCode("sandbox-code-10001"),
            http,
            capabilities=frozenset(ALL_CAPABILITIES),
        )
        self.client.submit_case(a_case(), idempotency_key="command-1", test=False)
        self.world.wait(seconds=3)

    @property
    def case(self) -> CaseSnapshot:
        case = self.client.find_case(CASE_ID)
        assert case is not None
        return case

    @property
    def number(self) -> str:
        return self.case.case_number


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_the_account_announces_what_it_may_do(talk: Talk) -> None:
    assert talk.client.get_account().terms.capabilities == frozenset(ALL_CAPABILITIES)


def test_a_case_is_submitted_found_and_read_and_its_changes_follow(talk: Talk) -> None:
    assert talk.case.acceptance is Acceptance.ACCEPTED
    assert talk.client.get_case(talk.number) == talk.case
    page = talk.client.list_changes(None, 100)
    assert [change.kind for change in page.changes] == ["received", "accepted"]
    talk.world.gateway.expire_cursors()
    with pytest.raises(CursorExpiredError):
        talk.client.list_changes(page.next_cursor, 100)


def test_a_payment_and_a_reduction_are_booked_once(talk: Talk) -> None:
    payment = ReportPayment(amount=Money.of("9.50", "EUR"), value_date=date(2026, 11, 20))
    reduction = ReduceClaim(reason=ReductionReason.RETURN, amount=Money.of("10.00", "EUR"))
    before = talk.case.balance.total_open
    for _ in range(2):
        talk.client.report_payment(talk.number, payment, reference="command-2")
        talk.client.reduce_claim(talk.number, reduction, reference="command-3")
    assert talk.case.balance.total_open == before - Money.of("19.50", "EUR")


def test_a_case_pauses_and_goes_on(talk: Talk) -> None:
    assert talk.client.pause_case(talk.number, PauseCase(until=date(2026, 12, 24))).processing == "paused"
    assert talk.client.resume_case(talk.number).processing == "in_progress"


def test_a_withdrawal_costs_what_was_quoted_and_no_more(talk: Talk) -> None:
    quote = talk.client.quote_withdrawal(talk.number)
    assert quote.is_allowed
    too_little = WithdrawCase(reason=WithdrawalReason.PAID, accepted_fee=Money.zero("EUR"))
    with pytest.raises(ConflictError) as refused:
        talk.client.withdraw_case(talk.number, too_little)
    assert refused.value.code == "fee_changed"
    talk.client.withdraw_case(talk.number, too_little.model_copy(update={"accepted_fee": quote.fee}))
    talk.world.wait(seconds=3)
    assert talk.case.closing is not None
    assert talk.case.closing.code == "withdrawn"


def test_a_question_is_answered_with_a_document(talk: Talk) -> None:
    talk.world.move(talk.number, "inquiry", question="Bitte die Rechnung.", answer_type="document")
    [inquiry] = talk.case.inquiries
    upload = UploadDocument(
        document_kind=DocumentKind.INVOICE, file_name="r.pdf", media_type="application/pdf", content_digest="0" * 64
    )
    first = talk.client.upload_document(talk.number, upload, b"%PDF", reference="command-2")
    assert talk.client.upload_document(talk.number, upload, b"%PDF", reference="command-2").document_id == (
        first.document_id
    )
    answer = AnswerInquiry(inquiry_id=inquiry.inquiry_id, answer="yes", document_references=("command-2",))
    assert talk.client.answer_inquiry(answer).answered
    with pytest.raises(ConflictError):
        talk.client.answer_inquiry(answer)
    assert [document.kind for document in talk.client.list_documents(talk.number)] == ["invoice"]


def test_court_dunning_is_decided_for_the_advance_that_was_told(talk: Talk) -> None:
    with pytest.raises(ConflictError):
        talk.client.decide_court(talk.number, DecideCourt(decision=CourtDecision.DECLINE))
    talk.world.move(talk.number, "court", advance="32.00")
    question = talk.case.court_decision_needed
    assert question is not None
    consent = DecideCourt(decision=CourtDecision.APPROVE, accepted_advance=question.advance)
    assert talk.client.decide_court(talk.number, consent).court_decision_needed is None


def test_payouts_and_pushes_are_read_and_ordered(talk: Talk) -> None:
    assert talk.client.list_payouts(None, 100).payouts == ()
    talk.client.subscribe("http://app.test/push", "whsec_YSBrZXkgb2Ygc29tZSBsZW5ndGg=")
    talk.client.unsubscribe()


def test_a_case_that_is_not_there_takes_no_step(talk: Talk) -> None:
    with pytest.raises(NotFoundError):
        talk.client.resume_case("26-999999")
