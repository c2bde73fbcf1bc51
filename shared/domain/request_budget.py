"""How many requests a merchant's DreamRobot account may get in a day, and who may use the last of them.

A merchant books a number of requests for each day; past it nothing works until the next day, for the
merchant's other programs neither. So the app counts what it sends and stops by itself.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from shared.domain.merchant_days import MERCHANT_TIME_ZONE, day_of

DAILY_REQUESTS = 500
"""The number in the one package of DreamRobot's that is documented publicly."""

RESERVED_PERCENT = 20
"""The share of a day's requests that is kept for what stops a wrong collection."""


REQUESTS_ARE_NEW_AT = time(0, 5)
"""When a new day's requests are surely there, in Berlin; that DreamRobot counts from midnight is assumed."""


class RequestPurpose(StrEnum):
    """What a request is sent for."""

    EXPORT = "export"
    ACTIVATION = "activation"
    WRITE_BACK = "write_back"
    PAYMENT_WATCH = "payment_watch"
    LAST_LOOK = "last_look"

    @property
    def may_use_reserve(self) -> bool:
        """Whether requests of this purpose may be the last ones of a day.

        Watching the orders of open cases for payments, and reading an order again right before it is handed
        over, keep people who have paid from being dunned. Everything else can wait for tomorrow.
        """
        return self in {RequestPurpose.PAYMENT_WATCH, RequestPurpose.LAST_LOOK}


def most_requests(daily_requests: int, purpose: RequestPurpose) -> int:
    """Return up to which count of the day's requests, all purposes together, one of ``purpose`` may be sent."""
    if purpose.may_use_reserve:
        return daily_requests
    return daily_requests * (100 - RESERVED_PERCENT) // 100


def request_day(now: datetime) -> date:
    """Return the day that a request at ``now`` counts for."""
    return day_of(now)


def next_requests_at(now: datetime) -> datetime:
    """Return the first instant after ``now`` at which a new day's requests are surely there."""
    today = now.astimezone(MERCHANT_TIME_ZONE)
    renewal = datetime.combine(today.date(), REQUESTS_ARE_NEW_AT, MERCHANT_TIME_ZONE)
    if today < renewal:
        return renewal
    return datetime.combine(today.date() + timedelta(days=1), REQUESTS_ARE_NEW_AT, MERCHANT_TIME_ZONE)
