"""Handing a case over: the gateway is asked for its reference before a second try."""

from __future__ import annotations

from functions.submit.procedures.procedure import Done, Outcome, Procedure, Task
from shared.boss.errors import DuplicateReferenceError


def _submit(task: Task) -> Outcome:
    case, gateway = task.case, task.gateway
    try:
        return Done(gateway.submit_case(case, idempotency_key=task.command.command_id, test=case.test))
    except DuplicateReferenceError:
        found = _find(task)
        if found is None:
            raise
        return found


def _find(task: Task) -> Outcome | None:
    snapshot = task.gateway.find_case(task.case.case_id)
    return None if snapshot is None else Done(snapshot)


SUBMITTING = Procedure(carry_out=_submit, find_out=_find)
