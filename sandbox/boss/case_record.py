"""One case as the agency keeps it: everything that an answer about it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    from sandbox.boss.balance import Balance
    from shared.domain.money import Money


@dataclass(frozen=True)
class Rejection:
    """Why the agency did not take a case."""

    code: str
    text: str
    field: str | None = None


@dataclass(frozen=True)
class Closing:
    """How a case ended."""

    code: str
    text: str
    closed_at: datetime


@dataclass(frozen=True)
class InstalmentPlan:
    """What the debtor promised to pay, and whether the promise was kept so far."""

    rate: Money
    next_due: date
    kept: bool = True


@dataclass(frozen=True)
class CourtQuestion:
    """Court dunning that the client has to consent to, with what must be laid out for it."""

    advance: Money
    until: date


@dataclass
class Inquiry:
    """A question to the client; ``answer`` stays ``None`` until it came."""

    inquiry_id: str
    asked_at: datetime
    due_on: date | None
    question: str
    answer_type: str
    answer: str | None = None


@dataclass(frozen=True)
class Document:
    """A document of a case. ``reference`` is the client's own for what it handed in, ``content`` the bytes of that."""

    document_id: str
    kind: str
    title: str
    created_at: datetime
    reference: str | None = None
    media_type: str = "text/html"
    content: bytes | None = None


@dataclass
class CaseRecord:
    """A case. ``decide_at``, ``close_at`` and ``paused_until`` are what will happen to it by itself.

    ``submission`` is the body as it was received, ``first_answer`` what its sender was told. ``submits``
    counts every submission that named this case's key or reference, repeats included.
    """

    customer_number: str
    case_number: str
    submission: dict[str, Any]
    test: bool
    submitted_at: datetime
    balance: Balance
    idempotency_keys: list[str]
    decide_at: datetime | None = None
    close_at: datetime | None = None
    paused_until: date | None = None
    changed_at: datetime = field(init=False)
    version: int = 0
    submits: int = 1
    first_answer: dict[str, Any] = field(default_factory=dict)
    previous_case_numbers: list[str] = field(default_factory=list)
    acceptance: str = "pending"
    rejection: Rejection | None = None
    stage: str = "review"
    status: tuple[str, str] = ("received", "Eingegangen, wird geprüft")
    instalment_plan: InstalmentPlan | None = None
    court_question: CourtQuestion | None = None
    solvency: str | None = None
    inquiries: list[Inquiry] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    closing: Closing | None = None
    payment_references: set[str] = field(default_factory=set)
    reduction_references: set[str] = field(default_factory=set)
    letters: int = 0

    def __post_init__(self) -> None:
        self.changed_at = self.submitted_at

    @property
    def client_reference(self) -> str:
        """The client's own name of the case."""
        return str(self.submission["client_reference"])

    @property
    def order_references(self) -> list[str]:
        """The orders that the claim is made of."""
        return [position["order_reference"] for position in self.submission["positions"]]

    @property
    def debtor_name(self) -> str:
        """The debtor as a person would write it."""
        debtor = self.submission["debtor"]
        person = " ".join(part for part in (debtor.get("first_name"), debtor.get("last_name")) if part)
        return debtor.get("company") or person

    @property
    def processing(self) -> str:
        """The contract's ``processing`` axis, which follows from everything else."""
        if not self.is_open:
            return "closed"
        if self.paused_until is not None:
            return "paused"
        waits = self.court_question is not None or any(inquiry.answer is None for inquiry in self.inquiries)
        return "waiting_for_client" if waits else "in_progress"

    @property
    def is_open(self) -> bool:
        """Whether the case is neither rejected nor closed."""
        return self.acceptance != "rejected" and self.closing is None

    @property
    def is_running(self) -> bool:
        """Whether the agency took the case and has not closed it."""
        return self.acceptance == "accepted" and self.closing is None

    def answers_to(self, case_number: str) -> bool:
        """Whether this case has or had this number."""
        return case_number == self.case_number or case_number in self.previous_case_numbers
