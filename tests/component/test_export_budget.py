"""A large export on a small budget: it waits for the next day, goes on by itself, and fetches nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.domain.export import ExportState, WaitingFor
from shared.domain.request_budget import RequestPurpose
from tests.component.budget_bench import BudgetBench
from tests.component.dreamrobot_over_http import TOKEN

if TYPE_CHECKING:
    import pytest

    from tests.component.world import World


def test_a_waiting_export_that_is_woken_too_early_sends_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = BudgetBench(world, monkeypatch, orders=10, daily_requests=10)
    assert bench.work().waiting_for is WaitingFor.QUOTA
    asked = len(bench.dreamrobot.paths)
    bench.world.clock.move(timedelta(hours=1))
    export = bench.work()
    assert (export.state, len(bench.dreamrobot.paths)) == (ExportState.WAITING, asked)
    assert export.waiting_until is not None
    assert export.waiting_until.isoformat() == "2026-11-25T00:05:00+01:00"


def test_an_order_can_be_read_again_before_its_hand_over_though_an_export_used_its_share_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = BudgetBench(world, monkeypatch, orders=20, daily_requests=10)
    assert bench.work().state is ExportState.WAITING
    assert bench.dreamrobot.connect(RequestPurpose.LAST_LOOK).get_order("1_2026_09").order_id == "1_2026_09"


def test_a_quota_smaller_than_the_budget_makes_the_export_wait_as_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = BudgetBench(world, monkeypatch, orders=20, daily_requests=500)
    bench.dreamrobot.quota = 10
    export = bench.work()
    assert export.waiting_for is WaitingFor.QUOTA
    bench.wait_until_woken(export)
    while export.state is ExportState.WAITING:
        export = bench.work()
        if export.state is ExportState.WAITING:
            bench.wait_until_woken(export)
    assert Counter(bench.dreamrobot.orders_read) == Counter(bench.order_ids)


def test_an_export_asks_once_for_each_order_and_once_for_a_token(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = BudgetBench(world, monkeypatch, orders=40, daily_requests=500)
    before = bench.calls.counts.copy()
    assert bench.work().state is ExportState.DONE
    assert Counter(bench.dreamrobot.orders_read) == Counter(bench.order_ids)
    assert bench.dreamrobot.paths.count(TOKEN) == 1
    counted = bench.calls.counts - before
    # One for each request, and the export's own lease and the turn to fetch a token, taken and given back.
    assert counted["UpdateItem", "runtime"] == len(bench.dreamrobot.paths) + 4
