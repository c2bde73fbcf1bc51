"""Working on an export while DreamRobot is down, slow, refuses the token or sends nonsense: nothing lost or stuck."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.export.evaluation_run import FAILURES_IN_A_ROW, MOST_READS
from shared.domain.export import ExportState, ItemState, WaitingFor
from shared.domain.finding import FindingCode
from shared.dreamrobot.errors import DreamRobotError, QuotaUsedUpError, TokenRefusedError, UnavailableError
from tests.component.export_bench import WORK, ExportBench, make_order

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> ExportBench:
    return ExportBench(world)


def wait_and_work(bench: ExportBench) -> None:
    """Let the export's time come, as the sweeper does."""
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.waiting_until is not None
    bench.world.clock.now = export.waiting_until
    [sleeper] = list(bench.world.stores.sleepers().list_due_exports(bench.world.clock(), of_each_shard=9))
    assert sleeper.wake_at
    bench.work()


def take_in_many(bench: ExportBench, number: int) -> list[str]:
    order_ids = [f"{order}_2026_09" for order in range(1, number + 1)]
    bench.dreamrobot.orders = {order_id: make_order(order_id) for order_id in order_ids}
    bench.take_in("export-2", order_ids)
    return order_ids


def test_an_order_that_fails_once_is_read_later_and_the_others_are_not_read_again(bench: ExportBench) -> None:
    bench.dreamrobot.failures["2_2026_09"] = UnavailableError(status=500)
    bench.work()
    assert [item.state for item in bench.items()] == [ItemState.EVALUATED, ItemState.RECEIVED, ItemState.EVALUATED]
    bench.dreamrobot.failures.clear()
    wait_and_work(bench)
    assert {item.state for item in bench.items()} == {ItemState.HANDED_OVER}
    assert sorted(bench.dreamrobot.read) == ["1_2026_09", "2_2026_09", "2_2026_09", "3_2026_09"]


def test_an_order_that_fails_every_time_is_told_plainly_and_the_others_go_on(bench: ExportBench) -> None:
    bench.dreamrobot.failures["2_2026_09"] = UnavailableError(status=500)
    bench.work()
    started = bench.world.clock()
    for _ in range(MOST_READS - 1):
        assert bench.state() is ExportState.WAITING
        wait_and_work(bench)
    assert bench.state() is ExportState.DONE
    assert [item.state for item in bench.items()] == [ItemState.HANDED_OVER, ItemState.BLOCKED, ItemState.HANDED_OVER]
    assert bench.codes_of(1) == {FindingCode.ORDER_NOT_READ}
    assert bench.dreamrobot.read.count("2_2026_09") == MOST_READS
    assert bench.world.clock() - started < timedelta(hours=1)


def test_while_everything_fails_a_run_asks_for_a_few_orders_and_not_for_all(bench: ExportBench) -> None:
    order_ids = take_in_many(bench, 40)
    bench.dreamrobot.failures = dict.fromkeys(order_ids, UnavailableError())
    work = WORK.model_copy(update={"export_id": "export-2"})
    bench.work(work)
    assert len(bench.dreamrobot.read) == FAILURES_IN_A_ROW
    assert {item.state for item in bench.items("export-2")} == {ItemState.RECEIVED}
    bench.dreamrobot.failures = {}
    bench.world.clock.move(timedelta(minutes=20))
    bench.work(work)
    assert {item.state for item in bench.items("export-2")} == {ItemState.HANDED_OVER}


def test_many_bad_orders_among_good_ones_hold_none_of_them_up(bench: ExportBench) -> None:
    order_ids = take_in_many(bench, 40)
    bench.dreamrobot.failures = dict.fromkeys(order_ids[:12], UnavailableError(status=500))
    work = WORK.model_copy(update={"export_id": "export-2"})
    for _ in range(MOST_READS * 3):
        bench.work(work)
        bench.world.clock.move(timedelta(minutes=20))
    states = [item.state for item in bench.items("export-2")]
    assert states == [ItemState.BLOCKED] * 12 + [ItemState.HANDED_OVER] * 28


@pytest.mark.parametrize("error", [TokenRefusedError(status=401), QuotaUsedUpError(status=429)])
def test_what_is_no_orders_own_fault_is_held_against_none(bench: ExportBench, error: DreamRobotError) -> None:
    bench.dreamrobot.failures["2_2026_09"] = error
    for _ in range(MOST_READS + 1):
        bench.work()
        assert bench.items()[1].failed_reads == 0
        assert bench.items()[1].state is ItemState.RECEIVED
    export = bench.exports.get("export-1")
    assert export is not None
    expected = WaitingFor.QUOTA if isinstance(error, QuotaUsedUpError) else WaitingFor.DREAMROBOT
    assert export.waiting_for is expected
    bench.dreamrobot.failures.clear()
    wait_and_work(bench)
    assert bench.state() is ExportState.DONE


def test_while_not_even_the_payment_methods_come_no_order_is_asked_for(
    bench: ExportBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise UnavailableError(status=503)

    with monkeypatch.context() as down:
        down.setattr(bench.dreamrobot, "list_payment_methods", refuse)
        for _ in range(MOST_READS + 1):
            bench.work()
    assert bench.dreamrobot.read == []
    assert bench.state() is ExportState.WAITING
    wait_and_work(bench)
    assert bench.state() is ExportState.DONE
