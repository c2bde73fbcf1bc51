"""What is next in a case, and whether it is the merchant's turn."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.cases.case import Transfer

if TYPE_CHECKING:
    from datetime import date

    from shared.domain.cases.case import Case, CaseSnapshot

_WAITING_FOR_CLIENT = "waiting_for_client"
PAUSED = "paused"
"""How atriga calls the processing of a case that rests."""


class NextStep(StrEnum):
    """Who does what next. A case that is over has no next step."""

    REVIEW = "review"
    ANSWER = "answer"
    DECIDE_COURT = "decide_court"
    ASK_ATRIGA = "ask_atriga"
    SENDING = "sending"
    EXAMINATION = "examination"
    PAUSED = "paused"
    COLLECTION = "collection"

    @property
    def is_the_merchants(self) -> bool:
        """Whether nothing goes on before the merchant did something."""
        return self in {NextStep.REVIEW, NextStep.ANSWER, NextStep.DECIDE_COURT, NextStep.ASK_ATRIGA}


class Next(NamedTuple):
    """The next step, and the day until when, where atriga named one."""

    step: NextStep
    until: date | None = None


def next_step_of(case: Case) -> Next | None:
    """Tell what is next; ``None`` where the case is over."""
    if case.transfer.is_over:
        return None
    if case.transfer is Transfer.DRAFT:
        return Next(NextStep.REVIEW)
    if case.snapshot is None or case.transfer is not Transfer.ACCEPTED:
        is_told = case.transfer is Transfer.SUBMITTED or case.snapshot is not None
        return Next(NextStep.EXAMINATION if is_told else NextStep.SENDING)
    return _next_at_atriga(case.snapshot)


def _next_at_atriga(snapshot: CaseSnapshot) -> Next | None:
    if snapshot.closing is not None:
        return None
    asked = [inquiry for inquiry in snapshot.inquiries if not inquiry.answered]
    if asked:
        days = [inquiry.due_on for inquiry in asked if inquiry.due_on is not None]
        return Next(NextStep.ANSWER, min(days, default=None))
    if snapshot.court_decision_needed is not None:
        return Next(NextStep.DECIDE_COURT, snapshot.court_decision_needed.until)
    if snapshot.processing == _WAITING_FOR_CLIENT:
        # atriga waits without having asked anything: only it can say for what.
        return Next(NextStep.ASK_ATRIGA)
    return Next(NextStep.PAUSED if snapshot.processing == PAUSED else NextStep.COLLECTION)
