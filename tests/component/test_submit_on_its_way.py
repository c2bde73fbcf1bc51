"""A submission without an answer may still arrive: what it holds is not changed under it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shared.boss.errors import OutcomeUnknownError
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandState
from tests.component.orders import FakeOrders, make_unpaid_order
from tests.component.submit_bench import Bench
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from shared.domain.orders.order import Order
    from tests.component.world import World

ORDER = "1001_2026_09"


class OrdersThatTakeTime(FakeOrders):
    """While they are read, the earlier submission of the case arrives."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench

    def get_order(self, order_id: str) -> Order:
        arrive(self._bench)
        return super().get_order(order_id)


@pytest.fixture
def bench(world: World) -> Bench:
    """A case whose submission got no answer, and whose order was paid and has to be read again."""
    bench = Bench(world)
    bench.world.clock.move(timedelta(minutes=14))
    bench.gateway.fail_before = [OutcomeUnknownError()]
    bench.carry_out()
    bench.world.clock.move(timedelta(minutes=2))
    bench.dreamrobot.orders[ORDER] = make_unpaid_order(ORDER, paid_amount=Decimal("119.00"))
    return bench


def arrive(bench: Bench) -> None:
    bench.gateway.submit_case(bench.case, idempotency_key="command-1", test=False)


def is_guarded(bench: Bench) -> bool:
    return bench.world.stores.cases_of(MERCHANT).find_handed_over(ORDER) is not None


def test_a_submission_that_arrives_while_orders_are_read_is_followed_and_not_given_up(bench: Bench) -> None:
    orders = OrdersThatTakeTime(bench)
    orders.orders = bench.dreamrobot.orders
    bench.dreamrobot = orders
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "find", "submit", "find"]
    assert (bench.case.transfer, bench.command.state) == (Transfer.ACCEPTED, CommandState.DONE)
    assert bench.case.taken_out == ()
    assert is_guarded(bench)


def test_a_case_is_not_changed_while_its_submission_may_arrive(bench: Bench) -> None:
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "find", "find"]
    assert (bench.case.transfer, bench.command.state) == (Transfer.UNKNOWN, CommandState.UNKNOWN)
    assert bench.command.last_error == "perhaps_on_its_way"
    assert bench.queued_again()
    assert is_guarded(bench)
    arrive(bench)
    bench.come_back()
    bench.carry_out()
    assert (bench.case.transfer, bench.command.state) == (Transfer.ACCEPTED, CommandState.DONE)


def test_a_case_whose_submission_can_no_longer_arrive_is_given_up(bench: Bench) -> None:
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "find", "find"]
    assert (bench.case.transfer, bench.command.state) == (Transfer.DISCARDED, CommandState.REFUSED)
    assert not is_guarded(bench)


def test_an_unchanged_case_is_repeated_without_waiting(bench: Bench) -> None:
    bench.dreamrobot.orders[ORDER] = make_unpaid_order(ORDER)
    bench.carry_out()
    assert bench.command.state is CommandState.DONE
