"""Documents that a program hands in: with a token, as a form with a file, and answered as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.domain.api_token import Scope, write_token
from shared.domain.cases.command_payloads import AnswerInquiry, DocumentKind, UploadDocument, digest_of
from shared.web.uploads import MAXIMUM_UPLOAD_BYTES
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.case_bench import CASE, CaseBench
from tests.component.inbox_bench import PDF, InboxBench, make_inquiry
from tests.component.multipart import UPLOAD_TYPE, write_upload
from tests.component.programs import call, give_token
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.cases_bench import Bench
    from tests.component.world import World

ACTION = f"{CASE}/actions/upload_document"
QUESTION = "/inbox/case-1/inquiry-1"
INVOICE = {"document_kind": "invoice"}
TOKEN = write_token(MERCHANT, "t" * 43)


@pytest.fixture
def bench(world: World) -> CaseBench:
    world.activate()
    give_token(world, Scope.CASES_ACT)
    return CaseBench(world)


@pytest.fixture
def inbox(world: World) -> InboxBench:
    world.activate()
    give_token(world, Scope.CASES_ACT)
    bench = InboxBench(world)
    bench.ask(1, make_inquiry(answer_type="document"))
    return bench


def upload(
    bench: Bench,
    path: str,
    fields: dict[str, str],
    *files: tuple[str, bytes],
    token: str = TOKEN,
    key: str | None = "key-1",
    content_type: str = UPLOAD_TYPE,
) -> Answer:
    headers = {"Content-Type": content_type, **({"Idempotency-Key": key} if key else {})}
    return call(bench.application, token, "POST", path, body=write_upload(fields, *files), headers=headers)


def test_a_document_is_handed_in_once_under_its_key(bench: CaseBench) -> None:
    answers = [upload(bench, ACTION, INVOICE, ("Rechnung.pdf", PDF)) for _ in range(2)]
    [command] = bench.commands
    assert [answer.status for answer in answers] == [202, 202]
    assert answers[0].json == answers[1].json == {"command_id": command.command_id, "kind": "upload_document"}
    assert answers[0].headers["Location"] == CASE
    assert bench.ordered == [
        UploadDocument(
            document_kind=DocumentKind.INVOICE,
            file_name="Rechnung.pdf",
            media_type="application/pdf",
            content_digest=digest_of(PDF),
        )
    ]
    assert bench.world.stores.files_of(MERCHANT).read("case-1", command.command_id, digest_of(PDF)) == PDF


@pytest.mark.parametrize(
    ("fields", "content"), [(INVOICE, PDF + b"another"), ({"document_kind": "contract"}, PDF)], ids=["file", "kind"]
)
def test_another_document_under_the_same_key_is_refused(
    bench: CaseBench, fields: dict[str, str], content: bytes
) -> None:
    upload(bench, ACTION, INVOICE, ("Rechnung.pdf", PDF))
    answer = upload(bench, ACTION, fields, ("Rechnung.pdf", content))
    assert (answer.status, answer.json["code"]) == (409, "idempotency_key_reused")
    [command] = bench.commands
    assert bench.world.stores.files_of(MERCHANT).read("case-1", command.command_id, digest_of(PDF)) == PDF


@pytest.mark.parametrize(
    ("fields", "files", "status", "field"),
    [
        (INVOICE, [("a.pdf", b"MZ\x90")], 422, "file"),
        (INVOICE, [("a.pdf", b"")], 422, "file"),
        (INVOICE, [], 422, "file"),
        (INVOICE, [("a.pdf", PDF + b"x" * MAXIMUM_UPLOAD_BYTES)], 422, "file"),
        ({}, [("a.pdf", PDF)], 422, "document_kind"),
        ({"document_kind": "photo"}, [("a.pdf", PDF)], 422, "document_kind"),
        ({**INVOICE, "surprise": "1"}, [("a.pdf", PDF)], 422, "surprise"),
        (INVOICE, [("a.pdf", PDF), ("b.pdf", PDF)], 422, None),
        (INVOICE, [("a.pdf", PDF + b"x" * (MAXIMUM_UPLOAD_BYTES + 100_000))], 413, None),
    ],
    ids=["kind of file", "empty", "none", "large", "no kind", "unknown kind", "unknown field", "two", "far too large"],
)
def test_what_cannot_be_handed_in_is_told_at_its_field(
    bench: CaseBench, fields: dict[str, str], files: list[tuple[str, bytes]], status: int, field: str | None
) -> None:
    answer = upload(bench, ACTION, fields, *files)
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json.get("errors", [])] == ([field] if field else [])
    assert bench.ordered == []


def test_a_document_needs_a_key_and_a_form_and_everything_else_json(bench: CaseBench) -> None:
    keyless = upload(bench, ACTION, INVOICE, ("a.pdf", PDF), key=None)
    assert (keyless.status, keyless.json["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert bench.call("upload_document", b'{"document_kind": "invoice"}').status == 415
    assert upload(bench, f"{CASE}/actions/pause", {"until": "2026-12-24"}).status == 415
    assert upload(bench, ACTION, INVOICE, ("a.pdf", PDF), content_type="multipart/form-data").status == 422
    assert bench.ordered == []


def test_nobody_else_hands_documents_in(bench: CaseBench) -> None:
    bench.world.activate(OTHER_MERCHANT, "20002")
    narrow = give_token(bench.world, Scope.CASES_READ, secret="n" * 43)
    stranger = give_token(bench.world, *Scope, merchant_id=OTHER_MERCHANT)
    assert upload(bench, ACTION, INVOICE, ("a.pdf", PDF), token=narrow).json["code"] == "insufficient_scope"
    assert upload(bench, ACTION, INVOICE, ("a.pdf", PDF), token=stranger).status == 404
    assert bench.ordered == []


@pytest.mark.parametrize("path", [ACTION, QUESTION])
def test_a_script_with_the_cookie_needs_the_token_of_the_session(inbox: InboxBench, path: str) -> None:
    for csrf_token, status in (("forged", 403), (inbox.csrf_token(MERCHANT), 202)):
        body = write_upload({"csrf_token": csrf_token, **INVOICE}, ("a.pdf", PDF))
        headers = {"Content-Type": UPLOAD_TYPE, "Idempotency-Key": "key-1"}
        event = http_event("POST", path, body=body, headers=headers, cookies=[inbox.cookies[MERCHANT]])
        answer = read_answer(inbox.application.resolve(event, Context()))
        assert answer.status == status
        assert answer.headers["Content-Type"].endswith("json")
        assert bool(inbox.ordered("case-1")) is (status == 202)


def test_an_account_that_takes_no_documents_says_so(world: World) -> None:
    world.activate()
    give_token(world, Scope.CASES_ACT)
    bench = InboxBench(world, "inquiries")
    bench.ask(1)
    answer = upload(bench, ACTION, INVOICE, ("a.pdf", PDF))
    assert (answer.status, answer.json["code"]) == (409, "action_not_offered")
    refused = upload(bench, QUESTION, {"answer": "yes"}, ("a.pdf", PDF))
    assert (refused.status, [error["field"] for error in refused.json["errors"]]) == (422, ["file"])
    assert bench.ordered("case-1") == []


def test_a_question_is_answered_with_a_document_once(inbox: InboxBench) -> None:
    for _ in range(2):
        answer = upload(inbox, QUESTION, INVOICE, ("Lieferschein.png", b"\x89PNG\r\n\x1a\n..."), key=None)
        assert (answer.status, answer.json["state"], answer.json["case_id"]) == (202, "on_its_way", "case-1")
    document, answered = inbox.ordered("case-1")
    assert isinstance(document.payload, UploadDocument)
    assert isinstance(answered.payload, AnswerInquiry)
    assert document.payload.media_type == "image/png"
    assert answered.payload.document_references == (document.command_id,)
    other = upload(inbox, QUESTION, INVOICE, ("Lieferschein.pdf", PDF))
    assert (other.status, other.json["code"]) == (409, "answered_otherwise")
    assert len(inbox.ordered("case-1")) == 2


@pytest.mark.parametrize(
    ("fields", "files", "field"),
    [
        (INVOICE, [], "file"),
        (INVOICE, [("a.pdf", b"<html>")], "file"),
        ({"document_kind": "photo"}, [("a.pdf", PDF)], "document_kind"),
        ({**INVOICE, "comment": "x" * 4001}, [("a.pdf", PDF)], "comment"),
        ({**INVOICE, "surprise": "1"}, [("a.pdf", PDF)], "surprise"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_at_its_field(
    inbox: InboxBench, fields: dict[str, str], files: list[tuple[str, bytes]], field: str
) -> None:
    answer = upload(inbox, QUESTION, fields, *files)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert inbox.ordered("case-1") == []
