"""Questions of the agency that wait for the merchant, and which command is the answer to one.

The id of an answer follows from the question and from how often an answer to it was refused before. So two windows,
or a form that is sent twice, make one command, and nobody's answer is told to the agency beside another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID, uuid5

from shared.domain.account import AccountState
from shared.domain.capability import Capability
from shared.domain.cases.command import CommandState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case, Inquiry
    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.command import Command

_ANSWERS: Final = UUID("5f6c1c52-8f0e-4c39-9d5b-9a2f6b0d3c11")
"""The name space of the ids of answers; any that never changes would do."""


class AnswerType(StrEnum):
    """The forms of an answer that this app knows (``Inquiry.answer_type`` of the contract, an open list).

    A question of any other form is answered in free text.
    """

    YES_NO = "yes_no"
    YES_NO_UNKNOWN = "yes_no_unknown"
    DATE = "date"
    TEXT = "text"
    DOCUMENT = "document"


CHOICES: Final = {
    AnswerType.YES_NO: ("yes", "no"),
    AnswerType.YES_NO_UNKNOWN: ("yes", "no", "unknown"),
}
"""What may be answered where there is a choice."""


class AskedCase(NamedTuple):
    """A case with open questions, the most urgent first; ``asked_count`` is how many there are."""

    row: CaseRow
    inquiries: tuple[Inquiry, ...]
    asked_count: int


class Standing(StrEnum):
    """How far the answer to a question is."""

    OPEN = "open"
    ON_ITS_WAY = "on_its_way"
    ARRIVED = "arrived"
    REFUSED = "refused"


class AnswerObstacle(StrEnum):
    """Why a question cannot be answered here."""

    ANSWERED = "answered"
    CLOSED = "closed"
    ACCOUNT_STOPPED = "account_stopped"
    NOT_OFFERED = "not_offered"


class Urgency(StrEnum):
    """How near the day is until which a question is to be answered."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NO_DAY = "no_day"


SOON_DAYS: Final = 3
"""Up to so many days ahead a day counts as near."""


def answer_type_of(inquiry: Inquiry) -> AnswerType:
    """Return in what form a question is to be answered."""
    known = set(AnswerType)
    return AnswerType(inquiry.answer_type) if inquiry.answer_type in known else AnswerType.TEXT


def open_inquiries(case: Case) -> tuple[Inquiry, ...]:
    """Return the questions that wait for an answer, nearest day first; a case that is over has none."""
    if case.snapshot is None or not case.is_running:
        return ()
    return tuple(by_urgency(inquiry for inquiry in case.snapshot.inquiries if not inquiry.answered))


def by_urgency(inquiries: Iterable[Inquiry]) -> list[Inquiry]:
    """Sort questions: nearest day first, those without a day last."""
    return sorted(inquiries, key=lambda inquiry: (urgency_of(inquiry), inquiry.asked_at, inquiry.inquiry_id))


def urgency_of(inquiry: Inquiry) -> date:
    """Return the day until which a question is to be answered; a day that never comes where it has none."""
    return inquiry.due_on or date.max


def answer_id(case_id: str, inquiry_id: str, attempt: int) -> str:
    """Return the id of the command that answers a question, at the first attempt (1) or after refusals."""
    return str(uuid5(_ANSWERS, f"{case_id}#{inquiry_id}#{attempt}"))


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest answer to a question. ``attempt`` is its own; where there is none, or it was refused, the next one."""

    command: Command | None = None
    attempt: int = 1

    @property
    def standing(self) -> Standing:
        """How far it is."""
        if self.command is None:
            return Standing.OPEN
        if self.command.state.is_open:
            return Standing.ON_ITS_WAY
        return Standing.ARRIVED if self.command.state is CommandState.DONE else Standing.REFUSED

    def followed_by(self, command: Command) -> Answer:
        """Return what is newest once the command of this attempt is known."""
        is_refused = command.state is CommandState.REFUSED
        return Answer(command, self.attempt + 1 if is_refused else self.attempt)


def obstacle_to_answer(case: Case, inquiry: Inquiry, account: AtrigaAccount | None) -> AnswerObstacle | None:
    """Return why a question cannot be answered here now, ``None`` where it can."""
    if inquiry.answered:
        return AnswerObstacle.ANSWERED
    if not case.is_running:
        return AnswerObstacle.CLOSED
    if account is None or account.state is AccountState.STOPPED:
        return AnswerObstacle.ACCOUNT_STOPPED
    return None if account.terms.offers(Capability.INQUIRIES) else AnswerObstacle.NOT_OFFERED


def urgency_at(inquiry: Inquiry, today: date) -> Urgency:
    """Tell how near the day of a question is."""
    if inquiry.due_on is None:
        return Urgency.NO_DAY
    days = (inquiry.due_on - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days == 0:
        return Urgency.TODAY
    return Urgency.SOON if days <= SOON_DAYS else Urgency.LATER
