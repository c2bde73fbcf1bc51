"""The part of a merchant's daily requests that one of the app's background tasks may use."""

from __future__ import annotations

from datetime import date

from shared.domain.model import DomainModel


class RequestShare(DomainModel):
    """What a task has spent: ``requests`` on ``day``. A new day begins with nothing."""

    day: date | None = None
    requests: int = 0

    def left(self, today: date, daily_requests: int, percent: int) -> int:
        """Return how many requests of its share the task may still spend today."""
        return daily_requests * percent // 100 - self.on(today)

    def spend(self, today: date, requests: int = 1) -> RequestShare:
        """Return the share with requests that were sent."""
        return RequestShare(day=today, requests=self.on(today) + requests)

    def on(self, today: date) -> int:
        """Return what was spent today."""
        return self.requests if self.day == today else 0
