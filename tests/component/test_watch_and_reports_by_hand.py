"""What the merchant reported by hand is not reported again when the watch sees it in DreamRobot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.case import Balance, BalanceLine
from shared.domain.cases.command import Command, CommandState
from shared.domain.cases.command_payloads import ReportPayment
from shared.domain.money import Money
from tests.component.watch_bench import ORDER, Bench
from tests.component.world import MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World

BY_HAND = "0f8fad5b-d9cb-469f-a165-70867728950e"


def euros(cents: int) -> Money:
    return Money(cents=cents, currency="EUR")


@pytest.fixture
def bench(world: World) -> Bench:
    bench = Bench(world)
    bench.open_case()
    return bench


def report_by_hand(bench: Bench, cents: int, state: CommandState = CommandState.DONE, currency: str = "EUR") -> None:
    payload = ReportPayment(amount=Money(cents=cents, currency=currency), value_date=date(2026, 11, 24))
    bench.world.stores.commands_of(MERCHANT).add(
        Command(command_id=BY_HAND, case_id="case-1", payload=payload, state=state, created_at=START, due_at=START)
    )


def reported_by_the_watch(bench: Bench) -> list[Money]:
    found = [command.payload for command in bench.commands() if command.command_id != BY_HAND]
    return [payload.amount for payload in found if isinstance(payload, ReportPayment)]


@pytest.mark.parametrize("state", [CommandState.PENDING, CommandState.UNKNOWN, CommandState.DONE])
def test_a_payment_that_was_reported_by_hand_is_not_reported_again(bench: Bench, state: CommandState) -> None:
    report_by_hand(bench, 9900, state)
    bench.dreamrobot.pay("119.00")
    for _ in range(2):
        bench.look()
    assert reported_by_the_watch(bench) == []
    assert bench.told() == ["payment_reported_before"]


def test_only_what_goes_beyond_the_report_by_hand_is_reported_and_it_covers_once(bench: Bench) -> None:
    report_by_hand(bench, 3000)
    for total in ("40.00", "60.00", "80.00"):
        bench.dreamrobot.pay(total)
        bench.look()
    assert reported_by_the_watch(bench) == [euros(1000), euros(2000)]


def test_what_atriga_counts_of_a_report_by_hand_is_no_money_that_it_collected(bench: Bench) -> None:
    report_by_hand(bench, 3000)
    line = BalanceLine(owed=euros(11900), paid=euros(5000))
    bench.tell(balance=Balance(principal=line, total_open=euros(6900)))
    bench.dreamrobot.pay("70.00")
    bench.look()
    assert reported_by_the_watch(bench) == [euros(2000)]
    assert bench.proposals() == []


@pytest.mark.parametrize(
    ("state", "currency"), [(CommandState.REFUSED, "EUR"), (CommandState.DONE, "CHF")], ids=["refused", "other money"]
)
def test_a_report_that_atriga_does_not_have_covers_nothing(bench: Bench, state: CommandState, currency: str) -> None:
    report_by_hand(bench, 9900, state, currency)
    bench.dreamrobot.pay("119.00")
    bench.look()
    assert reported_by_the_watch(bench) == [euros(9900)]


def test_what_the_watch_reported_itself_covers_nothing(bench: Bench) -> None:
    for total in ("50.00", "80.00"):
        bench.dreamrobot.pay(total)
        bench.look()
    assert [command.command_id for command in bench.commands()] == [f"payment-{ORDER}-5000", f"payment-{ORDER}-8000"]
