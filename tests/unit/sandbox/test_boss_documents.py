from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.boss.documents import MAXIMUM_BYTES
from tests.unit.sandbox.boss_world import BossWorld

if TYPE_CHECKING:
    import httpx


def upload(
    world: BossWorld,
    number: str,
    content: bytes = b"%PDF-1.7",
    media_type: str = "application/pdf",
    *,
    document_reference: str = "d-1",
    kind: str = "invoice",
) -> httpx.Response:
    data = {"document_reference": document_reference, "kind": kind}
    files = {"file": ("Rechnung.pdf", content, media_type)}
    return world.client().post(f"/cases/{number}/documents", data=data, files=files)


def test_a_document_is_stored_once_for_its_reference() -> None:
    world = BossWorld()
    number = world.accepted_case()
    first, again = upload(world, number), upload(world, number, b"something else")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (world.case(number)["documents"], world.changes()[-1]["kind"]) == (1, "document_added")


def test_documents_are_listed_newest_first() -> None:
    world = BossWorld()
    number = world.accepted_case()
    upload(world, number)
    world.move(number, "document", title="Erstes Schreiben")
    items = world.client().get(f"/cases/{number}/documents").json()["items"]
    assert [item["title"] for item in items] == ["Erstes Schreiben", "Rechnung.pdf"]


def test_a_deep_link_shows_the_document_for_a_quarter_of_an_hour() -> None:
    world = BossWorld()
    number = world.accepted_case()
    url = upload(world, number).json()["url"]
    shown = world.console.get(url)
    assert (shown.content, shown.headers["content-type"]) == (b"%PDF-1.7", "application/pdf")
    world.wait(minutes=15)
    assert world.console.get(url).status_code == 200
    world.wait(seconds=1)
    assert world.console.get(url).status_code == 410


def test_a_deep_link_of_the_agencys_own_document_shows_a_page() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "document", title="<b>Brief</b>")
    url = world.client().get(f"/cases/{number}/documents").json()["items"][0]["url"]
    assert "&lt;b&gt;Brief&lt;/b&gt;" in world.console.get(url).text


def test_a_page_that_was_handed_in_is_not_shown_but_saved() -> None:
    world = BossWorld()
    url = upload(world, world.accepted_case(), b"<script>", "text/html").json()["url"]
    assert world.console.get(url).headers["content-disposition"] == "attachment"


@pytest.mark.parametrize("query", ["", "?expires=9999999999&signature=00", "?expires=x&signature=ü"])
def test_a_link_that_was_not_made_here_shows_nothing(query: str) -> None:
    world = BossWorld()
    address = upload(world, world.accepted_case()).json()["url"].partition("?")[0]
    assert world.console.get(address + query).status_code == 410


def test_a_good_link_to_a_document_that_is_gone_finds_nothing() -> None:
    world = BossWorld()
    url = upload(world, world.accepted_case()).json()["url"]
    world.console.post("/_control/reset")
    assert world.console.get(url).status_code == 404


@pytest.mark.parametrize(
    ("document_reference", "kind", "field", "code"),
    [
        (" ", "invoice", "document_reference", "required"),
        ("d" * 65, "invoice", "document_reference", "too_long"),
        ("d-1", "song", "kind", "not_allowed"),
    ],
)
def test_an_upload_without_what_it_needs_is_refused(document_reference: str, kind: str, field: str, code: str) -> None:
    world = BossWorld()
    answer = upload(world, world.accepted_case(), document_reference=document_reference, kind=kind)
    assert answer.status_code == 422
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]


def test_an_empty_file_is_refused() -> None:
    world = BossWorld()
    answer = upload(world, world.accepted_case(), b"")
    assert [error["field"] for error in answer.json()["errors"]] == ["file"]


def test_an_upload_that_is_no_form_is_refused() -> None:
    world = BossWorld()
    path = f"/cases/{world.accepted_case()}/documents"
    broken = {"Content-Type": "multipart/form-data"}
    assert world.client().post(path, content=b"x", headers=broken).status_code == 422
    assert world.client().post(path, json={}).status_code == 422


@pytest.mark.parametrize(("size", "status"), [(MAXIMUM_BYTES, 201), (MAXIMUM_BYTES + 1, 413), (MAXIMUM_BYTES * 2, 413)])
def test_a_document_may_have_ten_mebibytes_and_not_one_byte_more(size: int, status: int) -> None:
    world = BossWorld()
    assert upload(world, world.accepted_case(), bytes(size)).status_code == status
