"""Exports: one posting of order ids, and what became of each order in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.domain.cases.case import Position
from shared.domain.cases.timeline import Actor
from shared.domain.finding import Finding
from shared.domain.model import DomainModel
from shared.domain.money import Money
from shared.domain.orders.order import OrderId
from shared.domain.parties.debtor import Debtor, DebtorKind, Reminder

if TYPE_CHECKING:
    from collections.abc import Iterable

MAXIMUM_ORDERS = 1000


class ExportSource(StrEnum):
    """Where the orders were picked."""

    ORDER_OVERVIEW = "order_overview"
    ORDER_MASK = "order_mask"
    APP = "app"


class WaitingFor(StrEnum):
    """What an export that stands still is waiting for."""

    QUOTA = "quota"
    DREAMROBOT = "dreamrobot"


class ItemState(StrEnum):
    """How far one order of an export has come."""

    RECEIVED = "received"
    EVALUATED = "evaluated"
    BLOCKED = "blocked"
    DRAFT = "draft"
    HANDED_OVER = "handed_over"


class ExportState(StrEnum):
    """Whether an export is worked on, stands still, or is through."""

    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"


class ExportCounts(DomainModel):
    """How many orders of an export are how far. ``evaluated`` counts everything that is no longer waiting.

    ``drafts`` counts the orders whose case is held back for review; those cases count among ``cases``, too.
    """

    total: int
    evaluated: int
    blocked: int
    cases: int
    drafts: int = 0


class Export(DomainModel):
    """One posting of orders. ``body_digest`` tells a repeat from another body under the same id.

    ``counts`` are kept once the export is through. ``rounds`` grows each time blocked orders are to be evaluated
    again, so that a worker that is just ending cannot call the export done.
    """

    export_id: str
    source: ExportSource
    body_digest: str
    order_count: int
    created_at: datetime
    queued_at: datetime | None = None
    done_at: datetime | None = None
    waiting_for: WaitingFor | None = None
    waiting_until: datetime | None = None
    counts: ExportCounts | None = None
    rounds: int = 0

    @property
    def state(self) -> ExportState:
        """How far the export is."""
        if self.done_at is not None:
            return ExportState.DONE
        return ExportState.WAITING if self.waiting_for else ExportState.RUNNING


class MerchantAnswers(DomainModel):
    """What the merchant said about one order after it was kept back; ``None`` is no answer.

    ``returned`` is False where a credit note belongs to another order. ``reminders`` come on top of those of the
    call that posted the export.
    """

    reminders: tuple[Reminder, ...] = ()
    disputed: bool | None = None
    returned: bool | None = None
    debtor_kind: DebtorKind | None = None
    time_barred_override_reason: str | None = None
    at: datetime
    actor: Actor

    def says_the_same_as(self, other: MerchantAnswers) -> bool:
        """Whether both answer the same, by whomever and whenever."""
        return self.model_copy(update={"at": other.at, "actor": other.actor}) == other


class ExportItem(DomainModel):
    """One order of an export; ``number`` is its place in the posting.

    ``debtor`` and ``position`` are what evaluation made of the order, as far as it got; ``customer_number``
    is the atriga account that the order's portal account feeds. ``customer_id`` is DreamRobot's, and ``credits``
    the amount of a credit note. ``failed_reads`` counts the runs in which DreamRobot did not give the order out.
    """

    order_id: OrderId
    number: int
    state: ItemState = ItemState.RECEIVED
    reminders: tuple[Reminder, ...] = ()
    findings: tuple[Finding, ...] = ()
    debtor: Debtor | None = None
    position: Position | None = None
    portal_account_id: str | None = None
    customer_number: str | None = None
    customer_id: str | None = None
    credits: Money | None = None
    read_at: datetime | None = None
    case_id: str | None = None
    answers: MerchantAnswers | None = None
    failed_reads: int = 0
    revision: int = 1

    @property
    def known_reminders(self) -> tuple[Reminder, ...]:
        """All reminders that the merchant told of, with the export or later."""
        return (*self.reminders, *(self.answers.reminders if self.answers else ()))


def start_again(item: ExportItem, answers: MerchantAnswers | None = None) -> ExportItem:
    """Return the item as one that is to be read and evaluated again, with what the merchant said about it."""
    return ExportItem(
        order_id=item.order_id,
        number=item.number,
        reminders=item.reminders,
        answers=answers or item.answers,
        revision=item.revision,
    )


def keep_back(item: ExportItem, findings: Iterable[Finding]) -> ExportItem:
    """Return the item as one that is kept back for ``findings``, from where it can be evaluated again."""
    return item.model_copy(update={"state": ItemState.BLOCKED, "case_id": None, "findings": tuple(findings)})


def count_items(items: Iterable[ExportItem]) -> ExportCounts:
    """Count the items of one export."""
    listed = list(items)
    return ExportCounts(
        total=len(listed),
        evaluated=sum(item.state is not ItemState.RECEIVED for item in listed),
        blocked=sum(item.state is ItemState.BLOCKED for item in listed),
        cases=len({item.case_id for item in listed if item.case_id and item.state is not ItemState.BLOCKED}),
        drafts=sum(item.state is ItemState.DRAFT for item in listed),
    )
