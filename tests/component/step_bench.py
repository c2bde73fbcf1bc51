"""The bench of steps: a case that atriga has, and one command of every kind to be carried out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from shared.domain.cases.case import CourtQuestion
from shared.domain.cases.command import Command
from shared.domain.cases.command_payloads import (
    AnswerInquiry,
    CommandPayload,
    CourtDecision,
    DecideCourt,
    DocumentKind,
    PauseCase,
    ReduceClaim,
    ReductionReason,
    ReportPayment,
    ResumeCase,
    UploadDocument,
    WithdrawalReason,
    WithdrawCase,
    digest_of,
)
from shared.domain.cases.timeline import Actor
from shared.domain.money import Money
from shared.work import CommandWork
from tests.component.submit_bench import Bench
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World

PAYMENT = ReportPayment(amount=Money.of("10.00", "EUR"), value_date=date(2026, 11, 24))
REDUCTION = ReduceClaim(reason=ReductionReason.RETURN, amount=Money.of("5.00", "EUR"))
WITHDRAWAL = WithdrawCase(reason=WithdrawalReason.GOODWILL, accepted_fee=Money.of("15.00", "EUR"))
PAUSE = PauseCase(until=date(2026, 12, 24))
ANSWER = AnswerInquiry(inquiry_id="inquiry-1", answer="yes")
CONTENT = b"%PDF" * 100_000
UPLOAD = UploadDocument(
    document_kind=DocumentKind.INVOICE,
    file_name="invoice.pdf",
    media_type="application/pdf",
    content_digest=digest_of(CONTENT),
)
CONSENT = DecideCourt(decision=CourtDecision.APPROVE, accepted_advance=Money.of("32.00", "EUR"))

ALL_STEPS: dict[str, tuple[CommandPayload, list[str]]] = {
    "payment": (PAYMENT, ["payment 10.00"]),
    "reduction": (REDUCTION, ["reduction 5.00"]),
    "withdrawal": (WITHDRAWAL, ["withdrawn"]),
    "pause": (PAUSE, ["pause 2026-12-24"]),
    "resume": (ResumeCase(), ["resume"]),
    "answer": (ANSWER, ["answer yes"]),
    "upload": (UPLOAD, ["upload invoice"]),
    "court decision": (CONSENT, ["court approve"]),
}


class StepBench(Bench):
    """A case that atriga has, and steps to be taken with it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.carry_out()
        self.gateway.calls.clear()
        self.gateway.change("case-1", court_decision_needed=CourtQuestion(advance=Money.of("32.00", "EUR")))

    def add(self, payload: CommandPayload, command_id: str = "step-1", ordered_by: Actor = Actor.APP) -> None:
        made_at = self.world.clock()
        command = Command(
            command_id=command_id,
            case_id="case-1",
            payload=payload,
            created_at=made_at,
            due_at=made_at,
            ordered_by=ordered_by,
        )
        if isinstance(payload, UploadDocument):
            self.world.stores.files_of(MERCHANT).put("case-1", command_id, CONTENT)
        assert self.world.stores.commands_of(MERCHANT).add(command)
        self.world.clock.move(timedelta(seconds=1))

    def kept_files(self) -> list[str]:
        """The sort keys of the pieces of documents that are kept."""
        stored = self.world.stores.files_of(MERCHANT)._table.query_all("M#merchant-1#CASE#case-1", "FILE#")
        return [item["sk"] for item in stored]

    def carry_step(self, command_id: str = "step-1") -> None:
        work = CommandWork(merchant_id=MERCHANT, case_id="case-1", command_id=command_id)
        self.carrier.carry_out(work, self.world.clock() + timedelta(seconds=60))

    def step(self, command_id: str = "step-1") -> Command:
        command = self.world.stores.commands_of(MERCHANT).get("case-1", command_id)
        assert command is not None
        return command
