"""Leases: for a while, one worker alone has something in hand.

A lease keeps two workers from the same calls, it does not carry correctness: every write is conditional on a
revision besides, which is the fence that counts. A worker that was overtaken reads before it writes, so what it
read is a revision of before and its write does not hold (``tests/simulation/test_hand_over.py`` lets a second
worker in at every point). The lease's own ``fence`` keeps it from giving back what is not its any more. A worker
that dies leaves its lease to run out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.store.errors import ConditionFailedError
from shared.store.instants import sortable, unix_seconds
from shared.store.keys import merchant_key
from shared.store.table import Condition, Table, Update

if TYPE_CHECKING:
    from datetime import datetime

_REMEMBERED_FOR = timedelta(days=1)
_FREE = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that was got; ``fence`` grows with every holder."""

    name: str
    fence: int


class LeaseRepository:
    """The leases of the one merchant that it was made for."""

    def __init__(self, runtime_table: Table, merchant_id: str) -> None:
        self._table = runtime_table
        self._pk = merchant_key(merchant_id)

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease | None:
        """Take the lease called ``name`` until an instant; ``None`` where somebody else holds it."""
        try:
            item = self._table.update(
                Update(
                    pk=self._pk,
                    sk=f"LEASE#{name}",
                    expression="SET held_until = :until, expires_at = :expires_at ADD fence :one",
                    condition=Condition(
                        "attribute_not_exists(pk) OR held_until < :now", values={":now": sortable(now)}
                    ),
                    values={
                        ":until": sortable(until),
                        ":expires_at": unix_seconds(until + _REMEMBERED_FOR),
                        ":one": 1,
                    },
                )
            )
        except ConditionFailedError:
            return None
        return Lease(name=name, fence=int(item["fence"]))

    def release(self, lease: Lease) -> None:
        """Give the lease back, unless it ran out and somebody else took it."""
        try:
            self._table.update(
                Update(
                    pk=self._pk,
                    sk=f"LEASE#{lease.name}",
                    expression="SET held_until = :free",
                    condition=Condition("fence = :fence", values={":fence": lease.fence}),
                    values={":free": _FREE},
                )
            )
        except ConditionFailedError:
            return
