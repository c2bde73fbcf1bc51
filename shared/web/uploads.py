"""Reading a form that carries a file: bounded in size, one file, each field once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import FormParser, parse_options_header

from shared.web.problem import ProblemError
from shared.web.request import read_raw_body

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
    from python_multipart.multipart import Field, File

UPLOAD_CONTENT_TYPE: Final = "multipart/form-data"
MAXIMUM_UPLOAD_BYTES: Final = 4 * 1024 * 1024
"""A function takes 6 MB at once (AWS Lambda's quota), in which a file is a third longer for its transport."""

_ROOM_FOR_FIELDS: Final = 64 * 1024
_MAXIMUM_FIELDS: Final = 50
_USUAL_TYPE: Final = "application/octet-stream"

# The parser tells of what it finds wrong, with what was sent; whoever sent it is told by a problem.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, repr=False)
class UploadedFile:
    """A file as the browser sent it; its ``repr`` shows nothing of it. ``name`` is without any folder."""

    name: str
    media_type: str
    content: bytes

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class UploadForm:
    """The fields of the form, and the file where one was chosen. A file that is too large is ``is_too_large``."""

    fields: dict[str, str] = field(default_factory=dict)
    file: UploadedFile | None = None
    is_too_large: bool = False


def is_upload(event: APIGatewayProxyEventV2) -> bool:
    """Whether a request carries a form with a file."""
    return _content_type(event).split(";", 1)[0].strip().lower() == UPLOAD_CONTENT_TYPE


def read_upload_form(event: APIGatewayProxyEventV2) -> UploadForm:
    """Read fields and file; the white space around each value is removed.

    Raises:
        ProblemError: ``too_large`` (413), or ``invalid_request`` (422) where the body is no such form, names a field
            twice or holds two files.
    """
    raw = read_raw_body(event, MAXIMUM_UPLOAD_BYTES + _ROOM_FOR_FIELDS)
    fields: list[Field] = []
    files: list[File] = []
    ends: list[bool] = []
    try:
        _make_parser(_content_type(event), fields, files, ends, len(raw)).write(raw)
        named = {_text(one.field_name): _text(one.value).strip() for one in fields}
        chosen = [(_text(one.file_name), one) for one in files if one.file_name]
    except (FormParserError, UnicodeDecodeError, ValueError):
        # The error would repeat what was sent.
        raise _invalid_form() from None
    # A form without its end was cut off on its way, and so perhaps was the file.
    if not ends or len(named) != len(fields) or len(fields) > _MAXIMUM_FIELDS or len(chosen) > 1:
        raise _invalid_form()
    if not chosen:
        return UploadForm(named)
    [(name, file)] = chosen
    if file.size > MAXIMUM_UPLOAD_BYTES:
        return UploadForm(named, is_too_large=True)
    return UploadForm(named, _read_file(name, file))


def _make_parser(content_type: str, fields: list[Field], files: list[File], ends: list[bool], size: int) -> FormParser:
    kind, options = parse_options_header(content_type)
    if kind != UPLOAD_CONTENT_TYPE.encode():
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", f"A file is sent as {UPLOAD_CONTENT_TYPE}."
        )
    # All of it is in memory already: nothing is written to a disk.
    return FormParser(
        UPLOAD_CONTENT_TYPE,
        fields.append,
        files.append,
        lambda: ends.append(True),
        boundary=options.get(b"boundary"),
        config={"MAX_MEMORY_FILE_SIZE": size + 1},
    )


def _read_file(given: str, file: File) -> UploadedFile:
    file.file_object.seek(0)
    name = PureWindowsPath(PurePosixPath(given).name).name
    return UploadedFile(name or given, file.content_type or _USUAL_TYPE, file.file_object.read())


def _content_type(event: APIGatewayProxyEventV2) -> str:
    return event.headers.get("content-type", "")


def _text(value: bytes | None) -> str:
    return (value or b"").decode()


def _invalid_form() -> ProblemError:
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The form is not readable.")
