"""Reading a request of the HTTP API: bytes first, so that signatures are checked before anything is parsed."""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from shared.domain.account import Locale
from shared.web.answers import JSON_CONTENT_TYPE
from shared.web.problem import FieldError, ProblemError, wrong_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

MAXIMUM_BODY_BYTES = 256 * 1024


def read_raw_body(event: APIGatewayProxyEventV2, maximum_bytes: int = MAXIMUM_BODY_BYTES) -> bytes:
    """Return the bytes that the caller sent.

    Raises:
        ProblemError: ``too_large`` (413), or ``invalid_request`` (422) where the transport encoding is broken.
    """
    body = event.body or ""
    try:
        raw = base64.b64decode(body, validate=True) if event.is_base64_encoded else body.encode()
    except binascii.Error:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The body is not readable.") from None
    if len(raw) > maximum_bytes:
        raise ProblemError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", f"The body is larger than {maximum_bytes} bytes."
        )
    return raw


def read_signed_content(event: APIGatewayProxyEventV2, maximum_bytes: int = MAXIMUM_BODY_BYTES) -> bytes:
    """Return the bytes that a signature covers: the body, or for GET and DELETE the path with its query.

    Raises:
        ProblemError: As ``read_raw_body``.
    """
    if event.http_method not in {"GET", "DELETE"}:
        return read_raw_body(event, maximum_bytes)
    query = event.raw_query_string
    return (f"{event.raw_path}?{query}" if query else event.raw_path).encode()


def parse_json[Model: BaseModel](raw: bytes, model: type[Model]) -> Model:
    """Read a JSON body strictly: a number is no string, and a missing field is named.

    Raises:
        ProblemError: ``invalid_request`` (422) with one error for each field; no error repeats a value.
    """
    try:
        return model.model_validate_json(raw, strict=True)
    except ValidationError as error:
        raise invalid_request(error) from None


class _Deed(BaseModel):
    """The one field that tells the bodies of an address apart which takes several."""

    action: str


def parse_action[Model: BaseModel](raw: bytes, models: Mapping[str, type[Model]]) -> Model:
    """Read a JSON body that is one of several, each told by its ``action``.

    Raises:
        ProblemError: As ``parse_json``, with the names of the fields as the body has them.
    """
    action = parse_json(raw, _Deed).action
    if action not in models:
        raise wrong_fields(FieldError("action", f"is one of: {', '.join(models)}"))
    return parse_json(raw, models[action])


def invalid_request(error: ValidationError) -> ProblemError:
    """Turn what pydantic found into the ``invalid_request`` problem."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    errors = [FieldError(".".join(str(part) for part in one["loc"]) or "body", one["msg"]) for one in found]
    return wrong_fields(*errors)


def sends_json(event: APIGatewayProxyEventV2) -> bool:
    """Whether the body says of itself that it is JSON.

    A page of another site can make a browser send a form with the cookie, but a body that says this only after a
    preflight, which the app does not answer. So JSON needs no token of a form.
    """
    return event.headers.get("content-type", "").split(";", 1)[0].strip().lower() == JSON_CONTENT_TYPE


def bearer_of(event: APIGatewayProxyEventV2) -> str | None:
    """Return what a program sent as ``Authorization: Bearer``, ``None`` where it sent nothing of the kind."""
    scheme, _, credentials = event.headers.get("authorization", "").strip().partition(" ")
    return credentials.strip() if scheme.lower() == "bearer" else None


def wants_page(event: APIGatewayProxyEventV2) -> bool:
    """Whether a person's browser asks: it names HTML in ``Accept``; a program or a script names JSON or nothing.

    Who sends a token is a program, whatever its library puts into ``Accept``.
    """
    return "text/html" in event.headers.get("accept", "").lower() and bearer_of(event) is None


def preferred_locale(event: APIGatewayProxyEventV2) -> Locale:
    """Return the language for somebody who is not signed in: German, unless the browser puts English first."""
    first = event.headers.get("accept-language", "").split(",", 1)[0].strip().lower()
    return Locale.ENGLISH if first.split("-", 1)[0] == Locale.ENGLISH else Locale.GERMAN


def public_url(event: APIGatewayProxyEventV2, configured: str | None) -> str:
    """Return the address at which people and programs reach the app, without a trailing slash."""
    if configured:
        return configured.rstrip("/")
    return f"https://{event.request_context.domain_name}"


def reference_of(event: APIGatewayProxyEventV2) -> str:
    """Return the request's id: it stands in the API's access log and in every log line about a problem."""
    return event.request_context.request_id
