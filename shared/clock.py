"""What time it is. Everything that needs the time takes a ``Clock``, so that months pass in a test within seconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

type Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)
