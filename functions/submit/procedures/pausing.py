"""Pausing and going on: both say what shall be so, and saying it twice changes nothing."""

from __future__ import annotations

from functions.submit.procedures.procedure import Done, NotTaken, Outcome, Procedure, Task
from shared.boss.errors import ConflictError
from shared.domain.cases.command_payloads import PauseCase

NOT_PAUSABLE = "not_pausable"


def _pause(task: Task) -> Outcome:
    try:
        return Done(task.gateway.pause_case(task.case_number, task.payload(PauseCase)))
    except ConflictError as error:
        return NotTaken(error.code or NOT_PAUSABLE)


def _resume(task: Task) -> Outcome:
    try:
        return Done(task.gateway.resume_case(task.case_number))
    except ConflictError as error:
        return NotTaken(error.code or NOT_PAUSABLE)


PAUSING = Procedure(carry_out=_pause)
RESUMING = Procedure(carry_out=_resume)
