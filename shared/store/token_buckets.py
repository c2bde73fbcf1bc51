"""Token buckets: how many calls one thing may cause in a while, whoever makes them.

The state is one instant, the end of the calls that were let through (the "theoretical arrival time" of the
generic cell rate algorithm, ITU-T I.371), so that taking a token is one conditional write; a second one is tried where
the bucket was drawn from just before.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.domain.rate import Draw
from shared.store.errors import ConditionFailedError
from shared.store.instants import unix_seconds
from shared.store.table import Condition, Table, Update

if TYPE_CHECKING:
    from shared.domain.rate import Rate

_BUCKET = "BUCKET#"
_KEPT_FOR = timedelta(hours=1)


class TokenBucketRepository:
    """The buckets that stand in one partition: those of a merchant, or that of an address."""

    def __init__(self, runtime_table: Table, partition: str) -> None:
        self._table = runtime_table
        self._pk = partition

    def take(self, name: str, rate: Rate, now: datetime) -> bool:
        """Take a token out of the bucket called ``name``; False where it is empty."""
        return self.draw(name, rate, now).is_taken

    def draw(self, name: str, rate: Rate, now: datetime, *, kept_for: timedelta = _KEPT_FOR) -> Draw:
        """Take a token out of the bucket called ``name``, and tell how many are left.

        The instant of the last draw is remembered for ``kept_for``, which is longer than the bucket takes to fill.
        """
        now_ms = int(now.timestamp() * 1000)
        each, until_full = rate.milliseconds_each, (rate.capacity - 1) * rate.milliseconds_each
        at_rest = Condition("attribute_not_exists(pk) OR used_until <= :now", values={":now": now_ms})
        used = {":now": now_ms, ":full_at": now_ms + until_full}
        in_use = Condition("used_until > :now AND used_until <= :full_at", values=used)
        remembered = {":expires_at": unix_seconds(now + kept_for)}
        for start, value, condition in (("", now_ms + each, at_rest), ("used_until + ", each, in_use)):
            used_until = self._write(name, start, {":each": value, **remembered}, condition)
            if used_until is not None:
                return Draw(is_taken=True, remaining=max((now_ms + until_full + each - used_until) // each, 0))
        return Draw(is_taken=False, remaining=0)

    def count(self, name: str, rate: Rate, now: datetime, *, kept_for: timedelta = _KEPT_FOR) -> Draw | None:
        """Draw as above, and return ``None`` where the table does not take it just now."""
        try:
            return self.draw(name, rate, now, kept_for=kept_for)
        except (BotoCoreError, ClientError):
            return None

    def list_last_draws(self, prefix: str) -> dict[str, datetime]:
        """Read when a token was last taken out of each bucket whose name begins with ``prefix``, by the rest of it."""
        start = f"{_BUCKET}{prefix}"
        return {
            item["sk"].removeprefix(start): datetime.fromtimestamp(int(item["drawn_at"]) / 1000, UTC)
            for item in self._table.query_all(self._pk, start)
        }

    def _write(self, name: str, start: str, values: dict[str, int], condition: Condition) -> int | None:
        """Move the end of the calls on and return it, ``None`` where the condition does not hold."""
        expression = f"SET used_until = {start}:each, drawn_at = :now, expires_at = :expires_at"
        try:
            item = self._table.update(Update(self._pk, f"{_BUCKET}{name}", expression, condition, values=values))
        except ConditionFailedError:
            return None
        return int(item["used_until"])
