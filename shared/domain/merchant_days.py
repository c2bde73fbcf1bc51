"""Which day it is for a merchant: instants are UTC everywhere, days are those of Germany."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime

MERCHANT_TIME_ZONE = ZoneInfo("Europe/Berlin")


def day_of(instant: datetime) -> date:
    """Return the day that an instant lies on, for a merchant."""
    return instant.astimezone(MERCHANT_TIME_ZONE).date()
