"""Cursors as callers see them: opaque text around the place where a page ended."""

from __future__ import annotations

import base64
import binascii
import re
from http import HTTPStatus

from shared.web.problem import FieldError, ProblemError

CASE_PLACE = re.compile(r"(?:[0-9T:.+-]{10,40}|[^\W_]{2,40})#[A-Za-z0-9-]{1,64}")
"""An instant, an amount or a word, and the case that stands there."""

PROPOSAL_PLACE = re.compile(r"[0-9T:.+-]{10,40}#[A-Za-z0-9-]{1,64}#.{1,200}")
"""An instant, a case, and what is proposed about it."""

PAYOUT_PLACE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}#[^#]{1,64}#.{1,200}")
"""A day, an atriga account, and the payout that stands there."""


def write_cursor(place: str | None) -> str | None:
    """Wrap the place where a page ended."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else None


def read_cursor(cursor: str | None, kind: re.Pattern[str] = CASE_PLACE) -> str | None:
    """Unwrap a cursor that a caller sent back; ``kind`` is what places look like in what it is for.

    Raises:
        ProblemError: ``invalid_request`` (422) where the app did not make it.
    """
    if not cursor:
        return None
    try:
        place = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError):
        place = ""
    if not kind.fullmatch(place):
        raise unknown_cursor()
    return place


def unknown_cursor() -> ProblemError:
    """Make the refusal of a cursor that the app did not make, or made for another view."""
    error = FieldError("cursor", "is not one that this app made for this view")
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The request is not valid.", [error])
