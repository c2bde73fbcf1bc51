"""Answers as they are typed, each in the form that the question asks for."""

from __future__ import annotations

import pytest

from functions.cases_api.inbox.answer_form import AnswerForm, read_answer
from shared.domain.cases.command_payloads import LONGEST_ANSWER, DocumentKind
from shared.web.uploads import UploadedFile, UploadForm
from tests.unit.web.samples import EVIL, make_inquiry

PDF = UploadedFile("rechnung.pdf", "text/html", b"%PDF-1.7")


def read(kind: str, answer: str = "", file: UploadedFile | None = None, **fields: str) -> AnswerForm:
    form = UploadForm({"answer": answer, **fields}, file)
    return read_answer(form, make_inquiry(answer_type=kind), takes_documents=True)


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("yes_no", "yes", "yes"),
        ("yes_no_unknown", "unknown", "unknown"),
        ("date", "2026-10-31", "2026-10-31"),
        ("text", "  Erste Zeile\r\n\r\nzweite\tZeile ", "Erste Zeile\n\nzweite Zeile"),
        ("text", "x" * LONGEST_ANSWER, "x" * LONGEST_ANSWER),
        ("a_new_kind", EVIL, EVIL),
    ],
)
def test_an_answer_of_its_form_is_taken(kind: str, typed: str, answer: str) -> None:
    form = read(kind, typed, comment=" Anmerkung ")
    assert (form.answer, form.comment, form.errors) == (answer, "Anmerkung", {})


@pytest.mark.parametrize(
    ("kind", "typed", "errors"),
    [
        ("yes_no", "unknown", {"answer": "no_choice"}),
        ("yes_no", "", {"answer": "no_choice"}),
        ("yes_no_unknown", "perhaps", {"answer": "no_choice"}),
        ("date", "31.10.2026", {"answer": "no_day"}),
        ("date", "2026-02-30", {"answer": "no_day"}),
        ("date", "\N{FULLWIDTH DIGIT TWO}026-01-01", {"answer": "no_day"}),
        ("text", " \n ", {"answer": "missing"}),
        ("text", "x" * (LONGEST_ANSWER + 1), {"answer": "too_long"}),
        ("document", "", {"file": "no_file"}),
    ],
)
def test_an_answer_of_another_form_says_at_its_field_why_not(kind: str, typed: str, errors: dict[str, str]) -> None:
    form = read(kind, typed)
    assert form.errors == errors
    assert form.typed["answer"] == typed


def test_a_comment_that_is_too_long_is_refused() -> None:
    assert read("yes_no", "yes", comment="x" * (LONGEST_ANSWER + 1)).errors == {"comment": "too_long"}


def test_a_document_is_told_by_its_content_and_not_by_what_the_browser_says() -> None:
    form = read("document", file=PDF, document_kind="invoice")
    assert form.document is not None
    assert form.document.upload.media_type == "application/pdf"
    assert form.document.upload.document_kind is DocumentKind.INVOICE
    assert form.answer == form.document.upload.file_name == "rechnung.pdf"
    assert "%PDF" not in repr(form)


@pytest.mark.parametrize(
    ("file", "fields", "errors"),
    [
        (UploadedFile("a.pdf", "application/pdf", b"MZ..."), {}, {"file": "file_kind"}),
        (UploadedFile("a.pdf", "application/pdf", b""), {}, {"file": "no_file"}),
        (PDF, {"document_kind": EVIL}, {"document_kind": "no_choice"}),
    ],
)
def test_a_document_that_cannot_be_taken_says_why(
    file: UploadedFile, fields: dict[str, str], errors: dict[str, str]
) -> None:
    form = read("yes_no", "yes", file, **fields)
    assert form.errors == errors
    assert form.document is None


def test_a_file_that_is_too_large_keeps_what_was_typed() -> None:
    form = read_answer(
        UploadForm({"answer": "yes"}, is_too_large=True), make_inquiry(answer_type="document"), takes_documents=True
    )
    assert form.errors == {"file": "file_too_large"}
    assert form.typed == {"answer": "yes"}


def test_an_account_that_takes_no_documents_is_sent_none() -> None:
    form = read_answer(UploadForm({"answer": "yes"}, PDF), make_inquiry(), takes_documents=False)
    assert form.errors == {"file": "file_not_offered"}
    assert form.document is None
