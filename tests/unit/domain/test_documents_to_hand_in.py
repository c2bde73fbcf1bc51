"""What a document is, and what it is called when it is handed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cases.documents_to_hand_in import LONGEST_FILE_NAME, clean_file_name, media_type_of

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"", None),
        (b"MZ\x90\x00", None),
        (b"<html><script>alert(1)</script>", None),
        (b" %PDF-1.7", None),
    ],
)
def test_a_document_is_what_its_first_bytes_say(content: bytes, media_type: str | None) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    ("name", "media_type", "cleaned"),
    [
        ("Rechnung Müller.pdf", PDF, "Rechnung Müller.pdf"),
        ("Rechnung.PDF", PDF, "Rechnung.PDF"),
        ("foto.jpeg", "image/jpeg", "foto.jpeg"),
        ("rechnung.exe", PDF, "rechnung.exe.pdf"),
        ("../../etc/passwd", PDF, "_.._etc_passwd.pdf"),
        ("  a\r\nb.pdf ", PDF, "a b.pdf"),
        ('a"b.pdf', PDF, "a_b.pdf"),
        ("", PDF, "document.pdf"),
        (".pdf", PDF, "pdf.pdf"),
    ],
)
def test_a_name_is_one_line_without_folders_and_ends_as_its_kind_does(name: str, media_type: str, cleaned: str) -> None:
    assert clean_file_name(name, media_type) == cleaned


@given(st.text(max_size=300), st.sampled_from([PDF, "image/png", "image/jpeg"]))
def test_no_name_is_empty_too_long_or_leads_elsewhere(name: str, media_type: str) -> None:
    cleaned = clean_file_name(name, media_type)
    assert 5 <= len(cleaned) <= LONGEST_FILE_NAME
    assert not set(cleaned) & set('/\\\r\n"')
    assert clean_file_name(cleaned, media_type) == cleaned
