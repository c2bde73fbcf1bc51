"""A day of 25,000 merchants, most of them quiet: what it costs, and that nobody waits longer than it may.

The planner's own code runs over accounts in memory. It begins with the worst: after an outage all accounts are due at
once. Ten workers take half a second for a run, so a tick of five minutes is worth 6,000
runs.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from functions.sync.due_syncs import DueSyncs
from functions.sync.resting import Resting
from shared.domain.watching.sync_pace import SyncPace
from shared.store.accounts_of_all import DueAccount
from shared.store.instants import sortable
from tests.component.world import START, Clock, make_atriga_account

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from shared.domain.account import AtrigaAccount
    from shared.work import SyncWork

MERCHANTS = 25_000
ACTIVE = 2_500
CHANGES_OF_AN_ACTIVE_ONE = 8
TICK = timedelta(minutes=5)
RUNS_IN_A_TICK = 6_000
PACE = SyncPace(
    shortest=timedelta(minutes=2, seconds=30), longest=timedelta(hours=1), longest_with_push=timedelta(hours=4)
)

READS_OF_A_RUN = {"due index": 0.25, "account": 1.0, "merchant": 1.0, "watch": 1.0, "notes": 0.5}
WRITES_OF_A_RUN = {"next time": 2.0 + 4.0, "lease": 2.0, "cursor": 2.0 + 2.0}
"""Units of a run that finds nothing: an account is 2 kB with its settings, and stands in the index of due ones too."""


@dataclass
class Accounts:
    """All accounts with their next times, and which merchant a call is for."""

    clock: Clock
    accounts: dict[str, AtrigaAccount] = field(default_factory=dict)
    due_at: dict[str, datetime] = field(default_factory=dict)
    by_time: list[tuple[datetime, str]] = field(default_factory=list)
    lateness: list[timedelta] = field(default_factory=list)
    at_hand: str = ""

    def of(self, merchant_id: str) -> Accounts:
        self.at_hand = merchant_id
        return self

    def set_due(self, merchant_id: str, due_at: datetime) -> None:
        self.due_at[merchant_id] = due_at
        heapq.heappush(self.by_time, (due_at, merchant_id))

    def list_due(self, now: datetime) -> Iterator[DueAccount]:
        while self.by_time and self.by_time[0][0] <= now:
            due_at, merchant_id = heapq.heappop(self.by_time)
            if self.due_at[merchant_id] == due_at:
                account = self.accounts[merchant_id]
                yield DueAccount(merchant_id, account.customer_number, account, sortable(due_at))

    def postpone(self, customer_number: str, *, was_due_at: str, due_at: datetime) -> None:
        assert customer_number
        assert sortable(self.due_at[self.at_hand]) == was_due_at
        self.set_due(self.at_hand, due_at)

    def bring_forward(self, merchant_id: str, due_at: datetime) -> None:
        if due_at < self.due_at[merchant_id]:
            self.set_due(merchant_id, due_at)


@dataclass
class Queue:
    """The queue of runs, in the order of arrival; fairness between merchants needs no help where each has one run."""

    waiting: deque[tuple[str, datetime]] = field(default_factory=deque)
    clock: Clock = field(default_factory=Clock)
    messages: int = 0

    def send(self, work: Iterable[SyncWork]) -> None:
        for message in work:
            self.messages += 1
            self.waiting.append((message.merchant_id, self.clock()))


@dataclass
class Day:
    """One day of all merchants: what happens at atriga, and how long it takes until it is read."""

    clock: Clock
    lots: Random
    accounts: Accounts
    queue: Queue
    planner: DueSyncs
    unread: dict[str, list[datetime]] = field(default_factory=dict)
    happening: deque[tuple[datetime, str]] = field(default_factory=deque)
    waits: dict[bool, list[timedelta]] = field(default_factory=lambda: {False: [], True: []})
    counts: Counter[str] = field(default_factory=Counter)

    def pass_tick(self) -> None:
        end = self.clock() + TICK
        self.planner.plan(end)
        for _ in range(min(RUNS_IN_A_TICK, len(self.queue.waiting))):
            merchant_id, queued_at = self.queue.waiting.popleft()
            self.counts["longest in queue"] = max(
                self.counts["longest in queue"], int((self.clock() - queued_at).total_seconds())
            )
            self._run(merchant_id)
        self.clock.now = end
        while self.happening and self.happening[0][0] <= end:
            at, merchant_id = self.happening.popleft()
            self.unread.setdefault(merchant_id, []).append(at)
            if self.accounts.accounts[merchant_id].subscribed_at is not None:
                self.counts["pushes"] += 1
                self._run(merchant_id)

    def _run(self, merchant_id: str) -> None:
        self.counts["runs"] += 1
        found = self.unread.pop(merchant_id, [])
        account = self.accounts.accounts[merchant_id]
        self.waits[account.subscribed_at is not None] += [self.clock() - at for at in found]
        if found:
            self.accounts.accounts[merchant_id] = account.model_copy(update={"last_change_at": self.clock()})
            if account.subscribed_at is None:
                self.accounts.bring_forward(merchant_id, self.clock() + PACE.shortest)


def make_day(*, pushed: float) -> Day:
    """Make a day on which this part of the merchants is told of changes by pushes."""
    clock, lots = Clock(), Random(20261124)  # noqa: S311 -- the same day at every run
    accounts, queue = Accounts(clock), Queue(clock=clock)
    resting = Resting(PACE, lots.random)
    planner = DueSyncs(accounts, accounts.of, queue, resting, clock)  # type: ignore[arg-type]  # as far as planning asks
    day = Day(clock, lots, accounts, queue, planner)
    quiet_since = START - timedelta(days=30)
    happening: list[tuple[datetime, str]] = []
    for number in range(MERCHANTS):
        merchant_id = f"merchant-{number}"
        subscribed_at = START if lots.random() < pushed else None
        accounts.accounts[merchant_id] = make_atriga_account(activated_at=quiet_since, subscribed_at=subscribed_at)
        accounts.set_due(merchant_id, START)
        if number < ACTIVE:
            happening += [
                (START + timedelta(hours=24 * lots.random()), merchant_id) for _ in range(CHANGES_OF_AN_ACTIVE_ONE)
            ]
    day.happening.extend(sorted(happening))
    return day


@pytest.mark.timeout(300)
@pytest.mark.parametrize("pushed", [0.0, 1.0])
def test_a_day_of_25_000_merchants(
    pushed: float, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # One batch after the other: the accounts in memory know one merchant at a time.
    monkeypatch.setattr("functions.sync.due_syncs.QUEUERS", 1)
    day = make_day(pushed=pushed)
    for _ in range(timedelta(hours=24) // TICK):
        day.pass_tick()
    runs, messages = day.counts["runs"], day.queue.messages
    reads, writes = runs * sum(READS_OF_A_RUN.values()), runs * sum(WRITES_OF_A_RUN.values())
    longest = {is_pushed: max(waits, default=timedelta(0)) for is_pushed, waits in day.waits.items()}
    with capsys.disabled():
        print(  # noqa: T201 -- the figures are asked for
            f"\n{MERCHANTS:,} merchants, {'all' if pushed else 'none'} with push: {runs:,} runs and requests for "
            f"changes, {messages:,} messages, {reads:,.0f} read units, {writes:,.0f} write units, "
            f"{day.counts['pushes']:,} pushes; longest wait for a change {max(longest.values())}, "
            f"longest in the queue {day.counts['longest in queue']} s"
        )
    # After an hour the crowd of the outage has spread: what is due fits into its tick.
    assert longest[False] <= PACE.longest + 2 * TICK
    assert longest[True] <= TICK
    assert day.counts["longest in queue"] <= PACE.longest.total_seconds()
    hourly = MERCHANTS * 24 / 0.8 + ACTIVE * CHANGES_OF_AN_ACTIVE_ONE * 30
    assert runs < (hourly if not pushed else hourly / 3)
    read = sum(len(waits) for waits in day.waits.values())
    assert read + sum(map(len, day.unread.values())) + len(day.happening) == ACTIVE * CHANGES_OF_AN_ACTIVE_ONE
