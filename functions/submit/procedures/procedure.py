"""What a procedure is: one call for one kind of command, and the question that comes before a second one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.submit.ports import Files, Gateway
    from shared.domain.cases.case import Case, CaseSnapshot
    from shared.domain.cases.command import Command, FieldProblem
    from shared.domain.cases.command_payloads import CommandPayload


@dataclass(frozen=True, slots=True)
class Done:
    """The gateway carried it out, now or before; ``snapshot`` is the case after it, where the answer told it."""

    snapshot: CaseSnapshot | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """The gateway refuses it for good; ``code`` is stable and never a text."""

    code: str
    problems: tuple[FieldProblem, ...] = ()


type Outcome = Done | NotTaken


@dataclass(frozen=True, slots=True)
class Task:
    """One command of one case, and what it is carried out with. ``was_tried``: the gateway may know of it."""

    case: Case
    command: Command
    gateway: Gateway
    files: Files
    was_tried: bool

    @property
    def case_number(self) -> str:
        """The number of a case that atriga has.

        Raises:
            ValueError: It was not handed over yet; the carrier never lets such a command get here.
        """
        if self.case.snapshot is None:
            message = "a case without a number takes no steps"
            raise ValueError(message)
        return self.case.snapshot.case_number

    def payload[Payload: CommandPayload](self, kind: type[Payload]) -> Payload:
        """Return what the command carries, which is of the kind that its procedure is for.

        Raises:
            TypeError: The table of procedures is wrong.
        """
        if not isinstance(self.command.payload, kind):
            message = f"{self.command.kind} is not carried out by this procedure"
            raise TypeError(message)
        return self.command.payload


def no_question(task: Task) -> Outcome | None:  # noqa: ARG001 -- it has the shape of a question
    """Ask nothing: the command's own reference, or the nature of the call, makes a repeat safe."""
    return None


@dataclass(frozen=True, slots=True)
class Procedure:
    """How one kind of command is carried out.

    Both functions raise what the client raises. ``find_out`` is called where an earlier try may have been carried
    out; ``None`` from it says that trying again is right.
    """

    carry_out: Callable[[Task], Outcome]
    find_out: Callable[[Task], Outcome | None] = no_question
