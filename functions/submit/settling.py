"""Writing down what became of a try: the command's state, and what the case has become by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from functions.submit.desk import LOOKED_INTO_AFTER
from functions.submit.procedures import Done
from functions.submit.verdict import Delayed, NotAsked, Refused, Stopped, Unclear, Unexpected, judge
from shared.domain.cases.case import Rejection, Transfer
from shared.domain.cases.case_progress import follow_snapshot, note_refusal, note_transfer
from shared.domain.cases.command import SWEPT_AFTER, CommandKind, CommandState
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.news.what_is_news import news_of_refusal
from shared.domain.pauses import pause_by_age
from shared.domain.watching.free_withdrawals import propose_again
from shared.observability import logger

if TYPE_CHECKING:
    from functions.submit.desk import MerchantDesk
    from functions.submit.procedures import Outcome
    from shared.boss.errors import BossError
    from shared.clock import Clock
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command, FieldProblem
    from shared.domain.watching.proposal import Proposal

LONGEST_MESSAGE_DELAY = timedelta(minutes=15)
"""What a queue can hold a message back for; a longer pause ends with the sweeper."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The command is over; the next one of its case may be carried out."""


@dataclass(frozen=True, slots=True)
class Resting:
    """The command stays open; ``pause`` is after how long to queue it again, ``None`` where the sweeper does."""

    pause: timedelta | None = None


type Progress = Settled | Resting


@dataclass(frozen=True, slots=True)
class Settling:
    """Settles tries at commands of one merchant."""

    desk: MerchantDesk
    clock: Clock

    def settle(self, case: Case, command: Command, outcome: Outcome) -> Progress:
        """Write down that the gateway carried a command out, or refused it for good."""
        if not isinstance(outcome, Done):
            return self.refuse(case, command, outcome.code, outcome.problems)
        done = command.model_copy(update={"state": CommandState.DONE, "last_error": None, "not_before": None})
        after = case if outcome.snapshot is None else follow_snapshot(case, outcome.snapshot, self.clock())
        self._save(case, after, done)
        if command.kind is CommandKind.UPLOAD_DOCUMENT:
            self.desk.files.delete(command.case_id, command.command_id)
        logger.info(
            "a command was carried out",
            extra={"case_id": case.case_id, "kind": command.kind.value, "attempts": command.attempts},
        )
        return Settled()

    def refuse(self, case: Case, command: Command, code: str, problems: tuple[FieldProblem, ...] = ()) -> Progress:
        """Write down that a command is refused, as news too; a case that was not taken frees its orders."""
        refused = command.model_copy(
            update={"state": CommandState.REFUSED, "problems": problems, "last_error": code, "not_before": None}
        )
        after = case
        if command.kind is CommandKind.SUBMIT and not case.transfer.is_over:
            rejection = Rejection(
                code=code,
                text="; ".join(problem.message for problem in problems),
                field=problems[0].field if problems else None,
            )
            after = note_refusal(case, rejection, self.clock(), problems)
        if after != case:
            self.desk.cases.save_progress(case, after, refused)
        else:
            now = self.clock()
            proposal = propose_again(refused, now) if case.is_running else None
            event = _tell(proposal) if proposal else None
            self.desk.commands.save(refused, event, news_of_refusal(case, refused, now), proposal)
        if command.kind is CommandKind.UPLOAD_DOCUMENT:
            self.desk.files.delete(command.case_id, command.command_id)
        logger.warning(
            "a command was refused", extra={"case_id": case.case_id, "kind": command.kind.value, "code": code}
        )
        return Settled()

    def fail(self, case: Case, command: Command, error: BossError, *, was_tried: bool) -> Progress:
        """Write down what a failed try means.

        Raises:
            BossError: It is ``error`` itself, where nobody foresaw it; the command stays open.
        """
        logger.warning(
            "a command was not carried out",
            extra={"case_id": case.case_id, "attempts": command.attempts, "error": type(error).__name__},
        )
        # Once an answer is missing, every later try asks first, whatever happened since.
        untouched = CommandState.UNKNOWN if was_tried else CommandState.PENDING
        match judge(error, command.attempts):
            case Refused(code=code, problems=problems):
                return self.refuse(case, command, code, problems)
            case Stopped(because=because):
                self.desk.accounts.stop(case.customer_number, because, self.clock())
                return self.hold(case, command, untouched)
            case NotAsked():
                self._leave_open(case, command, untouched, look_after=SWEPT_AFTER)
                return Resting()
            case Delayed(pause=pause):
                return self.rest(case, command, untouched, pause, type(error).__name__)
            case Unclear(pause=pause):
                return self.rest(case, command, CommandState.UNKNOWN, pause, type(error).__name__)
            case Unexpected():
                self._leave_open(case, command, CommandState.UNKNOWN, look_after=LOOKED_INTO_AFTER)
                raise error

    def give_up(self, before: Case, after: Case, command: Command, code: str) -> Progress:
        """Write down that a case ended on our side before it was handed over."""
        refused = command.model_copy(update={"state": CommandState.REFUSED, "last_error": code, "not_before": None})
        self._save(before, after, refused)
        logger.info("a case was not handed over", extra={"case_id": before.case_id, "code": code})
        return Settled()

    def rest(
        self,
        case: Case,
        command: Command,
        state: CommandState,
        pause: timedelta,
        because: str,
        reviewed: Case | None = None,
    ) -> Progress:
        """Give a command a pause, whose end nobody's message cuts short; ``reviewed`` is what to keep of the case."""
        is_queued = pause <= LONGEST_MESSAGE_DELAY
        not_before = self.clock() + pause
        rested = command.model_copy(update={"not_before": not_before, "last_error": because})
        self._leave_open(case, rested, state, look_after=pause + SWEPT_AFTER if is_queued else pause, after=reviewed)
        return Resting(pause) if is_queued else Resting()

    def hold(self, case: Case, command: Command, state: CommandState) -> Progress:
        """Let a command wait for its atriga account, whose next activation wakes it; the pause is for a lost waking."""
        self._leave_open(case, command, state, look_after=pause_by_age(command.created_at, self.clock()))
        self.desk.commands.hold(command, case.customer_number)
        return Resting()

    def _leave_open(
        self, case: Case, command: Command, state: CommandState, *, look_after: timedelta, after: Case | None = None
    ) -> None:
        now = self.clock()
        left = command.model_copy(update={"state": state, "due_at": now + look_after})
        after = after or case
        if command.kind is CommandKind.SUBMIT and after.snapshot is None and not after.transfer.is_over:
            transfer = Transfer.UNKNOWN if state in {CommandState.UNKNOWN, CommandState.RUNNING} else Transfer.READY
            after = after if after.transfer is transfer else note_transfer(after, transfer, now)
        self._save(case, after, left)

    def _save(self, before: Case, after: Case, command: Command) -> None:
        if after == before:
            self.desk.commands.save(command)
            return
        if after.changed_at != before.changed_at:
            # A call that took its time may lie between the change and this write, and whoever reads what changed
            # since (shared/store/collection_rows.py) must not have passed its instant by then.
            after = after.model_copy(update={"changed_at": self.clock()})
        self.desk.cases.save_progress(before, after, command)


def _tell(proposal: Proposal) -> CaseEvent:
    """Tell in the course of the case that the merchant is asked."""
    return CaseEvent(
        event_id=proposal.proposal_id,
        at=proposal.made_at,
        actor=Actor.APP,
        kind=EventKind.WITHDRAWAL_PROPOSED,
        parameters={"order": proposal.order_id},
    )
