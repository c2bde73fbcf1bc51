"""Answering a question: one command for it, and one before it for the document that goes with it.

The ids follow from the question, the attempt and the document, so a form that is sent twice, or from two windows,
answers once. A message that does not get through is made up for by the sweeper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from shared.domain.cases.command import new_command
from shared.domain.cases.command_payloads import AnswerInquiry
from shared.domain.cases.inquiries import answer_id
from shared.domain.cases.timeline import Actor
from shared.work import CommandWork, queue_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from functions.cases_api.documents_in_forms import Document
    from functions.cases_api.inbox.answer_form import AnswerForm
    from functions.cases_api.inbox.answers import Question
    from functions.cases_api.inbox.ports import Accounts, Cases, Commands, Files
    from shared.clock import Clock
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.work import WorkSink

_LATER: Final = timedelta(microseconds=1)
"""Commands of a case are carried out in the order in which they were made: the document arrives before its answer."""


class Outcome(StrEnum):
    """What became of an answer: it is on its way (or was before), or another one is, which stands."""

    ANSWERED = "answered"
    ANSWERED_OTHERWISE = "answered_otherwise"


@dataclass(frozen=True, slots=True)
class AnsweringDesk:
    """Everything of one merchant that answering needs."""

    merchant_id: str
    cases: Cases
    accounts: Accounts
    commands: Commands
    files: Files


@dataclass(frozen=True, slots=True)
class Answering:
    """Takes answers of all merchants."""

    desk_of: Callable[[str], AnsweringDesk]
    queue: WorkSink[CommandWork]
    clock: Clock

    def answer(self, desk: AnsweringDesk, question: Question, attempt: int, form: AnswerForm) -> Outcome:
        """Keep an answer that was read without fault, and let it be told to atriga."""
        command_id = answer_id(*question, attempt)
        document_id = _document_id(command_id, form.document) if form.document else None
        payload = AnswerInquiry(
            inquiry_id=question.inquiry_id,
            answer=form.answer,
            comment=form.comment,
            document_references=(document_id,) if document_id else (),
        )
        kept = desk.commands.get(question.case_id, command_id)
        if kept is None:
            # One look at the clock for both: a second one would make the document the later of the two.
            now = self.clock()
            commands = [_command(question.case_id, command_id, payload, now + _LATER)]
            if form.document and document_id:
                desk.files.put(question.case_id, document_id, form.document.content)
                commands.insert(0, _command(question.case_id, document_id, form.document.upload, now))
            if not desk.commands.add_together(commands):
                kept = desk.commands.get(question.case_id, command_id)
        if kept is not None and kept.payload != payload:
            # The answer that stands may go with the very same document.
            if document_id and document_id not in _documents_of(kept):
                desk.files.delete(question.case_id, document_id)
            return Outcome.ANSWERED_OTHERWISE
        work = CommandWork(merchant_id=desk.merchant_id, case_id=question.case_id, command_id=command_id)
        queue_kept(self.queue, [work])
        return Outcome.ANSWERED


def _command(case_id: str, command_id: str, payload: CommandPayload, now: datetime) -> Command:
    return new_command(command_id, case_id, payload, now, ordered_by=Actor.MERCHANT)


def _documents_of(command: Command) -> tuple[str, ...]:
    """Return the documents that go with an answer."""
    return command.payload.document_references if isinstance(command.payload, AnswerInquiry) else ()


def _document_id(command_id: str, document: Document) -> str:
    """Return an id that two documents never share, so that their pieces are not mixed up."""
    upload = document.upload
    told = f"{upload.content_digest}#{upload.document_kind}#{upload.file_name}"
    return str(uuid5(UUID(command_id), told))
