"""Days as forms and addresses hold them: ``2026-11-24``, whatever the language."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 9000
"""Days at the ends of the calendar have no day before or after them, and nothing happened on them."""


def read_day(text: str) -> date | None:
    """Read a day as the fields of a form hold it; ``None`` where it is none, or not of the years 1900 to 9000."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None
