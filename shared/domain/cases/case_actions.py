"""What the merchant can have done about a case now, and what stands in the way of the rest. Pure.

The gateway decides in the end (a command can be refused); this says what is worth offering.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from shared.domain.account import AccountState
from shared.domain.capability import Capability
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandState
from shared.domain.cases.command_payloads import CommandKind, ReduceClaim, ReportPayment
from shared.domain.cases.next_step import PAUSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command

ACTIONS: Final[Mapping[CommandKind, Capability]] = {
    CommandKind.REPORT_PAYMENT: Capability.PAYMENTS,
    CommandKind.REDUCE: Capability.REDUCTIONS,
    CommandKind.PAUSE: Capability.PAUSES,
    CommandKind.RESUME: Capability.PAUSES,
    CommandKind.DECIDE_COURT: Capability.COURT_DECISION,
    CommandKind.UPLOAD_DOCUMENT: Capability.DOCUMENT_UPLOAD,
    CommandKind.WITHDRAW: Capability.WITHDRAWALS,
}
"""The actions of a case page, in the order in which they are shown, each with the ability that it needs."""

COSTLY: Final = frozenset({CommandKind.WITHDRAW, CommandKind.DECIDE_COURT})
"""Actions that may cost money, so that a price is shown and accepted first."""

WITHDRAWAL_CLOSES_WITHIN: Final = timedelta(days=7)
"""How long a case may still run after atriga took its withdrawal, which "closes with a later change"; assumed.

In that time another withdrawal could cost another fee. A case that runs on after it was opened again."""

_OF_ACCEPTED_CASES: Final = frozenset({CommandKind.PAUSE, CommandKind.RESUME, CommandKind.DECIDE_COURT})
_ONE_AT_A_TIME: Final = frozenset({*_OF_ACCEPTED_CASES, CommandKind.WITHDRAW})


class Obstacle(StrEnum):
    """Why an action is not offered."""

    ACCOUNT_STOPPED = "account_stopped"
    NOT_OFFERED = "not_offered"
    NOT_RUNNING = "not_running"
    NOT_ACCEPTED = "not_accepted"
    PAUSED_ALREADY = "paused_already"
    NOT_PAUSED = "not_paused"
    NOTHING_TO_DECIDE = "nothing_to_decide"
    ON_ITS_WAY = "on_its_way"
    BEING_WITHDRAWN = "being_withdrawn"


def obstacle_to(
    kind: CommandKind, case: Case, account: AtrigaAccount | None, commands: Iterable[Command], now: datetime
) -> Obstacle | None:
    """Return what stands in the way of an action, ``None`` where it is offered.

    Args:
        kind: One of ``ACTIONS``.
        case: The case as it stands.
        account: The atriga account that it is at; ``None`` counts as one that does not work.
        commands: What was ordered for the case so far.
        now: The instant of the question.
    """
    if account is None or account.state is AccountState.STOPPED:
        return Obstacle.ACCOUNT_STOPPED
    if not account.terms.offers(ACTIONS[kind]):
        return Obstacle.NOT_OFFERED
    return _obstacle_in_case(kind, case) or _obstacle_on_its_way(kind, list(commands), now)


def possible_actions(
    case: Case, account: AtrigaAccount | None, commands: Iterable[Command], now: datetime
) -> list[CommandKind]:
    """Return the actions that are offered at an instant, in the order in which they are shown."""
    known = list(commands)
    return [kind for kind in ACTIONS if obstacle_to(kind, case, account, known, now) is None]


def was_just_withdrawn(commands: Iterable[Command], now: datetime) -> bool:
    """Whether atriga took a withdrawal of the case so lately that its closing may still come."""
    return any(
        command.kind is CommandKind.WITHDRAW
        and command.state is CommandState.DONE
        and now - (command.tried_at or command.created_at) < WITHDRAWAL_CLOSES_WITHIN
        for command in commands
    )


def open_commands(commands: Iterable[Command]) -> list[Command]:
    """Return what is still to be told to atriga, in the order in which it will be."""
    return [command for command in commands if command.state.is_open]


def standing_refusals(commands: Iterable[Command]) -> list[Command]:
    """Return what was refused and not ordered again since, for the same order where it is about one.

    A refused hand-over is not among them: the whole case is refused then.
    """
    latest: dict[tuple[CommandKind, str | None], Command] = {}
    for command in commands:
        payload = command.payload
        order_id = payload.order_id if isinstance(payload, ReportPayment | ReduceClaim) else None
        latest[command.kind, order_id] = command
    return [
        command
        for command in latest.values()
        if command.state is CommandState.REFUSED and command.kind is not CommandKind.SUBMIT
    ]


def _obstacle_in_case(kind: CommandKind, case: Case) -> Obstacle | None:
    snapshot = case.snapshot
    if snapshot is None or not case.is_running:
        return Obstacle.NOT_RUNNING
    if kind in _OF_ACCEPTED_CASES and case.transfer is not Transfer.ACCEPTED:
        return Obstacle.NOT_ACCEPTED
    if kind is CommandKind.PAUSE and snapshot.processing == PAUSED:
        return Obstacle.PAUSED_ALREADY
    if kind is CommandKind.RESUME and snapshot.processing != PAUSED:
        return Obstacle.NOT_PAUSED
    if kind is CommandKind.DECIDE_COURT and snapshot.court_decision_needed is None:
        return Obstacle.NOTHING_TO_DECIDE
    return None


def _obstacle_on_its_way(kind: CommandKind, commands: Sequence[Command], now: datetime) -> Obstacle | None:
    on_their_way = {command.kind for command in commands if command.state.is_open}
    if kind in on_their_way & _ONE_AT_A_TIME:
        return Obstacle.ON_ITS_WAY
    is_withdrawn = CommandKind.WITHDRAW in on_their_way or was_just_withdrawn(commands, now)
    return Obstacle.BEING_WITHDRAWN if is_withdrawn and kind in _ONE_AT_A_TIME else None
