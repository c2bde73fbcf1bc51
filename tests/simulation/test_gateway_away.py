"""The gateway is away for six hours while 500 commands of a hundred cases wait."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sandbox.dreamrobot.orders import make_order_id
from shared.domain.cases.command import Command, CommandState
from shared.domain.cases.command_payloads import CommandPayload, PauseCase, ReportPayment, ResumeCase, SubmitCase
from shared.domain.money import Money
from shared.work import CommandWork, WorkQueue
from tests.component.world import MERCHANT, START, make_case, make_position
from tests.simulation.network import BOSS

if TYPE_CHECKING:
    import pytest

    from tests.simulation.simulation import Simulation

CASES = 100
AWAY_FOR = timedelta(hours=6)
BACK_TO_NORMAL_WITHIN = timedelta(minutes=15)


def a_payment(amount: str) -> ReportPayment:
    return ReportPayment(amount=Money.of(amount, "EUR"), value_date=date(2026, 11, 24))


WHAT_WAITS: tuple[CommandPayload, ...] = (
    SubmitCase(),
    a_payment("1.00"),
    PauseCase(until=date(2027, 1, 15)),
    ResumeCase(),
    a_payment("2.00"),
)


def let_commands_wait(simulation: Simulation) -> None:
    """Make cases of orders that DreamRobot knows, and queue all their commands, the last of each case first."""
    stores, sample = simulation.world.stores, simulation.order(701001)
    queue: WorkQueue[CommandWork] = WorkQueue(simulation.queues, simulation.world.queue_urls["commands"])  # type: ignore[arg-type]  # a stand-in
    for number in range(CASES):
        order = replace(sample, number=710000 + number, order_id=make_order_id(710000 + number, sample.ordered_on))
        simulation.keep_order(order)
        position = make_position(order.order_id).model_copy(
            update={"principal": Money.of(order.invoice_amount, "EUR"), "paid": Money.zero("EUR")}
        )
        case = make_case(f"case-{number}", order.order_id, positions=(position,))
        commands = [
            Command(
                command_id=f"command-{number}-{place}",
                case_id=case.case_id,
                payload=payload,
                created_at=START + timedelta(seconds=place),
                due_at=START + timedelta(minutes=2),
            )
            for place, payload in enumerate(WHAT_WAITS)
        ]
        stores.cases_of(MERCHANT).open(case, commands[0])
        for command in commands[1:]:
            assert stores.commands_of(MERCHANT).add(command)
        queue.send(
            CommandWork(merchant_id=MERCHANT, case_id=case.case_id, command_id=command.command_id)
            for command in reversed(commands)
        )


def steps_by_case(calls: list[str]) -> dict[str, list[str]]:
    """Sort the calls that changed something by the case that they name."""
    steps: dict[str, list[str]] = defaultdict(list)
    for call in calls:
        method, _, address = call.partition(" ")
        path = address.removeprefix(f"{BOSS}/v1/cases/").split("/")
        if method != "GET" and address.startswith(f"{BOSS}/v1/cases/"):
            steps[path[0]].append(f"{method} {path[1]}")
    return steps


def test_after_six_hours_away_everything_is_done_within_minutes_and_in_order(
    simulation: Simulation, capsys: pytest.CaptureFixture[str]
) -> None:
    let_commands_wait(simulation)
    simulation.network.away.add(BOSS)
    simulation.pass_time(AWAY_FOR)

    assert len(simulation.open_commands()) == CASES * len(WHAT_WAITS)
    assert simulation.queues.dead_letters == []
    probes = simulation.network.calls_to(BOSS)
    assert probes <= AWAY_FOR / timedelta(minutes=1)
    assert len(simulation.queues.waiting) <= CASES

    simulation.network.away.clear()
    back_at, calls_before = simulation.clock(), len(simulation.network.calls)
    simulation.run(lambda: not simulation.queues.waiting and not simulation.open_commands(), BACK_TO_NORMAL_WITHIN)

    took = simulation.clock() - back_at
    with capsys.disabled():
        print(f"\naway for six hours: {probes} probes; all {CASES * len(WHAT_WAITS)} commands done {took} after")  # noqa: T201 -- the figure is asked for
    commands = simulation.world.stores.commands_of(MERCHANT)
    assert all(
        command.state is CommandState.DONE for number in range(CASES) for command in commands.list_all(f"case-{number}")
    )
    assert len(simulation.cases_at_boss()) == CASES
    steps = steps_by_case(simulation.network.calls[calls_before:])
    assert len(steps) == CASES
    in_order = ["POST payments", "PUT pause", "DELETE pause", "POST payments"]
    assert all(taken == in_order for taken in steps.values())
    assert simulation.queues.dead_letters == []
