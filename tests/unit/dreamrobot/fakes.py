"""A client whose time, pauses, token cache, budget and other side are the test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from shared.domain.request_budget import request_day
from shared.dreamrobot.access import DreamRobotAccess, SharedAccess
from shared.dreamrobot.client import DreamRobotClient
from shared.dreamrobot.errors import BudgetUsedUpError
from tests.unit.scripted_http import ScriptedHttp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from shared.dreamrobot.access import Token
    from tests.unit.scripted_http import Step

BASE_URL = "https://dreamrobot.example/rest/v1.1"

PASSWORD = "pässwort-9"

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class FakeTokenCache:
    """Keeps one token in memory."""

    def __init__(self, token: Token | None = None) -> None:
        self.token = token
        self.reads = 0

    def get(self) -> Token | None:
        self.reads += 1
        return self.token

    def put(self, token: Token) -> None:
        self.token = token


class FakeRenewals:
    """Gives the turn to whoever asks, unless somebody else has it."""

    def __init__(self) -> None:
        self.is_elsewhere = False
        self.in_hand = 0

    def begin(self) -> bool:
        if self.is_elsewhere:
            return False
        self.in_hand += 1
        return True

    def end(self) -> None:
        self.in_hand -= 1


class FakeBudget:
    """Counts what is taken and given back, and knows when to stop."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.most = 1_000
        self.taken = 0
        self.closed_until: datetime | None = None
        self._now = now

    def take(self) -> date:
        if self.taken >= self.most:
            raise BudgetUsedUpError
        self.taken += 1
        return request_day(self._now())

    def give_back(self, day: date) -> None:
        assert day == request_day(self._now())
        self.taken -= 1

    def close(self, until: datetime) -> None:
        self.closed_until = until


class Bench:
    """One client with everything around it."""

    def __init__(
        self,
        *steps: Step,
        token: Token | None = None,
        base_url: str = BASE_URL,
        renewals: FakeRenewals | None = None,
    ) -> None:
        self.now = NOW
        self.pauses: list[float] = []
        self.on_pause: Callable[[], None] = lambda: None
        self.tokens = FakeTokenCache(token)
        self.renewals = renewals or FakeRenewals()
        self.budget = FakeBudget(lambda: self.now)
        self.http = ScriptedHttp(*steps)
        self.client = DreamRobotClient(
            base_url,
            DreamRobotAccess("api_4711_1", PASSWORD),
            SharedAccess(self.tokens, self.renewals, self.budget),
            self.http.client,
            now=lambda: self.now,
            sleep=self._pause,
        )

    def pass_time(self, time: timedelta) -> None:
        self.now += time

    def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.on_pause()

    @property
    def calls(self) -> list[str]:
        """What was asked, as ``GET /order/1_2026_05/``."""
        return [f"{request.method} {request.url.path.removeprefix('/rest/v1.1')}" for request in self.http.requests]
