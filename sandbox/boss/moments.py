"""How instants are written: in UTC for the wire, on a German clock for people."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sandbox.clock import BERLIN

if TYPE_CHECKING:
    from datetime import datetime


def local_time(moment: datetime) -> datetime:
    """Return ``moment`` on a German clock."""
    return moment.astimezone(BERLIN)


def write_instant(moment: datetime) -> str:
    """Write an instant as the contract wants it: ISO 8601, in UTC, with its offset."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
