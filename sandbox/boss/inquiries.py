"""Questions of the agency to the client, each with the form its answer must have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sandbox.boss.case_record import Inquiry
from sandbox.boss.problems import ProblemError, refuse_field

if TYPE_CHECKING:
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.gateway import Desk
    from sandbox.boss.wire import Json

ANSWER_TYPES = ("yes_no", "yes_no_unknown", "date", "text", "document")
_CHOICES = {"yes_no": {"yes", "no"}, "yes_no_unknown": {"yes", "no", "unknown"}}


def ask_inquiry(desk: Desk, case: CaseRecord, question: str, answer_type: str, due_on: date | None) -> None:
    """Ask the client; the case waits until every question is answered."""
    inquiry_id = desk.book.numbering.next_id("inquiry")
    case.inquiries.append(Inquiry(inquiry_id, desk.now, due_on, question, answer_type))
    case.status = ("inquiry_asked", "Rückfrage an den Auftraggeber")
    desk.book.record(case, "inquiry_asked", "Rückfrage an den Auftraggeber", desk.now)


def answer_inquiry(desk: Desk, case: CaseRecord, inquiry: Inquiry, body: Json) -> None:
    """Note the client's answer.

    Raises:
        ProblemError: 409 where it was answered before or the case is over, 422 where the answer does not
            have the form that was asked for.
    """
    if inquiry.answer is not None:
        raise ProblemError(409, "already_answered", "Die Rückfrage ist schon beantwortet.")
    if not case.is_open:
        raise ProblemError(409, "case_not_open", "Der Fall ist nicht offen.")
    references = body.get("document_references", [])
    _require_form(inquiry, body["answer"], references)
    known = {document.reference for document in case.documents}
    for place, reference in enumerate(references):
        if reference not in known:
            refuse_field(f"document_references.{place}", "unknown_document", "Dieses Dokument ist nicht da.")
    inquiry.answer = body["answer"]
    case.status = ("inquiry_answered", "Rückfrage beantwortet")
    desk.book.record(case, "inquiry_answered", "Rückfrage beantwortet", desk.now)


def _require_form(inquiry: Inquiry, answer: str, references: list[str]) -> None:
    choices = _CHOICES.get(inquiry.answer_type)
    if choices is not None and answer not in choices:
        refuse_field("answer", "not_allowed", "Diese Antwort ist nicht vorgesehen.")
    if inquiry.answer_type == "date" and not _is_day(answer):
        refuse_field("answer", "invalid_format", "Erwartet wird ein Tag, zum Beispiel 2026-11-24.")
    if inquiry.answer_type == "text" and not answer.strip():
        refuse_field("answer", "required", "Die Antwort ist leer.")
    if inquiry.answer_type == "document" and not references:
        refuse_field("document_references", "required", "Erwartet wird ein Dokument.")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
