"""What opens DreamRobot's REST API: user and password, the token that stands for them, and a budget of requests.

The protocols are what the client needs of the world; all functions of the app share what is behind them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

RENEWED_BEFORE_END = timedelta(seconds=60)
"""There is no allowance for clock skew at DreamRobot: a token was seen refused 18 s after its end."""


@dataclass(frozen=True, slots=True)
class DreamRobotAccess:
    """A merchant's user of the REST API."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and the instant at which it ends."""

    value: str = field(repr=False)
    expires_at: datetime

    def is_good_at(self, now: datetime) -> bool:
        """Whether the token may still be used at ``now``, with time left for the request."""
        return now < self.expires_at - RENEWED_BEFORE_END


class TokenCache(Protocol):
    """Where the token of one merchant is kept between runs; a cache may forget at any time."""

    def get(self) -> Token | None:
        """Return the kept token, ``None`` where there is none."""

    def put(self, token: Token) -> None:
        """Keep ``token`` in place of what was kept."""


class TokenRenewals(Protocol):
    """Who fetches the next token of one merchant; it saves requests, and nothing breaks where two fetch one."""

    def begin(self) -> bool:
        """Take the turn for a short while; False where somebody else has it."""

    def end(self) -> None:
        """Give the turn back, where it was got."""


class RequestBudget(Protocol):
    """How many requests may still be sent for one merchant and one purpose."""

    def take(self) -> date:
        """Take one request, and return the day that it counts for.

        Raises:
            BudgetUsedUpError: There is none left.
        """

    def give_back(self, day: date) -> None:
        """Give back a request of ``day`` that certainly was not sent."""

    def close(self, until: datetime) -> None:
        """Let nobody take a request before ``until``, for whatever purpose: DreamRobot takes no more."""


@dataclass(frozen=True, slots=True)
class SharedAccess:
    """What all functions share about one merchant's access."""

    tokens: TokenCache
    renewals: TokenRenewals
    budget: RequestBudget
