"""DreamRobot's envelope: whether an answer is a success, judged by status, ``ack`` and error names together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    DreamRobotError,
    QuotaUsedUpError,
    TokenRefusedError,
    UnavailableError,
)
from shared.http import parse_json, parse_retry_after

if TYPE_CHECKING:
    from shared.http import Answer

TOKEN_REFUSALS = frozenset({"invalid_token", "expired_token"})

NOT_FOUND = "Not Found"

_KNOWN_ERRORS = TOKEN_REFUSALS | {"invalid_client", "invalid_request", "Bad Request", NOT_FOUND}

_SUCCESSES = ("success", "warning")

_QUOTA_STATUSES = frozenset({403, 429})
"""Assumed: how DreamRobot says that the day's requests are used up is not public."""

_FIRST_SERVER_ERROR = 500


def open_envelope(answer: Answer) -> Mapping[str, object]:
    """Return the envelope of a success.

    Raises:
        TokenRefusedError: The token is not good any more.
        DreamRobotError: Any other failure, as the class that says what to do.
    """
    envelope = _read_envelope(answer)
    ack = envelope.get("ack")
    if answer.is_success and ack in _SUCCESSES:
        return envelope
    raise _failure(answer, envelope if ack == "error" else {})


def _read_envelope(answer: Answer) -> Mapping[str, object]:
    """Read the body as a JSON object; an empty one where it is none, for example a page of HTML."""
    try:
        body = parse_json(answer.body)
    except ValueError:
        return {}
    return body if isinstance(body, Mapping) else {}


def _failure(answer: Answer, envelope: Mapping[str, object]) -> DreamRobotError:
    code = _known_code(envelope)
    return _failure_class(answer, envelope, code)(
        status=answer.status, code=code, retry_after=parse_retry_after(answer.headers)
    )


def _failure_class(answer: Answer, envelope: Mapping[str, object], code: str | None) -> type[DreamRobotError]:
    if answer.status in _QUOTA_STATUSES:
        return QuotaUsedUpError
    # Without the envelope a status may be the word of a proxy or of a page of maintenance.
    if answer.status >= _FIRST_SERVER_ERROR or not envelope:
        return UnavailableError
    if code == "invalid_client":
        return AccessRefusedError
    return TokenRefusedError if code in TOKEN_REFUSALS else BadRequestError


def _known_code(envelope: Mapping[str, object]) -> str | None:
    errors = envelope.get("error")
    names = [error.get("error") for error in errors if isinstance(error, Mapping)] if isinstance(errors, list) else []
    return next((name for name in names if isinstance(name, str) and name in _KNOWN_ERRORS), None)
