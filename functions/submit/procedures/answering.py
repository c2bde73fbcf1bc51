"""Answering a question of the agency: one that was answered before is answered."""

from __future__ import annotations

from functions.submit.procedures.procedure import Done, NotTaken, Outcome, Procedure, Task
from shared.boss.errors import ConflictError, NotFoundError
from shared.domain.cases.command_payloads import AnswerInquiry

UNKNOWN_INQUIRY = "unknown_inquiry"


def _answer(task: Task) -> Outcome:
    try:
        task.gateway.answer_inquiry(task.payload(AnswerInquiry))
    except ConflictError:
        # The contract's only 409 here: it was answered before, by an earlier try or by somebody else.
        return Done()
    except NotFoundError:
        return NotTaken(UNKNOWN_INQUIRY)
    return Done()


ANSWERING = Procedure(carry_out=_answer)
