"""Planning: which sleepers are woken, and which atriga accounts are synchronized now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import batched, islice
from typing import TYPE_CHECKING

from shared.work import CommandWork, ExportWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from functions.sync.due_syncs import DueSyncs
    from functions.sync.ports import Sleepers
    from shared.clock import Clock
    from shared.work import WorkSink

LEFT_ALONE_FOR = timedelta(minutes=5)
"""How long a sleeper that was queued is left alone, so that a full queue is not filled further."""

TIME_KEPT_BACK = timedelta(seconds=10)
"""What a run leaves of its time, for the batches that are on their way."""

WOKEN_OF_EACH_SHARD = 250
"""How many commands, and how many exports, of each of the eight shards one run wakes at most."""

PROBES = 8
"""How many commands one run wakes while the gateway is away: enough for one of them to find that it is back."""

_SLEEPERS_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run of the planner queued."""

    syncs: int
    commands: int
    exports: int


@dataclass(frozen=True, slots=True)
class SyncPlanner:
    """Plans for all merchants."""

    due_syncs: DueSyncs
    sleepers: Sleepers
    commands_queue: WorkSink[CommandWork]
    exports_queue: WorkSink[ExportWork]
    gateway_is_away: Callable[[], bool]
    clock: Clock

    def plan(self, deadline: datetime) -> Plan:
        """Queue everything that is due, as far as the time allows, and return how much it was.

        Raises:
            QueueError: A queue did not take a message; what is due stays due.
        """
        commands, exports = self._wake_commands(), self._wake_exports()
        syncs = self.due_syncs.plan(deadline - TIME_KEPT_BACK)
        return Plan(syncs=syncs, commands=commands, exports=exports)

    def _wake_commands(self) -> int:
        now = self.clock()
        due = self.sleepers.list_due_commands(now, of_each_shard=WOKEN_OF_EACH_SHARD)
        if self.gateway_is_away():
            due = islice(due, PROBES)
        count = 0
        for chunk in batched(due, _SLEEPERS_AT_ONCE, strict=False):
            self.commands_queue.send(
                CommandWork(merchant_id=sleeper.merchant_id, case_id=sleeper.case_id, command_id=sleeper.command_id)
                for sleeper in chunk
            )
            for sleeper in chunk:
                self.sleepers.postpone(sleeper, now + LEFT_ALONE_FOR)
            count += len(chunk)
        return count

    def _wake_exports(self) -> int:
        now = self.clock()
        due = self.sleepers.list_due_exports(now, of_each_shard=WOKEN_OF_EACH_SHARD)
        count = 0
        for chunk in batched(due, _SLEEPERS_AT_ONCE, strict=False):
            self.exports_queue.send(
                ExportWork(merchant_id=sleeper.merchant_id, export_id=sleeper.export_id) for sleeper in chunk
            )
            for sleeper in chunk:
                self.sleepers.postpone(sleeper, now + LEFT_ALONE_FOR)
            count += len(chunk)
        return count
