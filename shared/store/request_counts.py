"""How many requests went to DreamRobot for each merchant on each day, counted by all functions together.

One item for each day, so a new day begins by itself, and DynamoDB forgets the old one. Taking a request is
one conditional write: however many workers take at once, the count never gets past what was allowed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from shared.store.errors import ConditionFailedError
from shared.store.instants import sortable, unix_seconds
from shared.store.keys import merchant_key
from shared.store.table import Condition, Table, Update

if TYPE_CHECKING:
    from datetime import date

_REMEMBERED_FOR = timedelta(days=3)


class RequestCountRepository:
    """The counts of the one merchant that it was made for."""

    def __init__(self, runtime_table: Table, merchant_id: str) -> None:
        self._table = runtime_table
        self._pk = merchant_key(merchant_id)

    def take(self, day: date, *, most: int, now: datetime) -> bool:
        """Count one request; False where ``most`` went out already or the day is closed, and nothing is counted."""
        if most < 1:
            return False
        may_take = Condition(
            "(attribute_not_exists(requests) OR requests < :most)"
            " AND (attribute_not_exists(closed_until) OR closed_until <= :now)",
            values={":most": most, ":now": sortable(now)},
        )
        try:
            self._update(day, "SET expires_at = :expires_at ADD requests :one", may_take, {":one": 1}, now)
        except ConditionFailedError:
            return False
        return True

    def give_back(self, day: date) -> None:
        """Take one request out of the count again, because it certainly was not sent."""
        has_some = Condition("requests > :zero", values={":zero": 0})
        try:
            self._table.update(
                Update(
                    pk=self._pk,
                    sk=_sort_key(day),
                    expression="ADD requests :one_less",
                    condition=has_some,
                    values={":one_less": -1},
                )
            )
        except ConditionFailedError:
            return

    def close(self, day: date, *, until: datetime, now: datetime) -> None:
        """Let nobody take a request before ``until``, unless the day is closed for longer already."""
        is_longer = Condition("attribute_not_exists(closed_until) OR closed_until < :until")
        try:
            self._update(
                day,
                "SET closed_until = :until, expires_at = :expires_at",
                is_longer,
                {":until": sortable(until)},
                now,
            )
        except ConditionFailedError:
            return

    def closed_until(self, day: date) -> datetime | None:
        """Return until when the day is closed, ``None`` where it never was."""
        item = self._table.get(self._pk, _sort_key(day))
        closed_until = item.get("closed_until") if item else None
        return datetime.fromisoformat(closed_until).astimezone(UTC) if closed_until else None

    def count(self, day: date) -> int:
        """Return how many requests were sent on a day."""
        item = self._table.get(self._pk, _sort_key(day))
        return int(item.get("requests", 0)) if item else 0

    def _update(
        self, day: date, expression: str, condition: Condition, values: dict[str, str | int], now: datetime
    ) -> None:
        self._table.update(
            Update(
                pk=self._pk,
                sk=_sort_key(day),
                expression=expression,
                condition=condition,
                values={**values, ":expires_at": unix_seconds(now + _REMEMBERED_FOR)},
            )
        )


def _sort_key(day: date) -> str:
    return f"REQUESTS#{day.isoformat()}"
