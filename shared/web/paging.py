"""Reading a list a page at a time: cursors as callers see them, and how many entries a page holds.

A cursor is opaque text around the place where a page ended.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from shared.web.problem import FieldError, ProblemError, wrong_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIMIT = re.compile(r"[0-9]{1,3}")


def write_cursor(place: str | None) -> str | None:
    """Wrap the place where a page ended."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else None


def read_cursor(cursor: str | None, kind: re.Pattern[str]) -> str | None:
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
    return wrong_fields(FieldError("cursor", "is not one that this app made for this view"))


def read_limit(query: Mapping[str, str], usual: int, highest: int) -> int:
    """Return how many entries a page is to hold: ``limit`` of the query, ``usual`` where it is left out.

    Raises:
        ProblemError: ``invalid_request`` (422) where it is no whole number from 1 to ``highest``.
    """
    given = query.get("limit")
    if given is None:
        return usual
    limit = int(given) if _LIMIT.fullmatch(given) and given.isascii() else 0
    if not 1 <= limit <= highest:
        raise wrong_fields(FieldError("limit", f"is not a whole number from 1 to {highest}"))
    return limit
