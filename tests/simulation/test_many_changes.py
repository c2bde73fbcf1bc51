"""50,000 changes in one account come in over several runs without a gap, each run within its time, memory flat."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.change_intake import ChangeIntake
from functions.sync.change_stream import ChangeStream
from functions.sync.resting import Resting
from functions.sync.worker import MerchantDesk, SyncWorker
from shared.boss.answers import ChangePage
from shared.domain.cases.case import Case, Change
from shared.domain.watching.sync_pace import SyncPace
from shared.store.accounts import SyncState
from shared.store.leases import Lease
from shared.work import SyncWork
from tests.component.snapshots import make_snapshot
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, Clock, make_atriga_account, make_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from shared.domain.cases.timeline import CaseEvent

CHANGES = 50_000
CASES = 500
RUN = timedelta(minutes=5)
SECONDS_FOR_A_PAGE = 1.5
"""A slow gateway and slow tables: 500 pages take two and a half times as long as one run may."""


@dataclass
class FakeGateway:
    """A stream that makes its changes as they are read, in turns for all cases."""

    clock: Clock

    def list_changes(self, after: str | None, limit: int) -> ChangePage:
        self.clock.move(timedelta(seconds=SECONDS_FOR_A_PAGE))
        start = int(after or 0)
        end = min(start + limit, CHANGES)
        changes = tuple(self._make(number) for number in range(start, end))
        return ChangePage(changes=changes, next_cursor=str(end), more=end < CHANGES)

    def _make(self, number: int) -> Change:
        snapshot = make_snapshot(version=number // CASES + 1, client_reference=f"case-{number % CASES}")
        return Change(
            change_id=f"change-{number}",
            changed_at=START + timedelta(seconds=number),
            kind="letter_sent",
            text="Ein Schreiben wurde versandt. " * 10,
            snapshot=snapshot,
        )


@dataclass
class FakeStore:
    """Accounts, cases, records and leases of one merchant; of a change it keeps the number alone."""

    cursor: str | None = None
    cases: dict[str, Case] = field(default_factory=dict)
    seen: bytearray = field(default_factory=lambda: bytearray(CHANGES))
    events: list[CaseEvent] = field(default_factory=list)

    def get_sync_state(self, _: str) -> SyncState:
        return SyncState(make_atriga_account(cursor=self.cursor), None)

    def move_cursor(self, _: str, *, before: str | None, after: str | None, stream: str = "cursor") -> None:
        assert (self.cursor, stream) == (before, "cursor")
        self.cursor = after

    def get(self, case_id: str) -> Case:
        return self.cases[case_id]

    def record(self, before: Case, after: Case, changes: Sequence[Change], events: Sequence[CaseEvent] = ()) -> Case:
        assert self.cases[before.case_id] is before
        for change in changes:
            self.seen[int(change.change_id.removeprefix("change-"))] += 1
        self.cases[before.case_id] = after
        self.events += events
        return after

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease:
        assert now < until
        return Lease(name, 1)

    def release(self, _: Lease) -> None: ...

    def note_time(self, *_: object) -> None: ...

    def postpone(self, *_: object, **__: object) -> None: ...

    def bring_forward(self, *_: object) -> bool:
        return True

    def stop(self, _: str, because: str, told_at: object = None) -> None:  # noqa: ARG002 -- as the port has it
        pytest.fail(because)


@dataclass
class FakeQueue:
    """Keeps the messages that continue a run."""

    messages: list[SyncWork] = field(default_factory=list)

    def send(self, work: Iterable[SyncWork]) -> None:
        self.messages += work


def test_fifty_thousand_changes_come_in_over_several_runs(capsys: pytest.CaptureFixture[str]) -> None:
    clock, store, queue = Clock(), FakeStore(), FakeQueue()
    store.cases = {f"case-{number}": make_case(f"case-{number}") for number in range(CASES)}
    gateway = FakeGateway(clock)
    worker = SyncWorker(
        desk_of=lambda _: MerchantDesk(
            accounts=store,
            leases=store,
            changes=ChangeStream(store, ChangeIntake(store, store, clock), clock),
            connect_gateway=lambda _: gateway,  # type: ignore[arg-type, return-value]  # only changes are asked for
        ),
        queue=queue,
        resting=Resting(SyncPace(RUN, RUN, RUN), lambda: 0.0),
        clock=clock,
    )
    queue.send([SyncWork(merchant_id=MERCHANT, customer_number=CUSTOMER_NUMBER)])
    runs, peaks = 0, []
    while queue.messages:
        message, began = queue.messages.pop(), clock()
        tracemalloc.start()
        worker.run(message, began + RUN)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        runs += 1
        assert clock() - began < RUN
    assert store.seen == bytearray([1] * CHANGES)
    assert {case.change_version for case in store.cases.values()} == {CHANGES // CASES}
    assert store.events == []
    assert runs == 3
    # A page at a time: a run over 17,000 changes holds a few hundred of them, and the last run no more than the first.
    assert max(peaks) < 8 * 1024 * 1024
    assert max(peaks) < 1.5 * min(peaks) + 1024 * 1024
    with capsys.disabled():
        highest = max(peaks) / 1024 / 1024
        print(f"\n{CHANGES:,} changes in {runs} runs, highest memory of a run {highest:.1f} MB")  # noqa: T201 -- the figure is asked for
