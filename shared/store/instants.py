"""Instants as text that sorts the way time runs, for keys and comparisons inside the tables."""

from __future__ import annotations

from datetime import UTC, datetime


def sortable(instant: datetime) -> str:
    """Write an instant in UTC with microseconds, always equally long."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def unix_seconds(instant: datetime) -> int:
    """Write an instant as DynamoDB's time to live wants it."""
    return int(instant.timestamp())
