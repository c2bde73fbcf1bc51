"""Reviewing drafts: correct, approve, discard. Each decision is made once, whoever clicks how often.

Approving writes case, command, items and timeline together and queues the command then; a message that does not
get through is made up for by the sweeper. Discarding frees the orders in the same write.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.domain.account import GatewayTerms, HandOverSettings
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_progress import note_transfer
from shared.domain.cases.command import new_submit_command
from shared.domain.cases.corrections import correct
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.evaluation import discarded
from shared.domain.evaluation.claims import evaluate_claim
from shared.domain.export import ItemState, count_items, keep_back
from shared.domain.merchant_days import day_of
from shared.observability import logger
from shared.store.errors import TransactionLostError
from shared.work import CommandWork, QueueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from functions.cases_api.review.ports import Accounts, Cases, CommandsQueue, Drafts, Exports
    from shared.clock import Clock
    from shared.domain.cases.case import Case, Claim
    from shared.domain.export import ExportItem
    from shared.domain.finding import Finding


DRAFTS_AT_ONCE = 50

_TRIES = 3


class Outcome(StrEnum):
    """What became of a draft that was to be decided on."""

    APPROVED = "approved"
    DISCARDED = "discarded"
    KEPT_BACK = "kept_back"
    DECIDED_BEFORE = "decided_before"


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one draft; ``findings`` say why it was kept back, ``case`` is ``None`` where there is none."""

    case_id: str
    outcome: Outcome
    case: Case | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """Everything of one merchant that a review needs; items are read once for each export."""

    drafts: Drafts
    cases: Cases
    exports: Exports
    accounts: Accounts
    items_of_exports: dict[str, dict[str, ExportItem]] = field(default_factory=dict)

    def items_of(self, case: Case) -> list[ExportItem]:
        """Return the export's items that a draft was made of; one that is gone by now is left out."""
        if case.export_id not in self.items_of_exports:
            items = self.exports.list_items(case.export_id)
            self.items_of_exports[case.export_id] = {item.order_id: item for item in items}
        kept = self.items_of_exports[case.export_id]
        found = [kept[order_id] for order_id in case.order_ids if order_id in kept]
        return [item for item in found if item.case_id == case.case_id]


@dataclass(frozen=True, slots=True)
class Review:
    """Reviews drafts of all merchants; the desk is made for the merchant at hand, anew for each request."""

    desk_of: Callable[[str], ReviewDesk]
    queue: CommandsQueue
    clock: Clock
    new_id: Callable[[], str]

    def find_obstacles(self, desk: ReviewDesk, case: Case, claim: Claim | None = None) -> tuple[Finding, ...]:
        """Return what keeps a draft from being handed over as it is, or with ``claim`` in place of its own."""
        account = desk.accounts.get_atriga_account(case.customer_number)
        found = evaluate_claim(
            claim or case.claim,
            account.settings if account else HandOverSettings(),
            account.terms if account else GatewayTerms(),
            day_of(self.clock()),
        )
        return tuple(finding for finding in found if finding.blocks)

    def correct(self, desk: ReviewDesk, case: Case, claim: Claim) -> None:
        """Put a claim that was found without fault in place of the draft's own.

        Raises:
            TransactionLostError: Somebody wrote the case in between; nothing was written.
        """
        corrected = correct(case, claim, self.clock(), Actor.MERCHANT)
        if corrected is case:
            return
        fields = ",".join(one.field for one in corrected.corrections[len(case.corrections) :])
        desk.drafts.correct(case, corrected, self._event(EventKind.CORRECTED, fields=fields))

    def approve(self, merchant_id: str, case_ids: Iterable[str]) -> list[Decision]:
        """Hand drafts over; those that something keeps back stay drafts."""
        desk = self.desk_of(merchant_id)
        decisions: list[Decision] = []
        commands: list[CommandWork] = []
        for case_id in case_ids:
            decision, command_id = self._approve(desk, case_id)
            decisions.append(decision)
            if command_id is not None:
                work = CommandWork(merchant_id=merchant_id, case_id=case_id, command_id=command_id)
                commands.append(work)
        self._tell(commands)
        self._count(desk)
        return decisions

    def discard(self, merchant_id: str, case_ids: Iterable[str]) -> list[Decision]:
        """Drop drafts; their orders are free again."""
        desk = self.desk_of(merchant_id)
        decisions = [self._discard(desk, case_id) for case_id in case_ids]
        self._count(desk)
        return decisions

    def approve_all(self, merchant_id: str, stop_at: datetime) -> list[Decision]:
        """Hand all drafts over, as many as can be until ``stop_at``; the others stay drafts."""
        return [
            decision
            for case_ids in self._pages_until(merchant_id, stop_at)
            for decision in self.approve(merchant_id, case_ids)
        ]

    def _pages_until(self, merchant_id: str, stop_at: datetime) -> Iterator[list[str]]:
        drafts, cursor = self.desk_of(merchant_id).drafts, None
        while self.clock() < stop_at:
            found = drafts.list_missing_facts_first(DRAFTS_AT_ONCE, cursor)
            yield [case.case_id for case in found.drafts]
            cursor = found.cursor
            if cursor is None:
                return

    def _approve(self, desk: ReviewDesk, case_id: str) -> tuple[Decision, str | None]:
        for _ in range(_TRIES):
            case = desk.cases.get(case_id)
            if case is None or not case.is_draft:
                break
            obstacles = self.find_obstacles(desk, case)
            if obstacles:
                return Decision(case_id, Outcome.KEPT_BACK, case, obstacles), None
            now = self.clock()
            after = note_transfer(case, Transfer.READY, now)
            command = new_submit_command(self.new_id(), case_id, now)
            items = [item.model_copy(update={"state": ItemState.HANDED_OVER}) for item in desk.items_of(case)]
            try:
                desk.drafts.approve(case, after, command, self._event(EventKind.APPROVED), items)
            except TransactionLostError:
                desk.items_of_exports.pop(case.export_id, None)
            else:
                return Decision(case_id, Outcome.APPROVED, after), command.command_id
        return Decision(case_id, Outcome.DECIDED_BEFORE, desk.cases.get(case_id)), None

    def _discard(self, desk: ReviewDesk, case_id: str) -> Decision:
        for _ in range(_TRIES):
            case = desk.cases.get(case_id)
            if case is None or not case.is_draft:
                break
            after = note_transfer(case, Transfer.DISCARDED, self.clock())
            items = [keep_back(item, (*item.findings, discarded(case_id))) for item in desk.items_of(case)]
            try:
                desk.drafts.discard(case, after, self._event(EventKind.DISCARDED), items)
            except TransactionLostError:
                desk.items_of_exports.pop(case.export_id, None)
            else:
                return Decision(case_id, Outcome.DISCARDED, after)
        return Decision(case_id, Outcome.DECIDED_BEFORE, desk.cases.get(case_id))

    def _event(self, kind: EventKind, **parameters: str) -> CaseEvent:
        return CaseEvent(
            event_id=self.new_id(), at=self.clock(), actor=Actor.MERCHANT, kind=kind, parameters=parameters
        )

    def _tell(self, commands: list[CommandWork]) -> None:
        try:
            self.queue.send(commands)
        except QueueError:
            # The commands are kept and carry a time to be looked at: they only start later.
            logger.warning("cases were approved, but the queue was not told of all")

    def _count(self, desk: ReviewDesk) -> None:
        """Keep the counts of the exports that the drafts came from, which the list of exports shows."""
        for export_id in desk.items_of_exports:
            desk.exports.keep_counts(export_id, count_items(desk.exports.list_items(export_id)))
