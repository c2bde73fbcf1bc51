"""The form in which a question is answered: typed as the question asks, with what is wrong at each field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from functions.cases_api.documents_in_forms import Document, read_document
from shared.domain.cases.command_payloads import LONGEST_ANSWER, DocumentKind
from shared.domain.cases.inquiries import CHOICES, AnswerType, answer_type_of
from shared.domain.plain_text import clean_lines
from shared.web.presentation.days import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.cases.case import Inquiry
    from shared.web.uploads import UploadForm


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What was typed, what it says, and for each field that cannot be taken why (``shared.web.field_errors``)."""

    typed: Mapping[str, str]
    answer: str = ""
    comment: str | None = None
    document: Document | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def read_answer(form: UploadForm, inquiry: Inquiry, *, takes_documents: bool) -> AnswerForm:
    """Read the answer to a question."""
    errors: dict[str, str] = {}
    is_document = answer_type_of(inquiry) is AnswerType.DOCUMENT
    document = read_document(form, errors, is_required=is_document, usual_kind=DocumentKind.OTHER)
    if form.file is not None and not takes_documents:
        document = None
        errors["file"] = "file_not_offered"
    answer = _read_answer(form.fields.get("answer", ""), inquiry, document, errors)
    comment = clean_lines(form.fields.get("comment"))
    if comment is not None and len(comment) > LONGEST_ANSWER:
        errors["comment"] = "too_long"
    return AnswerForm(form.fields, answer, comment, document, errors)


def _read_answer(typed: str, inquiry: Inquiry, document: Document | None, errors: dict[str, str]) -> str:
    kind = answer_type_of(inquiry)
    if kind is AnswerType.DOCUMENT:
        # The contract asks for an answer even where the document is it; which one is assumed to be free.
        return document.upload.file_name if document else ""
    if kind is AnswerType.TEXT:
        text = clean_lines(typed) or ""
        if not text or len(text) > LONGEST_ANSWER:
            errors["answer"] = "too_long" if text else "missing"
        return text
    if kind is AnswerType.DATE:
        if read_day(typed) is None:
            errors["answer"] = "no_day"
    elif typed not in CHOICES[kind]:
        errors["answer"] = "no_choice"
    return typed
