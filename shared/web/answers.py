"""The few kinds of answer that the functions give."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_lambda_powertools.shared.cookies import Cookie

PAGE_CONTENT_TYPE = "text/html; charset=utf-8"
JSON_CONTENT_TYPE = "application/json"


def page(html: str, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response[str]:
    """Answer with a page, compressed where the browser takes that."""
    return Response(status, PAGE_CONTENT_TYPE, html, headers=dict(headers or {}), compress=True)


def json_answer(
    body: Mapping[str, Any],
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    content_type: str = JSON_CONTENT_TYPE,
) -> Response[str]:
    """Answer with JSON, compressed where the caller takes that."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(status, content_type, text, headers=dict(headers or {}), compress=True)


def redirect(location: str, cookies: Sequence[Cookie] = ()) -> Response[str]:
    """Send the browser to a path within the app, by GET."""
    return Response(HTTPStatus.SEE_OTHER, body="", headers={"Location": location}, cookies=list(cookies))


def send_outside(address: str) -> Response[str]:
    """Send the browser to an address outside of the app, which the caller has found safe, by GET."""
    return Response(HTTPStatus.SEE_OTHER, body="", headers={"Location": address})


def no_content() -> Response[str]:
    """Answer that something was done and there is nothing to say."""
    return Response(HTTPStatus.NO_CONTENT, body="")
