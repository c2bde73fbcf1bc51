"""The cursors of this function's lists: what the places look like that they are made of."""

from __future__ import annotations

import re

from shared.web import paging
from shared.web.paging import unknown_cursor, write_cursor

__all__ = ["CASE_PLACE", "PAYOUT_PLACE", "PROPOSAL_PLACE", "read_cursor", "unknown_cursor", "write_cursor"]

CASE_PLACE = re.compile(r"(?:[0-9T:.+-]{10,40}|[^\W_]{2,40})#[A-Za-z0-9-]{1,64}")
"""An instant, an amount or a word, and the case that stands there."""

PROPOSAL_PLACE = re.compile(r"[0-9T:.+-]{10,40}#[A-Za-z0-9-]{1,64}#.{1,200}")
"""An instant, a case, and what is proposed about it."""

PAYOUT_PLACE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}#[^#]{1,64}#.{1,200}")
"""A day, an atriga account, and the payout that stands there."""


def read_cursor(cursor: str | None, kind: re.Pattern[str] = CASE_PLACE) -> str | None:
    """Unwrap a cursor that a caller sent back, one of the list of cases unless ``kind`` is another.

    Raises:
        ProblemError: ``invalid_request`` (422) where the app did not make it.
    """
    return paging.read_cursor(cursor, kind)
