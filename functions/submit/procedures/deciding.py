"""Deciding about court dunning, for no higher advance than the merchant accepted.

A decision has no reference of its own, so the case is read first at every try: what it asks must still be the
question that the merchant answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.submit.procedures.procedure import Done, NotTaken, Outcome, Procedure, Task
from shared.boss.errors import ConflictError
from shared.domain.cases.command_payloads import CourtDecision, DecideCourt

if TYPE_CHECKING:
    from shared.domain.money import Money

NOTHING_TO_DECIDE = "nothing_to_decide"
ADVANCE_CHANGED = "advance_changed"


def _decide(task: Task) -> Outcome:
    decision = task.payload(DecideCourt)
    snapshot = task.gateway.get_case(task.case_number)
    question = snapshot.court_decision_needed
    if question is None:
        return Done(snapshot) if task.was_tried else NotTaken(NOTHING_TO_DECIDE)
    if decision.decision is CourtDecision.APPROVE and not _is_covered(decision, question.advance):
        return NotTaken(ADVANCE_CHANGED)
    try:
        return Done(task.gateway.decide_court(task.case_number, decision))
    except ConflictError as error:
        return NotTaken(error.code or ADVANCE_CHANGED)


def _is_covered(decision: DecideCourt, advance: Money | None) -> bool:
    """Whether the advance is at most what was accepted; one that is not told is left to the gateway's own check."""
    accepted = decision.accepted_advance
    if accepted is None or advance is None:
        return accepted is not None
    return accepted.currency == advance.currency and not accepted < advance


DECIDING_COURT = Procedure(carry_out=_decide)
