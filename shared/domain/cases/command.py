"""Commands: every intended write to the gateway, kept before it is tried, so that none is lost or doubled."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.cases.command_payloads import CommandKind, CommandPayload, SubmitCase
from shared.domain.cases.timeline import Actor
from shared.domain.model import DomainModel

__all__ = ["Command", "CommandKind", "CommandState", "FieldProblem", "new_command", "new_submit_command"]

SWEPT_AFTER = timedelta(minutes=2)
"""How long a command may rest after its planned try, its first or another, before the sweeper queues it again."""


class CommandState(StrEnum):
    """How far a command has come. ``UNKNOWN``: an answer never came, so it is found out before a second try."""

    PENDING = "pending"
    RUNNING = "running"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self not in {CommandState.DONE, CommandState.REFUSED}


class FieldProblem(DomainModel):
    """One field that the gateway did not take: its path in what was sent, a code, and a text for people."""

    field: str
    code: str
    message: str


class Command(DomainModel):
    """One intended write. ``command_id`` is the idempotency key, or the own reference, for all tries of it.

    The commands of a case are carried out in the order of ``created_at``. ``not_before`` is the end of a pause
    that the command was given; ``due_at`` is when somebody should look at it again at the latest: the sweeper
    queues open commands whose time has come. ``tried_at`` is when the gateway was last about to hear
    of it. ``last_error`` is a code and never holds a text of anybody's.
    """

    command_id: str
    case_id: str
    payload: CommandPayload = SubmitCase()
    state: CommandState = CommandState.PENDING
    created_at: datetime
    due_at: datetime
    not_before: datetime | None = None
    attempts: int = 0
    tried_at: datetime | None = None
    problems: tuple[FieldProblem, ...] = ()
    last_error: str | None = None
    ordered_by: Actor = Actor.APP
    revision: int = 1

    @property
    def kind(self) -> CommandKind:
        """What the command wants done."""
        return self.payload.kind

    @property
    def was_tried(self) -> bool:
        """Whether the gateway may have heard of it already."""
        return self.state in {CommandState.RUNNING, CommandState.UNKNOWN}

    def rests_at(self, now: datetime) -> bool:
        """Whether a pause is not over yet."""
        return self.not_before is not None and now < self.not_before


def new_command(
    command_id: str, case_id: str, payload: CommandPayload, now: datetime, *, ordered_by: Actor = Actor.APP
) -> Command:
    """Make a command that is to be carried out at once; the sweeper makes up for a message that gets lost."""
    return Command(
        command_id=command_id,
        case_id=case_id,
        payload=payload,
        created_at=now,
        due_at=now + SWEPT_AFTER,
        ordered_by=ordered_by,
    )


def new_submit_command(command_id: str, case_id: str, now: datetime) -> Command:
    """Make the command that hands a case over."""
    return new_command(command_id, case_id, SubmitCase(), now)
