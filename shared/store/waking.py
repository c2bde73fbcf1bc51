"""What of all merchants has waited long enough: open commands and standing exports; for the planner alone.

Commands and exports stand in partitions of their own, so that a crowd of the ones does not hide the others.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from shared.store.commands import COMMAND_PREFIX, COMMANDS_WAKE_PREFIX
from shared.store.errors import ConditionFailedError
from shared.store.exports import WAKE_PREFIX
from shared.store.instants import sortable
from shared.store.keys import case_key, export_key, parse_key, shards
from shared.store.table import Condition, Update

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.store.table import Item, Table

_WAKE_INDEX = "by_wake"


class SleepingCommand(NamedTuple):
    """An open command whose time came at ``wake_at``."""

    merchant_id: str
    case_id: str
    command_id: str
    wake_at: str


class SleepingExport(NamedTuple):
    """An export that is not through, whose time came at ``wake_at``."""

    merchant_id: str
    export_id: str
    wake_at: str


class Sleepers:
    """Everything that carries a time to be woken at."""

    def __init__(self, cases_table: Table) -> None:
        self._table = cases_table

    def list_due_commands(self, now: datetime, *, of_each_shard: int) -> Iterator[SleepingCommand]:
        """Yield commands to be woken by ``now``: in turns from the shards, longest due first within each."""
        for item in self._list_due(COMMANDS_WAKE_PREFIX, now, of_each_shard):
            merchant_id, _, case_id = parse_key(item["pk"])
            yield SleepingCommand(merchant_id, case_id, item["sk"].removeprefix(COMMAND_PREFIX), item["wake_at"])

    def list_due_exports(self, now: datetime, *, of_each_shard: int) -> Iterator[SleepingExport]:
        """Yield exports to be woken by ``now``: in turns from the shards, longest due first within each."""
        for item in self._list_due(WAKE_PREFIX, now, of_each_shard):
            merchant_id, _, export_id = parse_key(item["pk"])
            yield SleepingExport(merchant_id, export_id, item["wake_at"])

    def _list_due(self, prefix: str, now: datetime, of_each_shard: int) -> Iterator[Item]:
        pages = [
            self._table.query_up_to(
                _WAKE_INDEX, ("wake_shard", wake_shard), ("wake_at", sortable(now)), limit=of_each_shard
            ).items
            for wake_shard in shards(prefix)
        ]
        for turn in zip_longest(*pages):
            yield from (item for item in turn if item is not None)

    def postpone(self, sleeper: SleepingCommand | SleepingExport, until: datetime) -> None:
        """Let a sleeper that somebody was told of rest until an instant, unless it moved on by itself."""
        if isinstance(sleeper, SleepingExport):
            pk, sk = export_key(sleeper.merchant_id, sleeper.export_id), "EXPORT"
        else:
            pk, sk = case_key(sleeper.merchant_id, sleeper.case_id), COMMAND_PREFIX + sleeper.command_id
        try:
            self._table.update(
                Update(
                    pk=pk,
                    sk=sk,
                    expression="SET wake_at = :until",
                    condition=Condition("wake_at = :was", values={":was": sleeper.wake_at}),
                    values={":until": sortable(until)},
                )
            )
        except ConditionFailedError:
            return
