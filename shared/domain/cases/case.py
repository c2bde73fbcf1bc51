"""A collection case: what is claimed, from whom, and how it stands at atriga."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.domain.cases.recovery import Recovery
from shared.domain.cases.timeline import Correction
from shared.domain.finding import Finding
from shared.domain.model import DomainModel
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, Reminder


class Position(DomainModel):
    """One order of a claim; what is open of it is ``principal - paid``, never below zero.

    ``read_at`` is when the order was last read; where it is not known, it counts as long ago. ``failed_reads`` is how
    often in a row DreamRobot did not give it out since.
    """

    order_id: str
    contract_date: date
    invoice_number: str | None = None
    invoice_date: date | None = None
    due_date: date
    subject: str
    principal: Money
    paid: Money
    delivered_on: date | None = None
    read_at: datetime | None = None
    failed_reads: int = 0

    @property
    def open(self) -> Money:
        """What the debtor still owes of this order."""
        return (self.principal - self.paid).not_below_zero()


class Claim(DomainModel):
    """What is claimed from whom."""

    debtor: Debtor
    positions: tuple[Position, ...]
    reminders: tuple[Reminder, ...] = ()
    disputed: bool | None = None


class Transfer(StrEnum):
    """How far the hand-over of a case has come, as the app knows it."""

    DRAFT = "draft"
    READY = "ready"
    SUBMITTING = "submitting"
    UNKNOWN = "unknown"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"

    @property
    def is_over(self) -> bool:
        """Whether the orders of such a case may be handed over anew."""
        return self in {Transfer.REJECTED, Transfer.WITHDRAWN, Transfer.DISCARDED}


class HandedOver(DomainModel):
    """The running case that an order is in, named by atriga's file number where it has one."""

    case_id: str
    case_number: str | None = None


class TakenOut(DomainModel):
    """An order that left its case before the hand-over, and why."""

    order_id: str
    findings: tuple[Finding, ...]


class Acceptance(StrEnum):
    """What atriga decided about taking the case."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Rejection(DomainModel):
    """Why a case was not taken: atriga's code and text, and the field it speaks of where it names one."""

    code: str
    text: str
    field: str | None = None


class Closing(DomainModel):
    """How a case ended. ``code`` is atriga's own and may be one that nobody here knows."""

    code: str
    text: str
    closed_at: datetime


class StatusText(DomainModel):
    """The agency's own status: a code that may be unknown, and a text for people."""

    code: str
    text: str


class BalanceLine(DomainModel):
    """One part of the debt: what is owed of it and what was paid."""

    owed: Money
    paid: Money


class Balance(DomainModel):
    """The debt as atriga reckons it."""

    principal: BalanceLine | None = None
    interest: BalanceLine | None = None
    client_charges: BalanceLine | None = None
    agency_costs: BalanceLine | None = None
    total_open: Money


class Inquiry(DomainModel):
    """A question of the agency to the merchant. ``answer_type`` is an open list (``yes_no``, ``date``, ``text``)."""

    inquiry_id: str
    asked_at: datetime
    due_on: date | None = None
    question: str
    answer_type: str
    answered: bool


class InstalmentPlan(DomainModel):
    """What the debtor promised to pay, as far as atriga tells it; ``kept`` says whether the promise holds so far."""

    rate: Money | None = None
    next_due: date | None = None
    kept: bool | None = None


class CourtQuestion(DomainModel):
    """Court dunning that the merchant has to consent to, and the advance that it would lay out for it."""

    advance: Money | None = None
    until: date | None = None
    solvency: str | None = None


class CaseSnapshot(DomainModel):
    """The whole case as atriga told it at ``changed_at``; a higher ``version`` is newer.

    ``stage``, ``processing`` and ``payment`` are open lists: a value that is not known is kept as text.
    ``documents`` is how many there are; they are read where somebody wants to see them.
    """

    case_number: str
    previous_case_numbers: tuple[str, ...] = ()
    client_reference: str
    test: bool = False
    submitted_at: datetime | None = None
    changed_at: datetime
    version: int
    acceptance: Acceptance
    rejection: Rejection | None = None
    stage: str
    processing: str
    payment: str
    status: StatusText
    balance: Balance
    solvency: str | None = None
    instalment_plan: InstalmentPlan | None = None
    court_decision_needed: CourtQuestion | None = None
    inquiries: tuple[Inquiry, ...] = ()
    documents: int = 0
    closing: Closing | None = None

    @property
    def case_numbers(self) -> tuple[str, ...]:
        """The present number and those before it, under which people may still look for the case."""
        return (self.case_number, *self.previous_case_numbers)


class Change(DomainModel):
    """Something that happened to a case at atriga, with the whole case as it stood after it."""

    change_id: str
    changed_at: datetime
    kind: str
    text: str | None = None
    amount: Money | None = None
    snapshot: CaseSnapshot


class Case(DomainModel):
    """One collection case of a merchant; its id is the reference under which atriga knows it.

    ``revision`` grows by one with every write and guards against two writers at once.
    ``changed_at`` is when the app last learned or did something, and orders the case table.

    ``debtor``, ``positions``, ``reminders`` and ``disputed`` are what is handed over. Where the merchant corrected
    them, ``original`` keeps them as they were read, and ``corrections`` who put what in place of what.
    ``change_version`` is the newest version that came as a change; ``snapshot`` may be ahead of it, because the
    answers to commands bring snapshots too. ``recovery`` is what came in since the hand-over.
    ``findings`` tell why the case was not taken; ``taken_out`` holds the orders that left it before the hand-over.
    """

    case_id: str
    export_id: str
    customer_number: str
    creditor_name: str
    portal_account_id: str | None = None
    portal_account_name: str | None = None
    test: bool = False
    transfer: Transfer
    debtor: Debtor
    positions: tuple[Position, ...]
    reminders: tuple[Reminder, ...] = ()
    disputed: bool | None = None
    original: Claim | None = None
    corrections: tuple[Correction, ...] = ()
    created_at: datetime
    changed_at: datetime
    handed_over_at: datetime | None = None
    rejection: Rejection | None = None
    findings: tuple[Finding, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()
    snapshot: CaseSnapshot | None = None
    recovery: Recovery = Recovery()
    change_version: int = 0
    revision: int = 1

    @property
    def is_draft(self) -> bool:
        """Whether the case waits for the merchant's approval."""
        return self.transfer is Transfer.DRAFT

    @property
    def claim(self) -> Claim:
        """What is claimed from whom, with every correction."""
        return Claim(debtor=self.debtor, positions=self.positions, reminders=self.reminders, disputed=self.disputed)

    @property
    def currency(self) -> str:
        """The one currency of all positions."""
        return self.positions[0].principal.currency

    @property
    def total(self) -> Money:
        """The sum of what was open when the case was made."""
        total = Money.zero(self.currency)
        for position in self.positions:
            total += position.open
        return total

    @property
    def open(self) -> Money:
        """What is open now: atriga's own figure where there is one."""
        return self.snapshot.balance.total_open if self.snapshot else self.total

    @property
    def is_running(self) -> bool:
        """Whether atriga has the case and has not closed it."""
        return (
            self.snapshot is not None
            and self.snapshot.closing is None
            and self.transfer in {Transfer.SUBMITTED, Transfer.ACCEPTED}
        )

    @property
    def order_ids(self) -> tuple[str, ...]:
        """The orders of the claim."""
        return tuple(position.order_id for position in self.positions)
