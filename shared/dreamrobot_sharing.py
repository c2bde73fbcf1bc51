"""What the functions share about a merchant's access to DreamRobot, kept in the tables behind the client's ports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.domain.request_budget import DAILY_REQUESTS, most_requests, request_day
from shared.dreamrobot.access import SharedAccess, Token
from shared.dreamrobot.errors import BudgetUsedUpError
from shared.store.tokens import KeptToken

if TYPE_CHECKING:
    from datetime import date, datetime

    from shared.clock import Clock
    from shared.domain.request_budget import RequestPurpose
    from shared.store.leases import Lease, LeaseRepository
    from shared.store.request_counts import RequestCountRepository
    from shared.store.stores import Stores
    from shared.store.tokens import TokenRepository

LONGEST_RENEWAL = timedelta(seconds=30)
"""Somewhat longer than a request for a token may take (``shared.http.WHILE_NOBODY_WAITS``)."""

_RENEWAL = "DREAMROBOT_TOKEN"


def share_access(stores: Stores, merchant_id: str, purpose: RequestPurpose, clock: Clock) -> SharedAccess:
    """Put together what a client for one merchant and one purpose shares with all the others."""
    merchant = stores.merchants_of(merchant_id).get()
    most = most_requests(merchant.daily_requests if merchant else DAILY_REQUESTS, purpose)
    return SharedAccess(
        tokens=StoredTokens(stores.tokens_of(merchant_id)),
        renewals=LeasedRenewals(stores.leases_of(merchant_id), clock),
        budget=CountedBudget(stores.request_counts_of(merchant_id), most, clock),
    )


class StoredTokens:
    """The client's token cache over the table."""

    def __init__(self, tokens: TokenRepository) -> None:
        self._tokens = tokens

    def get(self) -> Token | None:
        """Return the kept token."""
        kept = self._tokens.get()
        return Token(value=kept.value, expires_at=kept.expires_at) if kept else None

    def put(self, token: Token) -> None:
        """Keep a token."""
        self._tokens.put(KeptToken(token.value, token.expires_at))


class LeasedRenewals:
    """The turn to fetch a token, as a lease."""

    def __init__(self, leases: LeaseRepository, clock: Clock) -> None:
        self._leases = leases
        self._clock = clock
        self._lease: Lease | None = None

    def begin(self) -> bool:
        """Take the turn, unless somebody else has it."""
        now = self._clock()
        self._lease = self._leases.acquire(_RENEWAL, now=now, until=now + LONGEST_RENEWAL)
        return self._lease is not None

    def end(self) -> None:
        """Give the turn back."""
        if self._lease is not None:
            self._leases.release(self._lease)
            self._lease = None


class CountedBudget:
    """The client's budget over the count of the day, up to ``most`` requests of all purposes together.

    Each request is one write: drawing several at once would save nine writes of ten, a tenth of a cent for an
    export of 1,000 orders, and lose what a worker that dies has in hand.
    """

    def __init__(self, counts: RequestCountRepository, most: int, clock: Clock) -> None:
        self._counts = counts
        self._most = most
        self._clock = clock

    def take(self) -> date:
        """Count one request for today.

        Raises:
            BudgetUsedUpError: None is left, or DreamRobot takes none.
        """
        now = self._clock()
        day = request_day(now)
        if not self._counts.take(day, most=self._most, now=now):
            closed_until = self._counts.closed_until(day) or now
            raise BudgetUsedUpError(retry_after=(closed_until - now).total_seconds() if closed_until > now else None)
        return day

    def give_back(self, day: date) -> None:
        """Take one request out of the count again."""
        self._counts.give_back(day)

    def close(self, until: datetime) -> None:
        """Close the day."""
        now = self._clock()
        self._counts.close(request_day(now), until=until, now=now)
