"""A run of the sync that is cut at every point where it could be, with a payment that the watch finds in it.

The claim: for every such point each change is kept once, the payment reaches atriga once, and the payout is kept once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import boto3
import pytest

from shared.work import SyncWork, WorkQueue
from tests.component.tables import INDEXES, create_tables
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START
from tests.simulation.simulation import Simulation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.component.world import World

ORDER = 701001
LONG_ENOUGH = timedelta(hours=6)


class Trials:
    """One run after the other, each in a world of its own in which a case is at atriga and its debtor has paid."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self._world = world
        self._monkeypatch = monkeypatch

    def begin(self) -> Simulation:
        client = boto3.client("dynamodb")
        for table in INDEXES:
            client.delete_table(TableName=table)
        create_tables(client)
        self._world.clock.now = START
        simulation = Simulation(self._world, self._monkeypatch)
        simulation.take_in(ORDER)
        simulation.run(lambda: is_at_atriga(simulation), at_most=LONG_ENOUGH)
        order = simulation.order(ORDER)
        simulation.keep_order(order.add_payment(order.open_amount, simulation.clock().date()))
        simulation.side_effects.points.clear()
        return simulation

    def count_points(self) -> int:
        simulation = self.begin()
        run_sync(simulation)
        return len(simulation.side_effects.points)

    def at_each_point(self) -> Iterator[tuple[int, Simulation]]:
        for point in range(1, self.count_points() + 1):
            yield point, self.begin()


def is_at_atriga(simulation: Simulation) -> bool:
    return any(case.snapshot is not None for case in simulation.cases()) and not simulation.open_commands()


def queue_sync(simulation: Simulation) -> None:
    WorkQueue[SyncWork](simulation.queues, simulation.world.queue_urls["syncs"]).send(  # type: ignore[arg-type]  # a stand-in
        [SyncWork(merchant_id=MERCHANT, customer_number=CUSTOMER_NUMBER)]
    )


def run_sync(simulation: Simulation) -> None:
    queue_sync(simulation)
    message = simulation.queues.receive()
    assert message is not None
    simulation.deliver(message)


def calm_down(simulation: Simulation) -> None:
    """Let a second run come, and everything that waits be done."""
    simulation.pass_time(timedelta(hours=1))
    run_sync(simulation)
    simulation.run(lambda: not simulation.open_commands(), at_most=LONG_ENOUGH)
    run_sync(simulation)


def require_everything_once(simulation: Simulation) -> None:
    [case] = simulation.cases()
    [at_boss] = simulation.cases_at_boss()
    changes = simulation.world.stores.cases_of(MERCHANT).list_changes(case.case_id)
    with simulation.boss.open_all() as desks:
        told = [entry["change_id"] for desk in desks for entry in desk.book.history_of(at_boss)][::-1]
    assert [change.change_id for change in changes] == told
    assert case.snapshot is not None
    assert case.snapshot.version == case.change_version == at_boss.version
    reported = [change for change in changes if change.kind == "payment_booked"]
    assert len(reported) == 1
    events = simulation.world.stores.timelines_of(MERCHANT).list_events(case.case_id)
    assert [event.kind.value for event in events].count("payment_seen") == 1
    assert "changes_missed" not in {event.kind.value for event in events}
    assert simulation.queues.dead_letters == []


@pytest.fixture
def trials(world: World, monkeypatch: pytest.MonkeyPatch) -> Trials:
    return Trials(world, monkeypatch)


def test_a_payment_in_dreamrobot_is_at_atriga_after_the_next_watch_and_once(trials: Trials) -> None:
    simulation = trials.begin()
    run_sync(simulation)
    simulation.run(lambda: not simulation.open_commands(), at_most=LONG_ENOUGH)
    run_sync(simulation)
    calm_down(simulation)
    require_everything_once(simulation)


@pytest.mark.timeout(600)
def test_a_run_cut_at_any_point_loses_no_change_and_reports_a_payment_once(
    trials: Trials, capsys: pytest.CaptureFixture[str]
) -> None:
    cuts: list[str] = []
    for point, simulation in trials.at_each_point():
        simulation.side_effects.cut_at = point
        run_sync(simulation)
        simulation.side_effects.cut_at = None
        calm_down(simulation)
        require_everything_once(simulation)
        cuts += simulation.cuts
    with capsys.disabled():
        print(f"\na run of sync and watch was cut at {len(cuts)} points: everything once")  # noqa: T201 -- the figure is asked for
    assert len(cuts) == trials.count_points()


def test_two_runs_at_once_keep_and_report_everything_once(trials: Trials) -> None:
    simulation = trials.begin()
    simulation.queues.copies = 2
    queue_sync(simulation)
    simulation.pass_time(timedelta(minutes=1))
    simulation.queues.copies = 1
    calm_down(simulation)
    require_everything_once(simulation)
