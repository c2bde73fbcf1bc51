"""What time it is for a simulator: the machine's time, or one that starts at a given instant and runs on from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

type Clock = Callable[[], datetime]

BERLIN = ZoneInfo("Europe/Berlin")


def utc_now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def make_clock(start: str | None, real: Clock = utc_now) -> Clock:
    """Make a clock that shows ``start`` now and goes on at the usual pace.

    Args:
        start: an ISO 8601 instant, UTC where it names no offset, or ``None`` for the machine's time.
        real: the clock that gives the pace.

    Raises:
        ValueError: ``start`` is no ISO 8601 instant.
    """
    if start is None:
        return real
    instant = datetime.fromisoformat(start)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    ahead = instant - real()
    return lambda: real() + ahead


def berlin_day(now: datetime) -> date:
    """Return the day that it is in Germany."""
    return now.astimezone(BERLIN).date()
