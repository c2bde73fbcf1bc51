"""Who may call the API, and how often: tokens of one hour, and a number of requests for each merchant and day."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.clock import BERLIN, Clock, berlin_day
from sandbox.dreamrobot.envelopes import ApiError, expired_token, quota_used_up

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from sandbox.dreamrobot.samples import SampleMerchant

TOKEN_HEX_CHARACTERS = 160


@dataclass(frozen=True)
class _Token:
    merchant_id: str
    expires_at: datetime


class TokenDesk:
    """Issues tokens and knows whose they are. A new token leaves earlier ones good, which is assumed."""

    def __init__(
        self,
        merchants: Collection[SampleMerchant],
        lifetime: timedelta,
        clock: Clock,
        make_token: Callable[[int], str],
    ) -> None:
        self._merchants = merchants
        self._lifetime = lifetime
        self._clock = clock
        self._make_token = make_token
        self._tokens: dict[str, _Token] = {}

    @property
    def lifetime_seconds(self) -> int:
        """How long a token is good."""
        return int(self._lifetime.total_seconds())

    def issue(self, authorization: str | None) -> str:
        """Return a new token for the API user and password of an HTTP Basic header.

        Raises:
            ApiError: 400 ``invalid_client``.
        """
        username, password = _read_basic(authorization)
        for merchant in self._merchants:
            same_user = hmac.compare_digest(merchant.api_username.encode(), username.encode())
            same_password = hmac.compare_digest(merchant.api_password.encode(), password.encode())
            if same_user and same_password:
                token = self._make_token(TOKEN_HEX_CHARACTERS // 2)
                self._tokens[token] = _Token(merchant.merchant_id, self._clock() + self._lifetime)
                return token
        raise ApiError(400, "invalid_client", "The client credentials are invalid")

    def find_merchant_id(self, authorization: str | None) -> str:
        """Return the merchant whose token an Authorization header carries.

        Raises:
            ApiError: 401 ``invalid_token``, ``expired_token``, or ``invalid_request`` for a malformed header.
        """
        scheme, _, value = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not value or " " in value:
            raise ApiError(401, "invalid_request", "Malformed auth header", code=400)
        token = self._tokens.get(value)
        if token is None:
            raise ApiError(401, "invalid_token", "The access token provided is invalid")
        # There is no allowance for clock skew: the token is over with its last second.
        if self._clock() >= token.expires_at:
            raise expired_token()
        return token.merchant_id


class DailyQuota:
    """Counts each merchant's requests of a day in Germany. Token calls do not count, which is assumed."""

    def __init__(self, requests_per_day: int, clock: Clock) -> None:
        self._requests_per_day = requests_per_day
        self._clock = clock
        self._spent: Counter[tuple[str, date]] = Counter()

    def spend(self, merchant_id: str) -> None:
        """Count one request.

        Raises:
            ApiError: 429 where the day's requests are used up; ``Retry-After`` leads to the next midnight.
        """
        now = self._clock()
        key = (merchant_id, berlin_day(now))
        if self._spent[key] >= self._requests_per_day:
            raise quota_used_up(_seconds_to_midnight(now))
        self._spent[key] += 1

    def left(self, merchant_id: str) -> int:
        """Return how many requests the merchant has left today."""
        return self._requests_per_day - self._spent[merchant_id, berlin_day(self._clock())]


def _read_basic(authorization: str | None) -> tuple[str, str]:
    scheme, _, encoded = (authorization or "").partition(" ")
    try:
        decoded = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        decoded = ""
    username, separator, password = decoded.partition(":")
    if scheme.lower() != "basic" or not separator:
        raise ApiError(400, "invalid_client", "Client credentials were not found in the headers")
    return username, password


def _seconds_to_midnight(now: datetime) -> int:
    tomorrow = berlin_day(now) + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=BERLIN)
    return int((midnight - now).total_seconds()) + 1
