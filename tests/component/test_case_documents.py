"""The documents of a case: listed by kind, opened by a link that is fresh at each click, and handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.boss.errors import CredentialsRefusedError, UnavailableError
from shared.domain.account import GatewayTerms
from shared.domain.cases.case_document import CaseDocument
from shared.domain.cases.command_payloads import DocumentKind, UploadDocument, digest_of
from shared.web.uploads import MAXIMUM_UPLOAD_BYTES
from tests.component.case_bench import CASE, HOSTILE, CaseBench, hidden_fields
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World

LETTER = b"%PDF-1.7" * 100_000
LINK = "https://docs.example/d1?signature=first"


def make_document(document_id: str = "d1", kind: str = "invoice", **changes: Any) -> CaseDocument:
    document = CaseDocument(
        document_id=document_id, kind=kind, title="Rechnung", created_at=START, url=LINK, expires_at=START
    )
    return document.model_copy(update=changes)


@pytest.fixture
def bench(world: World) -> CaseBench:
    bench = CaseBench(world, documents=3)
    bench.gateway.documents = [
        make_document(),
        make_document("d2", "letter_of_the_future", title=HOSTILE, created_at=START + timedelta(days=1)),
        make_document("d3", created_at=START - timedelta(days=1), title="Mahnung"),
    ]
    return bench


def test_documents_are_listed_by_kind_and_day_without_their_links(bench: CaseBench) -> None:
    html = bench.page().body
    places = [html.index(text) for text in ("letter_of_the_future", "Rechnung</h3>", ">Rechnung</a>", ">Mahnung</a>")]
    assert places == sorted(places)
    assert f'href="{CASE}/documents/d1"' in html
    assert "signature" not in html
    assert HOSTILE not in html


def test_a_case_without_documents_says_so_and_asks_nobody(world: World) -> None:
    bench = CaseBench(world)
    html = bench.page().body
    assert 'Dokumente</h2>\n<p class="soft">Noch keine.</p>' in html
    assert bench.gateway.calls == []


def test_each_click_asks_for_a_fresh_address(bench: CaseBench) -> None:
    for link in (LINK, "https://docs.example/d1?signature=second"):
        bench.gateway.documents = [make_document(url=link)]
        answer = bench.page(f"{CASE}/documents/d1")
        assert (answer.status, answer.headers["Location"]) == (303, link)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_an_id_with_signs_of_its_own_is_found(bench: CaseBench) -> None:
    bench.gateway.documents = [make_document("a b:1")]
    assert 'documents/a%20b%3A1"' in bench.page().body
    assert bench.page(f"{CASE}/documents/a%20b%3A1").status == 303


@pytest.mark.parametrize(
    "address",
    [
        "http://docs.example/d1",
        "http://boss.example/d1",
        "javascript:alert(1)",
        "//docs.example/d1",
        "https:docs.example",
        "https://",
        "https://user@docs.example/d1",
        "https://docs.example/d1\r\nSet-Cookie: a=b",
        "https://docs.example\\@evil.example/",
        "https://docs.example/ü",
        "https://[::1",
        None,
    ],
)
def test_an_address_that_is_not_safe_is_refused(bench: CaseBench, address: str | None) -> None:
    bench.gateway.documents = [make_document(url=address)]
    answer = bench.page(f"{CASE}/documents/d1")
    assert answer.status == 502
    assert "Location" not in answer.headers
    assert "Dieses Dokument öffnen wir nicht" in answer.body


def test_the_gateway_of_a_local_cloud_may_be_reached_without_encryption(world: World) -> None:
    world.environment["BOSS_URL"] = "http://127.0.0.1:9002/v1"
    bench = CaseBench(world, documents=1)
    for address, status in (("http://127.0.0.1:9002/documents/d1", 303), ("http://127.0.0.1:9003/documents/d1", 502)):
        bench.gateway.documents = [make_document(url=address)]
        assert bench.page(f"{CASE}/documents/d1").status == status


def test_a_document_that_is_gone_has_a_page_of_its_own(bench: CaseBench) -> None:
    answer = bench.page(f"{CASE}/documents/d9")
    assert answer.status == 404
    assert "Dieses Dokument gibt es nicht mehr" in answer.body
    assert bench.get(f"{CASE}/documents/d9").json["code"] == "document_gone"


def test_a_gateway_that_is_away_leaves_the_page_whole(bench: CaseBench) -> None:
    bench.lose_gateway(1)
    html = bench.page().body
    assert "Es gibt 3 Dokumente." in html
    assert "atriga ist jetzt nicht erreichbar" in html
    assert 'class="timeline"' in html
    bench.lose_gateway(1)
    answer = bench.page(f"{CASE}/documents/d1")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "atriga ist jetzt nicht erreichbar" in answer.body


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UnavailableError(retry_after=7.2), 503, "atriga_away"),
        (CredentialsRefusedError(), 409, "account_refused"),
    ],
)
def test_a_program_is_told_why_there_are_no_documents(
    bench: CaseBench, error: Exception, status: int, code: str
) -> None:
    for path in (f"{CASE}/documents", f"{CASE}/documents/d1"):
        bench.gateway.fail_before = [error]
        answer = bench.get(path)
        assert (answer.status, answer.json["code"]) == (status, code)
        assert answer.headers.get("Retry-After") == ("8" if status == 503 else None)


def test_a_program_gets_the_addresses_of_the_app(bench: CaseBench) -> None:
    bench.gateway.documents = [make_document("d/1")]
    assert bench.get(f"{CASE}/documents").json == {
        "items": [
            {
                "document_id": "d/1",
                "kind": "invoice",
                "title": "Rechnung",
                "created_at": START.isoformat(),
                "url": "https://app.example/cases/case-1/documents/d%2F1",
            }
        ]
    }
    assert bench.page(f"{CASE}/documents").headers["Location"] == f"{CASE}#documents"


def test_an_account_that_may_not_ask_is_not_asked_for(bench: CaseBench) -> None:
    bench.set_account(terms=GatewayTerms())
    assert bench.get(f"{CASE}/documents").json["code"] == "action_not_offered"
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "account_locked")
    assert bench.get(f"{CASE}/documents/d1").json["code"] == "account_refused"
    assert bench.gateway.calls == []


def test_a_document_is_handed_in_once(bench: CaseBench) -> None:
    form = hidden_fields(bench.page(f"{CASE}/actions/upload_document"))
    for _ in range(2):
        answer = bench.upload({**form, "document_kind": "invoice"}, LETTER, "C:\\Rechnungen\\Müller.pdf")
        assert (answer.status, answer.headers["Location"]) == (303, f"{CASE}?told=ordered")
    assert bench.ordered == [
        UploadDocument(
            document_kind=DocumentKind.INVOICE,
            file_name="Müller.pdf",
            media_type="application/pdf",
            content_digest=digest_of(LETTER),
        )
    ]
    [command] = bench.commands
    assert bench.world.stores.files_of(MERCHANT).read("case-1", command.command_id, digest_of(LETTER)) == LETTER


def test_a_form_that_is_sent_again_with_another_file_says_that_the_first_stands(bench: CaseBench) -> None:
    form = hidden_fields(bench.page(f"{CASE}/actions/upload_document")) | {"document_kind": "invoice"}
    bench.upload(form, LETTER)
    assert bench.upload(form, LETTER + b"x" * 300_000).status == 409
    [command] = bench.commands
    assert bench.world.stores.files_of(MERCHANT).read("case-1", command.command_id, digest_of(LETTER)) == LETTER


@pytest.mark.parametrize(
    ("fields", "content", "field"),
    [
        ({"document_kind": "invoice"}, b"", "file"),
        ({"document_kind": "invoice"}, b"%PDF-" + b"x" * MAXIMUM_UPLOAD_BYTES, "file"),
        ({"document_kind": "invoice"}, b"MZ\x90\x00", "file"),
        ({"document_kind": "invoice"}, b"<html>", "file"),
        ({"document_kind": "photo"}, b"%PDF-", "document_kind"),
        ({}, b"%PDF-", "document_kind"),
    ],
    ids=["empty", "too large", "program", "page", "unknown kind", "no kind"],
)
def test_what_cannot_be_handed_in_is_said_at_its_field(
    bench: CaseBench, fields: dict[str, str], content: bytes, field: str
) -> None:
    form = hidden_fields(bench.page(f"{CASE}/actions/upload_document"))
    answer = bench.upload({**form, **fields}, content)
    assert answer.status == 422
    assert f'id="{field}_error"' in answer.body
    assert "Bitte wählen Sie die Datei noch einmal" in answer.body
    assert bench.ordered == []


def test_a_long_name_keeps_its_ending(bench: CaseBench) -> None:
    form = hidden_fields(bench.page(f"{CASE}/actions/upload_document"))
    bench.upload({**form, "document_kind": "other"}, file_name="a" * 300 + ".pdf")
    [payload] = bench.ordered
    assert isinstance(payload, UploadDocument)
    assert payload.file_name == "a" * 116 + ".pdf"


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (b"%PDF-1.7", "application/pdf", ".pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", ".jpg"),
    ],
)
def test_a_document_is_told_by_its_content_and_not_by_its_name(
    bench: CaseBench, content: bytes, media_type: str, ending: str
) -> None:
    form = hidden_fields(bench.page(f"{CASE}/actions/upload_document"))
    assert bench.upload({**form, "document_kind": "other"}, content, "brief.exe").status == 303
    [payload] = bench.ordered
    assert isinstance(payload, UploadDocument)
    assert (payload.media_type, payload.file_name) == (media_type, f"brief.exe{ending}")


def test_a_forged_upload_is_refused(bench: CaseBench) -> None:
    form = hidden_fields(bench.page(f"{CASE}/actions/upload_document"))
    assert bench.upload({**form, "document_kind": "invoice"}, csrf_token="forged").status == 403
    assert bench.ordered == []
