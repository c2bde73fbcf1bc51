"""Reading a form: bounded in size and number of fields, each field once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from shared.web.problem import ProblemError
from shared.web.request import read_raw_body

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

FORM_CONTENT_TYPE = "application/x-www-form-urlencoded"
MAXIMUM_FORM_BYTES = 64 * 1024
MAXIMUM_FIELDS = 500


def read_form(event: APIGatewayProxyEventV2) -> dict[str, str]:
    """Return the fields of a form, with the white space around each value removed.

    Raises:
        ProblemError: ``unsupported_media_type`` (415), ``too_large`` (413), or ``invalid_request`` (422) where
            the body is no form or names a field twice.
    """
    content_type = event.headers.get("content-type", "").split(";", 1)[0].strip().lower()
    if content_type != FORM_CONTENT_TYPE:
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", f"A form is sent as {FORM_CONTENT_TYPE}."
        )
    raw = read_raw_body(event, MAXIMUM_FORM_BYTES)
    try:
        pairs = parse_qsl(
            raw.decode(),
            keep_blank_values=True,
            strict_parsing=bool(raw),
            errors="strict",
            max_num_fields=MAXIMUM_FIELDS,
        )
    except ValueError:
        # Covers bytes that are not UTF-8 as well; the error would repeat what was typed.
        raise _invalid_form() from None
    fields = {name: value.strip() for name, value in pairs}
    if len(fields) != len(pairs):
        raise _invalid_form()
    return fields


def _invalid_form() -> ProblemError:
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The form is not readable.")
