"""Answering questions of the agency over HTTP: typed, once, and never what cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.case import Closing
from shared.domain.cases.command import CommandKind, CommandState
from shared.domain.cases.command_payloads import LONGEST_ANSWER, AnswerInquiry, UploadDocument, digest_of
from shared.store.files import FileRepository
from shared.web.uploads import MAXIMUM_UPLOAD_BYTES
from shared.work import QueueError, WorkQueue
from tests.component.cases_bench import HTML
from tests.component.inbox_bench import PDF, InboxBench, make_inquiry
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START, Clock

if TYPE_CHECKING:
    from datetime import datetime

    from shared.domain.cases.command import Command
    from tests.component.world import World

PATH = "/inbox/case-1/inquiry-1"
EVIL = "<b>nein</b>"


class RunningClock(Clock):
    """A clock that goes on with every look at it, as a real one does."""

    def __call__(self) -> datetime:
        self.move(timedelta(milliseconds=1))
        return self.now


@pytest.fixture
def bench(world: World) -> InboxBench:
    return InboxBench(world)


def answer_of(command: Command) -> AnswerInquiry:
    assert isinstance(command.payload, AnswerInquiry)
    return command.payload


def test_an_answer_is_ordered_once_however_often_it_is_sent(bench: InboxBench) -> None:
    bench.ask(1)
    for _ in range(2):
        answer = bench.send(PATH, {"answer": "yes", "comment": "Am 3. Mai,\r\nper DHL", "attempt": "1"})
        assert (answer.status, answer.headers["Location"]) == (303, "/inbox?told=answered")
    [command] = bench.ordered("case-1")
    assert answer_of(command).answer == "yes"
    assert answer_of(command).comment == "Am 3. Mai,\nper DHL"
    message = {"merchant_id": MERCHANT, "case_id": "case-1", "command_id": command.command_id}
    assert bench.world.take_messages("commands") == [message, message]
    assert bench.get("/inbox").json["items"][0]["state"] == "on_its_way"
    assert "Ihre Antwort ist unterwegs" in bench.get("/inbox", headers=HTML, told="answered").body


def test_a_form_without_a_file_may_be_sent_as_a_plain_form(bench: InboxBench) -> None:
    bench.ask(1)
    assert bench.post(PATH, {"answer": "no", "attempt": "1"}).status == 303
    assert answer_of(bench.ordered("case-1")[0]).answer == "no"


def test_two_windows_answer_once_and_the_second_hears_that_the_first_stands(bench: InboxBench) -> None:
    bench.ask(1)
    bench.send(PATH, {"answer": "yes", "attempt": "1"})
    answer = bench.send(PATH, {"answer": "no", "attempt": "1"})
    assert answer.status == 409
    assert "Diese Antwort wurde nicht gesendet" in answer.body
    assert [answer_of(command).answer for command in bench.ordered("case-1")] == ["yes"]


def test_a_refused_answer_is_shown_with_its_reason_and_open_again(bench: InboxBench) -> None:
    bench.ask(1)
    bench.send(PATH, {"answer": "yes", "comment": "alt", "attempt": "1"})
    bench.settle(bench.ordered("case-1")[0], CommandState.REFUSED, "unknown_inquiry")
    item = bench.get("/inbox").json["items"][0]
    assert (item["state"], item["refused_because"]) == ("refused", "unknown_inquiry")
    page = bench.get(PATH, headers=HTML).body
    assert "atriga kennt diese Rückfrage nicht mehr" in page
    assert 'value="yes" checked' in page
    assert ">alt</textarea>" in page
    stale = bench.send(PATH, {"answer": "no", "comment": "neu", "attempt": "1"})
    assert stale.status == 409
    assert ">neu</textarea>" in stale.body
    assert bench.send(PATH, {"answer": "no", "attempt": "2"}).status == 303
    assert [answer_of(command).answer for command in bench.ordered("case-1")] == ["yes", "no"]
    assert bench.get("/inbox").json["items"][0]["state"] == "on_its_way"


def test_an_answer_that_arrived_waits_for_atriga_to_tell_so(bench: InboxBench) -> None:
    case = bench.ask(1)
    bench.send(PATH, {"answer": "yes", "attempt": "1"})
    bench.settle(bench.ordered("case-1")[0], CommandState.DONE)
    assert bench.get(PATH).json["state"] == "arrived"
    assert "Antwort an atriga senden" not in bench.get(PATH, headers=HTML).body
    bench.tell(case, 2, inquiries=(make_inquiry(answered=True),))
    assert bench.send(PATH, {"answer": "no", "attempt": "1"}).status == 409
    assert len(bench.ordered("case-1")) == 1


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"inquiries": (make_inquiry(answered=True),)}, "Es ist nichts mehr zu tun."),
        (
            {"inquiries": (make_inquiry(),), "closing": Closing(code="paid", text="", closed_at=START)},
            "atriga arbeitet nicht mehr an diesem Fall",
        ),
    ],
    ids=["answered elsewhere", "closed"],
)
def test_what_came_in_between_is_said_and_nothing_is_ordered(
    bench: InboxBench, told: dict[str, object], text: str
) -> None:
    case = bench.ask(1)
    bench.tell(case, 2, **told)
    answer = bench.send(PATH, {"answer": "yes", "attempt": "1"})
    assert answer.status == 409
    assert text in answer.body
    assert bench.ordered("case-1") == []


@pytest.mark.parametrize(
    ("kind", "fields", "error"),
    [
        ("yes_no", {"answer": "unknown"}, "answer_error"),
        ("yes_no", {}, "answer_error"),
        ("date", {"answer": "morgen"}, "answer_error"),
        ("text", {"answer": "x" * (LONGEST_ANSWER + 1)}, "answer_error"),
        ("text", {"answer": "gut", "comment": "x" * (LONGEST_ANSWER + 1)}, "comment_error"),
        ("document", {"answer": "yes"}, "file_error"),
        ("yes_no", {"answer": "yes", "attempt": "99"}, "Diese Antwort wurde nicht gesendet"),
    ],
)
def test_an_answer_of_another_form_is_refused_at_its_field(
    bench: InboxBench, kind: str, fields: dict[str, str], error: str
) -> None:
    bench.ask(1, make_inquiry(answer_type=kind))
    answer = bench.send(PATH, {"attempt": "1", "comment": EVIL, **fields})
    assert answer.status in {409, 422}
    assert error in answer.body
    if "comment" not in fields:
        assert "&lt;b&gt;nein&lt;/b&gt;" in answer.body
    assert bench.ordered("case-1") == []


def test_a_document_goes_to_atriga_before_the_answer_that_names_it(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry(answer_type="document"))
    for _ in range(2):
        assert bench.send(PATH, {"document_kind": "invoice", "attempt": "1"}, ("Rechnung.pdf", PDF)).status == 303
    upload, answer = bench.ordered("case-1")
    assert isinstance(upload.payload, UploadDocument)
    assert upload.payload.media_type == "application/pdf"
    assert answer.kind is CommandKind.ANSWER_INQUIRY
    assert answer_of(answer).document_references == (upload.command_id,)
    assert bench.world.stores.files_of(MERCHANT).read("case-1", upload.command_id, digest_of(PDF)) == PDF


def test_a_clock_that_goes_on_meanwhile_lets_the_document_go_first_all_the_same(world: World) -> None:
    world.clock = RunningClock()
    bench = InboxBench(world)
    bench.ask(1, make_inquiry(answer_type="document"))
    assert bench.send(PATH, {"attempt": "1"}, ("Rechnung.pdf", PDF)).status == 303
    in_order = sorted(bench.ordered("case-1"), key=lambda command: command.created_at)
    assert [command.payload.kind for command in in_order] == [CommandKind.UPLOAD_DOCUMENT, CommandKind.ANSWER_INQUIRY]


def test_two_windows_with_two_documents_keep_one_of_them_whole(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry(answer_type="document"))
    bench.send(PATH, {"attempt": "1"}, ("a.pdf", PDF))
    assert bench.send(PATH, {"attempt": "1"}, ("a.pdf", PDF + b"anders")).status == 409
    upload, _ = bench.ordered("case-1")
    files = bench.world.stores.files_of(MERCHANT)
    assert files.read("case-1", upload.command_id, digest_of(PDF)) == PDF
    assert len(files._table.query_all("M#merchant-1#CASE#case-1", "FILE#")) == 1


def test_the_same_document_with_another_comment_leaves_that_of_the_first_answer(bench: InboxBench) -> None:
    bench.ask(1, make_inquiry(answer_type="document"))
    bench.send(PATH, {"attempt": "1", "comment": "anbei"}, ("a.pdf", PDF))
    assert bench.send(PATH, {"attempt": "1", "comment": "doch nicht"}, ("a.pdf", PDF)).status == 409
    upload, answer = bench.ordered("case-1")
    assert answer_of(answer).comment == "anbei"
    assert bench.world.stores.files_of(MERCHANT).read("case-1", upload.command_id, digest_of(PDF)) == PDF


def test_a_crash_between_the_document_and_its_order_is_made_good_by_sending_again(
    bench: InboxBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.ask(1, make_inquiry(answer_type="document"))
    real_put = FileRepository.put

    def put_and_die(self: FileRepository, case_id: str, name: str, content: bytes) -> None:
        real_put(self, case_id, name, content)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(FileRepository, "put", put_and_die)
        with pytest.raises(KeyboardInterrupt):
            bench.send(PATH, {"attempt": "1"}, ("a.pdf", PDF))
    assert bench.ordered("case-1") == []
    assert bench.send(PATH, {"attempt": "1"}, ("a.pdf", PDF)).status == 303
    assert len(bench.ordered("case-1")) == 2


@pytest.mark.parametrize(
    ("content", "status", "text"),
    [
        (b"MZ\x90\x00", 422, "Das ist keine PDF-, PNG- oder JPEG-Datei."),
        (b"<html>", 422, "Das ist keine PDF-, PNG- oder JPEG-Datei."),
        (PDF + b"x" * MAXIMUM_UPLOAD_BYTES, 422, "file_error"),
        (PDF + b"x" * (MAXIMUM_UPLOAD_BYTES + 100_000), 413, ""),
    ],
    ids=["program", "page", "large", "far too large"],
)
def test_a_file_that_cannot_be_taken_is_refused(bench: InboxBench, content: bytes, status: int, text: str) -> None:
    bench.ask(1, make_inquiry(answer_type="text"))
    answer = bench.send(PATH, {"answer": "siehe Datei", "attempt": "1"}, ("rechnung.pdf", content))
    assert answer.status == status
    assert text in answer.body
    if status == 422:
        assert ">siehe Datei</textarea>" in answer.body
    assert bench.ordered("case-1") == []


@pytest.mark.parametrize("path", [PATH, "/inbox/case-1/inquiry-2", "/inbox/case-9/inquiry-1"])
def test_a_question_of_another_merchant_or_nobodys_is_not_found(bench: InboxBench, path: str) -> None:
    bench.ask(1)
    merchant_id = OTHER_MERCHANT if path == PATH else MERCHANT
    assert bench.get(path, merchant_id).status == 404
    assert bench.send(path, {"answer": "yes"}, merchant_id=merchant_id).status == 404
    assert bench.ordered("case-1") == []


def test_a_form_that_no_page_of_the_session_made_is_refused(bench: InboxBench) -> None:
    bench.ask(1)
    for token in ("", "forged", bench.csrf_token(MERCHANT)[:-1]):
        assert bench.send(PATH, {"answer": "yes"}, csrf_token=token).status == 403
        assert bench.post(PATH, {"answer": "yes"}, csrf_token=token).status == 403
    assert bench.ordered("case-1") == []


def test_an_account_that_takes_no_answers_says_where_to_answer(world: World) -> None:
    bench = InboxBench(world, "payments")
    bench.ask(1)
    page = bench.get(PATH, headers=HTML).body
    assert "nimmt über diese App keine Antworten an" in page
    assert bench.send(PATH, {"answer": "yes"}).status == 409
    assert bench.ordered("case-1") == []


def test_an_account_that_takes_no_documents_is_sent_none(world: World) -> None:
    bench = InboxBench(world, "inquiries")
    bench.ask(1)
    assert bench.send(PATH, {"answer": "yes", "attempt": "1"}, ("a.pdf", PDF)).status == 422
    assert bench.ordered("case-1") == []


def test_a_stopped_account_takes_no_answer(bench: InboxBench) -> None:
    bench.ask(1)
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "account_locked")
    assert f'href="/settings/accounts/{CUSTOMER_NUMBER}"' in bench.get(PATH, headers=HTML).body
    assert bench.send(PATH, {"answer": "yes"}).status == 409
    assert bench.ordered("case-1") == []


def test_an_answer_is_kept_even_where_the_queue_takes_nothing(
    bench: InboxBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.ask(1)

    def refuse(*_: object, **__: object) -> None:
        raise QueueError

    monkeypatch.setattr(WorkQueue, "send", refuse)
    assert bench.send(PATH, {"answer": "yes"}).status == 303
    assert len(bench.ordered("case-1")) == 1
