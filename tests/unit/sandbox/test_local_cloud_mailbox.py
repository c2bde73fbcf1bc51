"""The mails of the local cloud, out of what the emulator shows."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.local_cloud.mailbox import read_mails, write_mails

if TYPE_CHECKING:
    from pathlib import Path

ENDPOINT = "http://127.0.0.1:1"


def make_mail(number: int, **changes: Any) -> dict[str, Any]:
    known = {
        "MessageId": f"message-{number}",
        "Source": "news@app.example",
        "To": ["a@b.example"],
        "Subject": "atriga: Rückfrage von atriga",
        "BodyText": "Grüße\nhttps://app.example/cases/case-1\n",
        "BodyHtml": "<p>Grüße</p>",
        "Timestamp": 1_795_000_000.0 + number,
    }
    return known | changes


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what the emulator was given, to be filled."""
    given: list[dict[str, Any]] = []

    def answer(url: str, **_: Any) -> httpx.Response:
        request = httpx.Request("GET", url)
        return httpx.Response(200, json={"messages": {"000000000000": given}}, request=request)

    monkeypatch.setattr(httpx, "get", answer)
    return given


def test_mails_are_listed_oldest_first(mails: list[dict[str, Any]]) -> None:
    mails += [make_mail(2), make_mail(1)]
    assert [mail["MessageId"] for mail in read_mails(ENDPOINT)] == ["message-1", "message-2"]


def test_each_mail_becomes_a_file_that_mail_programs_open(mails: list[dict[str, Any]], tmp_path: Path) -> None:
    mails += [make_mail(1)]
    [file] = write_mails(ENDPOINT, tmp_path / "mails")
    assert file.name == "0001-atriga-r-ckfrage-von-atriga.eml"
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert message["Subject"] == "atriga: Rückfrage von atriga"
    assert message["To"] == "a@b.example"
    parts = {part.get_content_type(): part.get_content() for part in message.iter_parts()}
    assert parts["text/plain"].startswith("Grüße")
    assert "<p>Grüße</p>" in parts["text/html"]


def test_a_subject_cannot_lead_out_of_the_folder(mails: list[dict[str, Any]], tmp_path: Path) -> None:
    mails += [make_mail(1, Subject="../../etc/passwd" + "x" * 300)]
    [file] = write_mails(ENDPOINT, tmp_path)
    assert file.parent == tmp_path
    assert len(file.name) < 80


def test_no_mail_is_no_file(mails: list[dict[str, Any]], tmp_path: Path) -> None:
    assert not mails
    assert list(write_mails(ENDPOINT, tmp_path)) == []
