"""Places in a stream: opaque to the client, good for 90 days, and only in the stream that gave them out."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LIFETIME = timedelta(days=90)


@dataclass(frozen=True)
class Cursor:
    """The place behind entry number ``position`` (0: the start); ``stream`` tells which stream it belongs to."""

    stream: str
    position: int
    issued_at: datetime

    def write(self) -> str:
        """Return the cursor as the client carries it."""
        content = [self.stream, self.position, int(self.issued_at.timestamp())]
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    def is_good(self, stream: str, now: datetime) -> bool:
        """Whether ``stream`` gave this cursor out less than 90 days ago."""
        return self.stream == stream and now - self.issued_at <= LIFETIME


def read_cursor(text: str) -> Cursor | None:
    """Read a cursor back; ``None`` for what never was one."""
    try:
        content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        stream, position, issued_at = content
        return Cursor(str(stream), int(position), datetime.fromtimestamp(int(issued_at), UTC))
    except (binascii.Error, ValueError, TypeError, OverflowError, OSError):
        return None
