"""What carrying commands out needs of the world; the adapters are put in by the handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case, CaseSnapshot, Inquiry
    from shared.domain.cases.case_document import CaseDocument
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import (
        AnswerInquiry,
        DecideCourt,
        PauseCase,
        ReduceClaim,
        ReportPayment,
        UploadDocument,
        WithdrawCase,
    )
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.news.news import NewsItem
    from shared.domain.orders.order import Order
    from shared.domain.rate import Rate
    from shared.domain.watching.proposal import Proposal
    from shared.store.leases import Lease
    from shared.work import CommandWork


class Accounts(Protocol):
    """Where the merchant's accounts stand."""

    def get_atriga_account(self, customer_number: str) -> AtrigaAccount | None:
        """Read one atriga account."""

    def stop(self, customer_number: str, because: str, told_at: datetime | None = None) -> None:
        """Note that the gateway refuses the account, and tell the merchant so."""


class Cases(Protocol):
    """Where cases are kept."""

    def get(self, case_id: str) -> Case | None:
        """Read a case."""

    def save_progress(self, before: Case, after: Case, command: Command) -> tuple[Case, Command]:
        """Write a case and its command together; TransactionLostError where another wrote one of them."""


class Commands(Protocol):
    """Where the commands of cases are kept."""

    def list_all(self, case_id: str) -> list[Command]:
        """Read all commands of a case, oldest first."""

    def find_oldest_open(self, case_id: str) -> Command | None:
        """Find the one command of a case that may be carried out now."""

    def save(
        self,
        command: Command,
        event: CaseEvent | None = None,
        news: tuple[NewsItem, ...] = (),
        proposal: Proposal | None = None,
    ) -> Command:
        """Write a command, and with it an event of its case, news, and what the merchant has to decide on after it.

        Raises:
            ConditionFailedError: Another worker wrote it in between.
        """

    def hold(self, command: Command, customer_number: str) -> None:
        """Note that a command waits until its atriga account works again."""


class Files(Protocol):
    """Where documents are kept that are to be handed in."""

    def read(self, case_id: str, name: str, digest: str) -> bytes | None:
        """Read the document with a digest (SHA-256, hexadecimal); ``None`` where it is not kept."""

    def delete(self, case_id: str, name: str) -> None:
        """Remove a document that arrived, or that will not be sent."""


class Leases(Protocol):
    """Where it stands who has what in hand."""

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease | None:
        """Take a lease; ``None`` where somebody else holds it."""

    def release(self, lease: Lease) -> None:
        """Give a lease back."""


class TokenBuckets(Protocol):
    """What bounds how often an account's commands are tried."""

    def take(self, name: str, rate: Rate, now: datetime) -> bool:
        """Take a token; False where there is none."""


class OrderSource(Protocol):
    """The merchant's DreamRobot account."""

    def get_order(self, order_id: str) -> Order:
        """Read one order; DreamRobotError where that fails."""


class Gateway(Protocol):
    """The BOSS-Gateway, signed in as one atriga account. Every method raises a ``BossError`` where it fails."""

    def submit_case(self, case: Case, *, idempotency_key: str, test: bool) -> CaseSnapshot:
        """Hand a case over."""

    def find_case(self, client_reference: str) -> CaseSnapshot | None:
        """Find a case by the app's own reference."""

    def get_case(self, case_number: str) -> CaseSnapshot:
        """Read a case."""

    def report_payment(self, case_number: str, payment: ReportPayment, *, reference: str) -> CaseSnapshot:
        """Report a payment."""

    def reduce_claim(self, case_number: str, reduction: ReduceClaim, *, reference: str) -> CaseSnapshot:
        """Lower a claim."""

    def withdraw_case(self, case_number: str, withdrawal: WithdrawCase) -> CaseSnapshot:
        """Take a case back."""

    def pause_case(self, case_number: str, pause: PauseCase) -> CaseSnapshot:
        """Stop the work on a case until a day."""

    def resume_case(self, case_number: str) -> CaseSnapshot:
        """Go on with a case."""

    def decide_court(self, case_number: str, decision: DecideCourt) -> CaseSnapshot:
        """Consent to court dunning, or decline it."""

    def answer_inquiry(self, answer: AnswerInquiry) -> Inquiry:
        """Answer a question."""

    def upload_document(
        self, case_number: str, upload: UploadDocument, content: bytes, *, reference: str
    ) -> CaseDocument:
        """Hand a document in."""


class CommandsQueue(Protocol):
    """Where commands are queued."""

    def send(self, work: Iterable[CommandWork], *, delay_seconds: int = 0) -> None:
        """Queue messages."""
