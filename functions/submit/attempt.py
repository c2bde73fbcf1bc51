"""One try at one command: everything between "it is this one's turn" and "this is what became of it".

The guarantee rests on six things: the command is kept before it is tried; it is marked as running before the
gateway hears of it; a command that is found running or unknown is found out about before it is tried again;
every try carries the same key or reference; what may still be on its way is not changed; and every write holds
only where nobody wrote in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from functions.submit.desk import COMMANDS_PER_ACCOUNT
from functions.submit.order_review import OrderReview
from functions.submit.procedures import PROCEDURES, Task
from functions.submit.settling import Resting, Settling
from shared.boss.errors import BossError
from shared.domain.account import AccountState
from shared.domain.cases.case import Case, Transfer
from shared.domain.cases.case_actions import was_just_withdrawn
from shared.domain.cases.case_progress import note_transfer
from shared.domain.cases.command import SWEPT_AFTER, CommandKind, CommandState

if TYPE_CHECKING:
    from datetime import datetime

    from functions.submit.desk import MerchantDesk
    from functions.submit.ports import Gateway
    from functions.submit.settling import Progress
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.command import Command

CASE_IS_OVER = "case_is_over"
WITHDRAWN_BEFORE = "withdrawn_before"
ORDERS_CHANGED = "orders_changed"
PERHAPS_ON_ITS_WAY = "perhaps_on_its_way"

ARRIVES_WITHIN = timedelta(minutes=5)
"""How long after a try without an answer it may still arrive at the gateway; assumed, and many times a call's limit."""

_SHORTEST_PAUSE_FOR_A_TOKEN = 5
_SPREAD_OF_PAUSES_FOR_A_TOKEN = 20


@dataclass(frozen=True, slots=True)
class Attempt:
    """Tries commands of one merchant."""

    desk: MerchantDesk
    clock: Clock

    def make(self, case: Case, command: Command, stop_at: datetime) -> Progress:
        """Try ``command``, which is the oldest open one of ``case``, and write down what became of it.

        Raises:
            ConditionFailedError: Another writer was first; nothing of this try's last step was written.
            BossError: Nobody foresaw this answer; the command stays open.
        """
        settling = Settling(self.desk, self.clock)
        account = self.desk.accounts.get_atriga_account(case.customer_number)
        if account is None or account.state is AccountState.STOPPED:
            return settling.hold(case, command, command.state)
        if not command.was_tried and not _can_be_tried(case, command):
            return settling.refuse(case, command, CASE_IS_OVER)
        if not command.was_tried and self._would_be_withdrawn_again(command):
            return settling.refuse(case, command, WITHDRAWN_BEFORE)
        bucket = f"GATEWAY#{account.customer_number}"
        if not self.desk.token_buckets.take(bucket, COMMANDS_PER_ACCOUNT, self.clock()):
            return Resting(_pause_for_a_token(command))
        return self._try(settling, case, command, account, stop_at)

    def _would_be_withdrawn_again(self, command: Command) -> bool:
        """Whether atriga took a withdrawal a moment ago, as from another window: a second one could cost twice."""
        is_withdrawal = command.kind is CommandKind.WITHDRAW
        return is_withdrawal and was_just_withdrawn(self.desk.commands.list_all(command.case_id), self.clock())

    def _try(
        self, settling: Settling, case: Case, command: Command, account: AtrigaAccount, stop_at: datetime
    ) -> Progress:
        gateway = self.desk.connect_gateway(account)
        was_tried = command.was_tried
        found_out = self._find_out(settling, gateway, case, command)
        if found_out is not None:
            return found_out
        reviewed: Case | Progress = case
        if command.kind is CommandKind.SUBMIT:
            reviewed = self._review(settling, gateway, case, command, account, stop_at)
        if not isinstance(reviewed, Case):
            return reviewed
        case, command = self._mark_running(case, reviewed, command)
        try:
            task = Task(case, command, gateway, self.desk.files, was_tried=was_tried)
            outcome = PROCEDURES[command.kind].carry_out(task)
        except BossError as error:
            return settling.fail(case, command, error, was_tried=was_tried)
        return settling.settle(case, command, outcome)

    def _find_out(self, settling: Settling, gateway: Gateway, case: Case, command: Command) -> Progress | None:
        """Ask what became of an earlier try; ``None`` where there was none, or where it never arrived."""
        if not command.was_tried:
            return None
        try:
            outcome = PROCEDURES[command.kind].find_out(Task(case, command, gateway, self.desk.files, was_tried=True))
        except BossError as error:
            return settling.fail(case, command, error, was_tried=True)
        return None if outcome is None else settling.settle(case, command, outcome)

    def _review(
        self,
        settling: Settling,
        gateway: Gateway,
        case: Case,
        command: Command,
        account: AtrigaAccount,
        stop_at: datetime,
    ) -> Case | Progress:
        """Return the case as it is to be submitted, or what became of the command without that.

        A repeat under the same key is one only with the same content. So an earlier try is asked about again after the
        orders were read, for it may have arrived meanwhile; and while it may, the case is neither changed nor given up.
        """
        review = OrderReview(self.desk.connect_dreamrobot, self.clock).review(case, account, stop_at)
        if command.was_tried and review.case != case:
            found_out = self._find_out(settling, gateway, case, command)
            if found_out is not None:
                return found_out
            arrives_until = (command.tried_at or command.created_at) + ARRIVES_WITHIN
            if self.clock() < arrives_until and not _claims_the_same(case, review.case):
                return settling.rest(case, command, command.state, arrives_until - self.clock(), PERHAPS_ON_ITS_WAY)
        if review.case.transfer.is_over:
            return settling.give_up(case, review.case, command, ORDERS_CHANGED)
        if review.wait is not None:
            pause = review.wait.until - self.clock()
            return settling.rest(case, command, command.state, pause, review.wait.because, review.case)
        return review.case

    def _mark_running(self, case: Case, reviewed: Case, command: Command) -> tuple[Case, Command]:
        now = self.clock()
        running = command.model_copy(
            update={
                "state": CommandState.RUNNING,
                "attempts": command.attempts + 1,
                "tried_at": now,
                "not_before": None,
                "due_at": now + SWEPT_AFTER,
            }
        )
        if command.kind is CommandKind.SUBMIT and case.snapshot is None:
            return self.desk.cases.save_progress(case, note_transfer(reviewed, Transfer.SUBMITTING, now), running)
        return case, self.desk.commands.save(running)


def _can_be_tried(case: Case, command: Command) -> bool:
    """Whether the case is where the command needs it: handed over for a step, not yet over for a submission."""
    return not case.transfer.is_over if command.kind is CommandKind.SUBMIT else case.snapshot is not None


def _claims_the_same(case: Case, reviewed: Case) -> bool:
    """Whether the same would be submitted; when orders were read is not part of it."""
    forgotten = {"read_at": None, "failed_reads": 0}
    before, after = (
        [position.model_copy(update=forgotten) for position in each.positions] for each in (case, reviewed)
    )
    return before == after and not reviewed.transfer.is_over


def _pause_for_a_token(command: Command) -> timedelta:
    """Spread those that wait, so that they do not all come back at once."""
    spread = sum(command.command_id.encode()) % _SPREAD_OF_PAUSES_FOR_A_TOKEN
    return timedelta(seconds=_SHORTEST_PAUSE_FOR_A_TOKEN + spread)
