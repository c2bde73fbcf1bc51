"""Taking a case back, for no more than the merchant accepted.

A withdrawal has no reference of its own. So the case is read before a second try: where it is closed, nothing is
left to do. While the withdrawal is being worked on a repeat changes nothing (assumed), and its price is bounded
by what was accepted in any case.
"""

from __future__ import annotations

from functions.submit.procedures.procedure import Done, NotTaken, Outcome, Procedure, Task
from shared.boss.errors import ConflictError
from shared.domain.cases.case_progress import is_withdrawn
from shared.domain.cases.command_payloads import WithdrawCase

NOT_WITHDRAWABLE = "not_withdrawable"


def _withdraw(task: Task) -> Outcome:
    try:
        return Done(task.gateway.withdraw_case(task.case_number, task.payload(WithdrawCase)))
    except ConflictError as error:
        return _find_out(task) or NotTaken(error.code or NOT_WITHDRAWABLE)


def _find_out(task: Task) -> Outcome | None:
    snapshot = task.gateway.get_case(task.case_number)
    if is_withdrawn(snapshot):
        return Done(snapshot)
    return None if snapshot.closing is None else NotTaken(NOT_WITHDRAWABLE)


WITHDRAWING = Procedure(carry_out=_withdraw, find_out=_find_out)
