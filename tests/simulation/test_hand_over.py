"""A hand-over that is cut, repeated, reordered or shared between two workers at every point where it could be.

The claim: for every such point there is one case at the gateway, or none and the command is still open; and once
things have calmed down there is exactly one. The order is read again before it is submitted, whatever its age, so
that the points of that are among them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.submit import order_review
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandState
from tests.component.world import MERCHANT, START
from tests.simulation.network import ForeignSystems
from tests.simulation.simulation import Simulation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.component.world import World

ORDER = 701001
LONG_ENOUGH = timedelta(hours=2)


class Trials:
    """One hand-over after the other, each in a world of its own."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(order_review, "FRESH_FOR", timedelta(seconds=-1))
        self._world = world
        self._monkeypatch = monkeypatch
        self._foreign_systems = ForeignSystems(world.clock)

    def begin(self) -> Simulation:
        self._world.clock.now = START
        self._foreign_systems.reset()
        return Simulation(self._world, self._monkeypatch, self._foreign_systems)

    def count_points(self) -> int:
        return len(self.list_points())

    def list_points(self) -> list[str]:
        simulation = self.begin()
        hand_over(simulation)
        return simulation.side_effects.points

    def at_each_point(self) -> Iterator[tuple[int, Simulation]]:
        for point in range(1, self.count_points() + 1):
            yield point, self.begin()


def hand_over(simulation: Simulation) -> None:
    """Take one order in and let everything happen that happens by itself."""
    simulation.take_in(ORDER)
    simulation.run(lambda: is_through(simulation), at_most=LONG_ENOUGH)
    # What is still under way may come; it must find nothing to do.
    simulation.pass_time(timedelta(minutes=1))


def is_through(simulation: Simulation) -> bool:
    export = simulation.world.stores.exports_of(MERCHANT).get("export-1")
    return export is not None and export.done_at is not None and not simulation.open_commands()


def hand_over_until_cut(simulation: Simulation, point: int) -> None:
    """Take one order in and stop where the process was cut, looking at what it left."""
    simulation.side_effects.cut_at = point
    simulation.take_in(ORDER)
    simulation.run(lambda: bool(simulation.cuts), at_most=LONG_ENOUGH)
    require_one_case_or_an_open_command(simulation)


def recover(simulation: Simulation) -> None:
    simulation.run(lambda: is_through(simulation), at_most=LONG_ENOUGH)
    simulation.pass_time(timedelta(minutes=1))
    require_exactly_one_case(simulation)


def require_one_case_or_an_open_command(simulation: Simulation) -> None:
    at_boss = simulation.cases_at_boss()
    assert len(at_boss) <= 1
    if simulation.cases() and not at_boss:
        assert len(simulation.open_commands()) == 1


def require_exactly_one_case(simulation: Simulation) -> None:
    [at_boss] = simulation.cases_at_boss()
    [case] = simulation.cases()
    assert at_boss.client_reference == case.case_id
    assert case.transfer in {Transfer.SUBMITTED, Transfer.ACCEPTED}
    assert case.snapshot is not None
    assert case.snapshot.case_number == at_boss.case_number
    [command] = simulation.world.stores.commands_of(MERCHANT).list_all(case.case_id)
    assert command.state is CommandState.DONE
    assert at_boss.idempotency_keys == [command.command_id]
    assert simulation.queues.dead_letters == []


@pytest.fixture
def trials(world: World, monkeypatch: pytest.MonkeyPatch) -> Trials:
    return Trials(world, monkeypatch)


def tell(capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    with capsys.disabled():
        print(f"\n{sentence}")  # noqa: T201 -- the figure is asked for


def test_a_process_cut_at_any_point_leaves_one_case_or_an_open_command(
    trials: Trials, capsys: pytest.CaptureFixture[str]
) -> None:
    points = trials.list_points()
    for kind in (
        "before POST boss",
        "after POST boss",
        "before TransactWriteItems",
        "after send to",
        "after GET dream",
    ):
        assert any(kind in point for point in points), kind
    cuts = 0
    for point, simulation in trials.at_each_point():
        hand_over_until_cut(simulation, point)
        recover(simulation)
        cuts += len(simulation.cuts)
    tell(capsys, f"a hand-over was cut at {cuts} points: one case each")
    assert cuts == len(points)


def test_the_same_with_every_message_delivered_twice_and_out_of_order(
    trials: Trials, capsys: pytest.CaptureFixture[str]
) -> None:
    cuts = 0
    for point, simulation in trials.at_each_point():
        simulation.queues.copies = 2
        simulation.queues.newest_first = True
        hand_over_until_cut(simulation, point)
        recover(simulation)
        cuts += len(simulation.cuts)
    tell(capsys, f"with messages twice and out of order, it was cut at {cuts} points: one case each")
    assert cuts > 0


@pytest.mark.parametrize("stalled_for", [timedelta(0), timedelta(minutes=40)], ids=["at once", "after a stall"])
def test_the_same_with_a_second_worker_at_every_point(
    trials: Trials, capsys: pytest.CaptureFixture[str], stalled_for: timedelta
) -> None:
    """A second worker does all there is to do while the first stands still; after a stall its lease is over."""
    intrusions = 0
    for point, simulation in trials.at_each_point():

        def intrude(simulation: Simulation = simulation) -> None:
            simulation.clock.move(stalled_for)
            simulation.start_processes()
            for message in list(simulation.queues.waiting):
                simulation.deliver(message)

        simulation.side_effects.intrude_at = point
        simulation.side_effects.intruder = intrude
        simulation.take_in(ORDER)
        simulation.run(lambda simulation=simulation: simulation.side_effects.was_reached, at_most=LONG_ENOUGH)  # type: ignore[misc]  # bound now
        require_one_case_or_an_open_command(simulation)
        recover(simulation)
        intrusions += 1
    tell(capsys, f"a second worker came in at {intrusions} points: one case each")
    assert intrusions > 0
