"""Which answers to questions there are, read together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.cases.inquiries import Answer, Standing, answer_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from functions.cases_api.inbox.ports import Commands


class Question(NamedTuple):
    """What tells a question from every other."""

    case_id: str
    inquiry_id: str


def find_answers(commands: Commands, questions: Iterable[Question]) -> dict[Question, Answer]:
    """Return the newest answer to each question: one read for all, and one more for each time some were refused."""
    answers = {question: Answer() for question in questions}
    left = list(answers)
    while left:
        ids = {answer_id(*question, answers[question].attempt): question for question in left}
        found = commands.read_many((question.case_id, command_id) for command_id, question in ids.items())
        answers |= {ids[command.command_id]: answers[ids[command.command_id]].followed_by(command) for command in found}
        asked_again = [ids[command.command_id] for command in found]
        left = [question for question in asked_again if answers[question].standing is Standing.REFUSED]
    return answers
