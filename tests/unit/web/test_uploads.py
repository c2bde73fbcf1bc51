from __future__ import annotations

from contextlib import suppress

import pytest

from shared.web.problem import ProblemError
from shared.web.uploads import MAXIMUM_UPLOAD_BYTES, UploadForm, is_upload, read_upload_form
from tests.unit.web.events import make_event

BOUNDARY = "----made-by-the-test"
HEADERS = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


def part(name: str, content: bytes, extra: str = "") -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n'.encode() + content + b"\r\n"


def file_part(content: bytes, file_name: str = "rechnung.pdf", media_type: str = "application/pdf") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\n'
    return f"{head}Content-Type: {media_type}\r\n\r\n".encode() + content + b"\r\n"


def read(*parts: bytes, headers: dict[str, str] | None = None) -> UploadForm:
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return read_upload_form(make_event("POST", headers=HEADERS if headers is None else headers, body=body))


def test_fields_and_file_are_read_as_they_were_sent() -> None:
    content = bytes(range(256)) + b"\r\n--" + b"\n\r"
    form = read(part("kind", " Rechnung für Müller ".encode()), file_part(content, "Rechnung Müller.pdf"))
    assert form.fields == {"kind": "Rechnung für Müller"}
    assert form.file is not None
    assert (form.file.name, form.file.media_type) == ("Rechnung Müller.pdf", "application/pdf")
    assert form.file.content == content


@pytest.mark.parametrize("name", ["C:\\Users\\anna\\rechnung.pdf", "../../etc/rechnung.pdf"])
def test_the_name_of_a_file_is_without_folders(name: str) -> None:
    form = read(file_part(b"x", name))
    assert form.file is not None
    assert form.file.name == "rechnung.pdf"


def test_a_name_of_a_file_that_is_no_text_makes_the_form_unreadable() -> None:
    with pytest.raises(ProblemError) as raised:
        read(file_part(b"%PDF-1.7", "M_ller.pdf").replace(b"M_ller", "Müller".encode("latin-1")))
    assert (raised.value.problem.status, raised.value.problem.code) == (422, "invalid_request")


@pytest.mark.parametrize(
    "parts",
    [
        [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: Erika\r\n\r\n\r\n'],
        ["Erika Beispiel"],
        [f"--{BOUNDARY}\r\nErika Beispiel: x\r\n\r\n\r\n"],
    ],
)
def test_nothing_of_a_form_is_logged_whatever_is_wrong_with_it(
    parts: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with suppress(ProblemError):
        read(*(part.encode() for part in parts))
    assert caplog.records == []


def test_a_form_in_which_no_file_was_chosen_has_none() -> None:
    assert read(part("kind", b"invoice"), file_part(b"", "")) == UploadForm({"kind": "invoice"})


def test_a_file_that_is_a_little_too_large_leaves_the_fields_readable() -> None:
    form = read(part("kind", b"invoice"), file_part(b"x" * (MAXIMUM_UPLOAD_BYTES + 1)))
    assert form == UploadForm({"kind": "invoice"}, is_too_large=True)


def test_a_file_shows_nothing_of_itself_in_logs() -> None:
    assert repr(read(file_part(b"secret", "secret.pdf")).file) == "UploadedFile(6 bytes)"


@pytest.mark.parametrize(
    ("parts", "headers", "status"),
    [
        ([file_part(b"x" * (MAXIMUM_UPLOAD_BYTES + 100_000))], HEADERS, 413),
        ([part("a", b"1"), part("a", b"2")], HEADERS, 422),
        ([file_part(b"1"), file_part(b"2")], HEADERS, 422),
        ([part("a", b"\xff")], HEADERS, 422),
        ([part(f"field{number}", b"1") for number in range(51)], HEADERS, 422),
        ([b"no form at all"], HEADERS, 422),
        ([part("a", b"1")], {"content-type": "multipart/form-data"}, 422),
        ([part("a", b"1")], {"content-type": "application/json"}, 415),
        ([part("a", b"1")], {}, 415),
    ],
)
def test_what_is_no_bounded_form_with_one_file_is_refused(
    parts: list[bytes], headers: dict[str, str], status: int
) -> None:
    with pytest.raises(ProblemError) as caught:
        read(*parts, headers=headers)
    assert caught.value.problem.status == status


def test_a_form_that_was_cut_off_is_refused() -> None:
    with pytest.raises(ProblemError):
        read_upload_form(make_event("POST", headers=HEADERS, body=file_part(b"half")[:-10]))


def test_only_a_form_with_files_is_an_upload() -> None:
    assert is_upload(make_event("POST", headers={"content-type": "Multipart/Form-Data; boundary=x"}))
    assert not is_upload(make_event("POST", headers={"content-type": "application/x-www-form-urlencoded"}))
    assert not is_upload(make_event("POST"))
