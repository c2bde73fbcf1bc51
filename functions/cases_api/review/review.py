"""Reviewing drafts: correct, approve, discard. Each decision is made once, whoever clicks or calls how often.

Who names the revision that was seen decides on that one alone: nobody approves what they did not see.
Approving writes case, command, items and timeline together and queues the command then; a message that does not
get through is made up for by the sweeper. Discarding frees the orders in the same write.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from functions.cases_api.review.correction_form import errors_of, read_correction_form
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
from shared.store.errors import TransactionLostError
from shared.work import CommandWork, queue_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from functions.cases_api.review.correction_form import CorrectionForm
    from functions.cases_api.review.ports import Accounts, Cases, Drafts, Exports
    from shared.clock import Clock
    from shared.domain.cases.case import Case, Claim
    from shared.domain.export import ExportItem
    from shared.domain.finding import Finding
    from shared.work import WorkSink


DRAFTS_AT_ONCE = 50

TIME_FOR_ALL = timedelta(seconds=8)
"""How long one request goes on with approving all; what is left is told and can be approved by another one."""

_OF_ALL_AT_ONCE = 10
"""Between so many the time is looked at: approving them takes a second or two, within the function's 15."""

_TRIES = 3


class DraftOutcome(StrEnum):
    """What became of a draft; where it was kept back, decided on before, changed or unknown, nothing was done."""

    APPROVED = "approved"
    DISCARDED = "discarded"
    CORRECTED = "corrected"
    KEPT_BACK = "kept_back"
    DECIDED_BEFORE = "decided_before"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class Seen(NamedTuple):
    """A draft as somebody saw it; without a revision it is meant as it stands."""

    case_id: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one draft; ``findings`` say why it was kept back, ``case`` is ``None`` where there is none."""

    case_id: str
    outcome: DraftOutcome
    case: Case | None = None
    findings: tuple[Finding, ...] = ()


class AllApproved(NamedTuple):
    """What became of all drafts, as far as time allowed; ``cursor`` is where to go on, ``None`` at the end."""

    decisions: list[Decision]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """Everything of one merchant that a review needs; items are read once for each export."""

    drafts: Drafts
    cases: Cases
    exports: Exports
    accounts: Accounts
    items_of_exports: dict[str, dict[str, ExportItem]] = field(default_factory=dict)

    def find(self, seen: Seen) -> Case | Decision:
        """Return the draft as it was seen, or why nothing is to be done with it."""
        case = self.cases.get(seen.case_id)
        if case is None:
            return Decision(seen.case_id, DraftOutcome.UNKNOWN)
        if not case.is_draft:
            return Decision(seen.case_id, DraftOutcome.DECIDED_BEFORE, case)
        if seen.revision not in {None, case.revision}:
            return Decision(seen.case_id, DraftOutcome.CHANGED, case)
        return case

    def tell_lost(self, seen: Seen) -> Decision:
        """Return what became of a draft where others were first at every try."""
        found = self.find(seen)
        return found if isinstance(found, Decision) else Decision(seen.case_id, DraftOutcome.CHANGED, found)

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
    queue: WorkSink[CommandWork]
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

    def read_correction(self, desk: ReviewDesk, case: Case, fields: Mapping[str, str]) -> CorrectionForm:
        """Read a correction; its errors are those of its form and what the rules for orders say at its fields."""
        form = read_correction_form(fields, case.claim)
        faults = errors_of(self.find_obstacles(desk, case, form.claim), form.reminder_rows)
        return replace(form, errors={**faults, **form.errors})

    def correct(self, desk: ReviewDesk, case: Case, claim: Claim) -> Case:
        """Put a claim that was found without fault in place of the draft's own, and return the draft with it.

        Raises:
            TransactionLostError: Somebody wrote the case in between; nothing was written.
        """
        corrected = correct(case, claim, self.clock(), Actor.MERCHANT)
        if corrected is case:
            return case
        fields = ",".join(one.field for one in corrected.corrections[len(case.corrections) :])
        return desk.drafts.correct(case, corrected, self._event(EventKind.CORRECTED, fields=fields))

    def approve(self, merchant_id: str, drafts: Iterable[Seen]) -> list[Decision]:
        """Hand drafts over; those that something keeps back stay drafts."""
        desk = self.desk_of(merchant_id)
        decisions: list[Decision] = []
        commands: list[CommandWork] = []
        for seen in drafts:
            decision, command_id = self._approve(desk, seen)
            decisions.append(decision)
            if command_id is not None:
                work = CommandWork(merchant_id=merchant_id, case_id=seen.case_id, command_id=command_id)
                commands.append(work)
        queue_kept(self.queue, commands)
        self._count(desk)
        return decisions

    def discard(self, merchant_id: str, drafts: Iterable[Seen]) -> list[Decision]:
        """Drop drafts; their orders are free again."""
        desk = self.desk_of(merchant_id)
        decisions = [self._discard(desk, seen) for seen in drafts]
        self._count(desk)
        return decisions

    def approve_all(self, merchant_id: str, stop_at: datetime, cursor: str | None = None) -> AllApproved:
        """Hand all drafts over from ``cursor`` on, as many as can be until ``stop_at``; the others stay drafts."""
        drafts, decisions = self.desk_of(merchant_id).drafts, list[Decision]()
        while self.clock() < stop_at:
            found = drafts.list_missing_facts_first(_OF_ALL_AT_ONCE, cursor)
            decisions += self.approve(merchant_id, [Seen(case.case_id) for case in found.drafts])
            cursor = found.cursor
            if cursor is None:
                break
        return AllApproved(decisions, cursor)

    def _approve(self, desk: ReviewDesk, seen: Seen) -> tuple[Decision, str | None]:
        for _ in range(_TRIES):
            case = desk.find(seen)
            if isinstance(case, Decision):
                return case, None
            obstacles = self.find_obstacles(desk, case)
            if obstacles:
                return Decision(seen.case_id, DraftOutcome.KEPT_BACK, case, obstacles), None
            now = self.clock()
            after = note_transfer(case, Transfer.READY, now)
            command = new_submit_command(self.new_id(), seen.case_id, now)
            items = [item.model_copy(update={"state": ItemState.HANDED_OVER}) for item in desk.items_of(case)]
            try:
                desk.drafts.approve(case, after, command, self._event(EventKind.APPROVED), items)
            except TransactionLostError:
                desk.items_of_exports.pop(case.export_id, None)
            else:
                return Decision(seen.case_id, DraftOutcome.APPROVED, after), command.command_id
        return desk.tell_lost(seen), None

    def _discard(self, desk: ReviewDesk, seen: Seen) -> Decision:
        for _ in range(_TRIES):
            case = desk.find(seen)
            if isinstance(case, Decision):
                return case
            after = note_transfer(case, Transfer.DISCARDED, self.clock())
            items = [keep_back(item, (*item.findings, discarded(seen.case_id))) for item in desk.items_of(case)]
            try:
                desk.drafts.discard(case, after, self._event(EventKind.DISCARDED), items)
            except TransactionLostError:
                desk.items_of_exports.pop(case.export_id, None)
            else:
                return Decision(seen.case_id, DraftOutcome.DISCARDED, after)
        return desk.tell_lost(seen)

    def _event(self, kind: EventKind, **parameters: str) -> CaseEvent:
        return CaseEvent(
            event_id=self.new_id(), at=self.clock(), actor=Actor.MERCHANT, kind=kind, parameters=parameters
        )

    def _count(self, desk: ReviewDesk) -> None:
        """Keep the counts of the exports that the drafts came from, which the list of exports shows."""
        for export_id in desk.items_of_exports:
            desk.exports.keep_counts(export_id, count_items(desk.exports.list_items(export_id)))
