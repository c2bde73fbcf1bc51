"""How often the app may be called: all limits in one place, the refusal, and the headers that tell a caller of them.

A limit keeps one caller from taking the others' share, and nothing else depends on it. So where a request cannot be
counted it is let through: a table that is slow for a moment must not lock everybody out, and the API's own throttle
holds all the same.

The headers are those of draft-ietf-httpapi-ratelimit-headers: ``RateLimit-Policy`` tells how many requests (``q``) are
allowed in how many seconds (``w``), ``RateLimit`` how many are left (``r``) and after how many seconds there is one
more (``t``).
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.rate import Rate
from shared.web.problem import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from shared.domain.rate import Draw

type DrawRequest = Callable[[str, Rate, datetime], Draw | None]


class Limit(NamedTuple):
    """A limit: what it is called in the headers, and how often it lets somebody through."""

    name: str
    rate: Rate

    def bucket(self, of: str = "") -> str:
        """Return the name of the bucket that it counts in."""
        return f"{self.name}:{of}"


OF_A_TOKEN: Final = Limit("token", Rate(tokens_per_second=5, capacity=100))
"""Enough to read 100,000 cases in two minutes, 200 on a page. A merchant has ten tokens at most."""

OF_A_MERCHANT: Final = Limit("merchant", Rate(tokens_per_second=10, capacity=200))
"""What scripts of the pages ask for, for everybody of a merchant together."""

OF_AN_ADDRESS: Final = Limit("address", Rate(tokens_per_second=1, capacity=60))
"""What needs no sign-in, save feeds and the links of mails, whose addresses are secrets of their own. A company's
people may share one address, and each of them opens the app a few times a day."""

OF_EVENTS: Final = Limit("events", Rate(tokens_per_second=2, capacity=120))
"""DreamRobot's notifications for one merchant: one for each new order."""


@dataclass
class Told:
    """What the answer to the present request tells about limits."""

    headers: dict[str, str] = field(default_factory=dict)
    is_uncounted: bool = False


_told: ContextVar[Told | None] = ContextVar("told", default=None)


@contextmanager
def telling() -> Iterator[Told]:
    """Collect what is told about limits while one request is answered."""
    told = Told()
    reset = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(reset)


def count_request(draw: DrawRequest, limit: Limit, now: datetime, of: str = "") -> None:
    """Count the request against a limit.

    Args:
        draw: Draws from a bucket; ``None`` where the request cannot be counted.
        limit: Which limit.
        now: The present instant.
        of: Whose bucket, where a limit has several under one merchant.

    Raises:
        ProblemError: ``too_many_requests`` (429) with ``Retry-After``.
    """
    drawn, told = draw(limit.bucket(of), limit.rate, now), _told.get() or Told()
    if drawn is None:
        told.is_uncounted = True
        return
    rate = limit.rate
    told.headers |= {
        "RateLimit-Policy": f'"{limit.name}";q={rate.capacity};w={rate.seconds_to_fill}',
        "RateLimit": f'"{limit.name}";r={drawn.remaining};t={rate.seconds_to_next}',
    }
    if not drawn.is_taken:
        detail = "There were too many requests; see Retry-After."
        headers = {"Retry-After": str(rate.seconds_to_next)}
        raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", detail, headers=headers)


def count_request_of_address(event: APIGatewayProxyEventV2, draw: DrawRequest, now: datetime) -> None:
    """Count a request of somebody who need not sign in, by the address that it comes from.

    The address is a person's, so only a hash stands in the table, an other one each day.

    Args:
        event: The request.
        draw: Draws from the bucket of an address, which it gets in place of a bucket's name.
        now: The present instant.

    Raises:
        ProblemError: As ``count_request``.
    """
    address = event.request_context.http.source_ip
    hashed = sha256(f"{now:%Y-%m-%d} {address}".encode()).hexdigest()[:32]
    count_request(lambda _, rate, at: draw(hashed, rate, at), OF_AN_ADDRESS, now)
