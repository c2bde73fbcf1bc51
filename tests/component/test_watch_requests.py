"""How many requests the watch costs, and that it stays within its share of a day's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.watch_reading import FAILURES_IN_A_ROW
from shared.dreamrobot.errors import (
    BadRequestError,
    BudgetUsedUpError,
    DreamRobotError,
    TokenRefusedError,
    UnavailableError,
)
from tests.component.watch_bench import ORDER, Bench

if TYPE_CHECKING:
    from tests.component.world import World

FIRST_DAY = date(2026, 9, 1)


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def open_cases(bench: Bench, count: int, days: int) -> None:
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number % days)
        bench.open_case(f"case-{number}", f"{number + 1}_2026_09", days=[day])


def test_without_open_cases_nothing_is_asked(bench: Bench) -> None:
    bench.look()
    assert bench.dreamrobot.calls == []


def test_a_small_merchant_costs_a_few_requests_for_all_days_together(bench: Bench) -> None:
    open_cases(bench, 20, 60)
    bench.look()
    learning = len(bench.dreamrobot.calls)
    bench.look()
    assert learning <= 8
    assert len(bench.dreamrobot.calls) - learning <= 4


def test_days_are_not_read_again_before_their_time(bench: Bench) -> None:
    bench.open_case()
    bench.look()
    before = len(bench.dreamrobot.calls)
    bench.look(timedelta(hours=3))
    assert len(bench.dreamrobot.calls) == before
    bench.look(timedelta(hours=1))
    assert len(bench.dreamrobot.calls) > before


def test_few_cases_on_busy_days_are_read_singly(bench: Bench) -> None:
    bench.open_case("case-1", "1_2026_09", days=[FIRST_DAY])
    bench.open_case("case-2", "2_2026_09", days=[FIRST_DAY + timedelta(days=1)])
    for number in range(1000):
        bench.dreamrobot.add(f"{5000 + number}_2026_09", FIRST_DAY + timedelta(days=number % 2))
    bench.look()
    bench.dreamrobot.calls.clear()
    bench.look(timedelta(hours=4))
    assert bench.dreamrobot.calls == ["get 1_2026_09", "get 2_2026_09"]


def test_the_watch_keeps_to_its_share_and_goes_on_with_what_waited_longest(bench: Bench) -> None:
    open_cases(bench, 6, 6)
    merchants = bench.world.stores.merchants_of("merchant-1")
    merchant = merchants.get()
    assert merchant is not None
    merchants.save(merchant.model_copy(update={"daily_requests": 10}))
    for number in range(1200):
        bench.dreamrobot.add(f"{5000 + number}_2026_09", FIRST_DAY + timedelta(days=number % 6))
    bench.look()
    assert 0 < len(bench.dreamrobot.calls) <= 10 * 40 // 100 + 2, "learning a busy day may go over by its pages"
    for _ in range(5):
        bench.look()
    plan = bench.world.stores.watched_orders_of("merchant-1").get_plan()
    assert len(plan.days) == 6


def test_a_budget_that_is_used_up_makes_the_watch_wait(bench: Bench) -> None:
    bench.open_case()
    bench.dreamrobot.failures = [BudgetUsedUpError()]
    bench.look()
    before = len(bench.dreamrobot.calls)
    bench.look(timedelta(hours=1))
    assert len(bench.dreamrobot.calls) == before, "there are no requests before the next day"
    bench.dreamrobot.pay("119.00")
    bench.look()
    assert len(bench.commands()) == 1


def test_a_dreamrobot_that_is_away_stops_nothing_and_the_days_stay_due(bench: Bench) -> None:
    bench.open_case()
    bench.dreamrobot.pay("119.00")
    bench.dreamrobot.failures = [UnavailableError()]
    assert bench.look()
    assert bench.commands() == []
    assert bench.look(timedelta(0))
    assert len(bench.commands()) == 1


def test_a_watch_whose_time_is_up_goes_on_in_the_next_run(bench: Bench) -> None:
    bench.open_case()
    assert not bench.look(seconds=0)
    assert bench.dreamrobot.calls == []
    assert bench.look(timedelta(0))
    assert f"list {FIRST_DAY} {FIRST_DAY}" in bench.dreamrobot.calls


def test_two_watches_at_once_are_one(bench: Bench) -> None:
    bench.open_case()
    now = bench.world.clock()
    bench.world.stores.leases_of("merchant-1").acquire("WATCH", now=now, until=now + timedelta(days=2))
    assert bench.look()
    assert bench.dreamrobot.calls == []
    assert bench.commands() == []
    assert ORDER in bench.dreamrobot.orders


def make_days_busy(bench: Bench) -> None:
    """Open a case on each of two days, so busy that the orders are read singly, and learn that."""
    for number in range(2):
        bench.open_case(f"case-{number}", f"{number + 1}_2026_09", days=[FIRST_DAY + timedelta(days=number)])
    for number in range(1000):
        bench.dreamrobot.add(f"{5000 + number}_2026_09", FIRST_DAY + timedelta(days=number % 2))
    bench.look()
    bench.dreamrobot.calls.clear()


@pytest.mark.parametrize("error", [BadRequestError(status=400), UnavailableError(status=500)])
def test_an_order_that_is_not_given_out_holds_no_other_up(bench: Bench, error: DreamRobotError) -> None:
    make_days_busy(bench)
    bench.dreamrobot.failures = [error]
    bench.dreamrobot.pay("119.00", "2_2026_09")
    bench.look(timedelta(hours=4))
    assert len(bench.commands("case-1")) == 1
    bench.dreamrobot.calls.clear()
    bench.look(timedelta(hours=1))
    assert bench.dreamrobot.calls == [], "its day was read, and rests like any other"


def test_a_token_that_is_refused_ends_the_round_and_the_days_stay_due(bench: Bench) -> None:
    make_days_busy(bench)
    bench.dreamrobot.failures = [TokenRefusedError(status=401)]
    bench.look(timedelta(hours=4))
    assert len(bench.dreamrobot.calls) == 1
    bench.look(timedelta(0))
    assert len(bench.dreamrobot.calls) == 3


def test_after_some_orders_in_a_row_dreamrobot_is_away_but_the_next_round_begins_elsewhere(bench: Bench) -> None:
    ids = [f"{number}_2026_09" for number in range(1, 11)]
    bench.open_case("case-0", *ids)
    bench.open_case("case-99", "99_2026_09", days=[FIRST_DAY - timedelta(days=1)])
    for number in range(8000):
        bench.dreamrobot.add(f"{5000 + number}_2026_09", FIRST_DAY - timedelta(days=number % 2))
    bench.look()
    bench.dreamrobot.calls.clear()
    bench.dreamrobot.failures = [UnavailableError()] * FAILURES_IN_A_ROW
    bench.look(timedelta(hours=4))
    assert len(bench.dreamrobot.calls) == FAILURES_IN_A_ROW
    bench.dreamrobot.calls.clear()
    bench.look(timedelta(0))
    assert bench.dreamrobot.calls == ["get 99_2026_09"]


def test_a_list_that_does_not_end_is_read_in_parts_and_not_asked_for_again(bench: Bench) -> None:
    bench.dreamrobot.most_pages = 2
    for number in range(4):
        bench.open_case(f"case-{number}", f"{number + 1}_2026_09", days=[FIRST_DAY + timedelta(days=number)])
    for number in range(1000):
        bench.dreamrobot.add(f"{5000 + number}_2026_09", FIRST_DAY + timedelta(days=number % 3))
    endless = f"list {FIRST_DAY} {FIRST_DAY + timedelta(days=2)}"
    bench.look()
    assert endless in bench.dreamrobot.calls, "the quiet day, which is read first, misleads"
    assert len(bench.world.stores.watched_orders_of("merchant-1").get_plan().days) == 4
    bench.dreamrobot.pay("119.00", "1_2026_09")
    bench.dreamrobot.calls.clear()
    bench.look()
    assert len(bench.commands("case-0")) == 1
    assert endless not in bench.dreamrobot.calls


def test_the_orders_of_a_day_whose_list_does_not_end_are_read_singly(bench: Bench) -> None:
    bench.dreamrobot.most_pages = 2
    for number in range(600):
        bench.dreamrobot.add(f"{5000 + number}_2026_09", FIRST_DAY)
    bench.open_case("case-1", "1_2026_09")
    bench.dreamrobot.pay("119.00", "1_2026_09")
    bench.look()
    assert "get 1_2026_09" in bench.dreamrobot.calls
    assert len(bench.commands("case-1")) == 1
    bench.dreamrobot.calls.clear()
    bench.look(timedelta(hours=1))
    assert bench.dreamrobot.calls == []
