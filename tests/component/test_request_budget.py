"""The budget of requests to DreamRobot: shared by all functions, never overdrawn, new with each day in Berlin."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from shared import aws
from shared.domain.request_budget import DAILY_REQUESTS, RequestPurpose
from shared.dreamrobot.errors import BudgetUsedUpError, QuotaUsedUpError
from shared.dreamrobot_sharing import CountedBudget, share_access
from tests.component.atomic import AtomicCalls
from tests.component.dreamrobot_over_http import TOKEN, DreamRobotOverHttp
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_merchant

if TYPE_CHECKING:
    from shared.dreamrobot.access import RequestBudget
    from tests.component.world import World

TODAY = date(2026, 11, 24)
NEXT_DAY = datetime.fromisoformat("2026-11-25T00:05:00+01:00")


def make_budget(world: World, most: int, merchant_id: str = MERCHANT) -> CountedBudget:
    return CountedBudget(world.stores.request_counts_of(merchant_id), most, world.clock)


def take_all(budget: RequestBudget) -> int:
    taken = 0
    while True:
        try:
            budget.take()
        except BudgetUsedUpError:
            return taken
        taken += 1


def save_merchant(world: World, daily_requests: int, merchant_id: str = MERCHANT) -> None:
    merchant = make_merchant(merchant_id).model_copy(update={"daily_requests": daily_requests})
    world.stores.merchants_of(merchant_id).save(merchant)


def test_workers_that_draw_at_once_never_overdraw(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    AtomicCalls(monkeypatch)
    start = Barrier(8)

    def draw(_: int) -> int:
        start.wait()
        return take_all(make_budget(world, 50))

    with ThreadPoolExecutor(max_workers=8) as pool:
        taken = list(pool.map(draw, range(8)))
    assert sum(taken) == 50
    assert world.stores.request_counts_of(MERCHANT).count(TODAY) == 50


def test_a_budget_is_one_merchants_alone(world: World) -> None:
    assert take_all(make_budget(world, 3)) == 3
    assert take_all(make_budget(world, 2, OTHER_MERCHANT)) == 2


def test_exports_leave_a_fifth_to_what_stops_a_wrong_collection(world: World) -> None:
    save_merchant(world, 10)
    taken = {
        purpose: take_all(share_access(world.stores, MERCHANT, purpose, world.clock).budget)
        for purpose in (RequestPurpose.EXPORT, RequestPurpose.WRITE_BACK, RequestPurpose.LAST_LOOK)
    }
    assert list(taken.values()) == [8, 0, 2]


def test_a_merchant_that_the_app_does_not_know_any_more_has_the_usual_number(world: World) -> None:
    budget = share_access(world.stores, MERCHANT, RequestPurpose.LAST_LOOK, world.clock).budget
    assert take_all(budget) == DAILY_REQUESTS


@pytest.mark.parametrize(
    "midnight",
    [
        datetime(2026, 11, 24, 23, 0, tzinfo=UTC),
        datetime(2026, 7, 1, 22, 0, tzinfo=UTC),
        datetime(2026, 3, 28, 23, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 22, 0, tzinfo=UTC),
        datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
    ],
    ids=["winter", "summer", "before the short day", "after it", "before the long day", "after it"],
)
def test_a_new_budget_begins_at_midnight_in_berlin(world: World, midnight: datetime) -> None:
    budget = make_budget(world, 2)
    world.clock.now = midnight - timedelta(seconds=1)
    assert take_all(budget) == 2
    world.clock.now = midnight
    assert take_all(budget) == 2


def test_a_request_that_was_not_sent_may_be_sent_again(world: World) -> None:
    budget = make_budget(world, 2)
    day = budget.take()
    budget.give_back(day)
    assert take_all(budget) == 2


def test_nothing_can_be_given_back_that_was_not_taken(world: World) -> None:
    budget = make_budget(world, 2)
    budget.give_back(TODAY)
    assert take_all(budget) == 2


def test_a_closed_day_is_closed_for_every_purpose_until_the_time_is_over(world: World) -> None:
    save_merchant(world, 10)
    budgets = [share_access(world.stores, MERCHANT, purpose, world.clock).budget for purpose in RequestPurpose]
    budgets[0].take()
    budgets[0].close(START + timedelta(seconds=30))
    for budget in budgets:
        with pytest.raises(BudgetUsedUpError) as caught:
            budget.take()
        assert caught.value.retry_after == 30
        assert caught.value.over_at(START) == START + timedelta(seconds=30)
    world.clock.move(timedelta(seconds=30))
    for budget in budgets:
        budget.take()


def test_a_shorter_closing_does_not_open_what_a_longer_one_closed(world: World) -> None:
    budget = make_budget(world, 2)
    budget.close(NEXT_DAY)
    budget.close(START + timedelta(seconds=1))
    world.clock.move(timedelta(minutes=1))
    with pytest.raises(BudgetUsedUpError) as caught:
        budget.take()
    assert caught.value.over_at(world.clock()) == NEXT_DAY


def test_the_counts_of_a_day_are_forgotten_some_days_later(world: World) -> None:
    make_budget(world, 2).take()
    key = {"pk": {"S": f"M#{MERCHANT}"}, "sk": {"S": "REQUESTS#2026-11-24"}}
    item = aws.dynamodb_client().get_item(TableName="runtime", Key=key)["Item"]
    assert int(item["expires_at"]["N"]) == int((START + timedelta(days=3)).timestamp())


def test_once_dreamrobot_refuses_no_function_asks_it_again_that_day(world: World) -> None:
    save_merchant(world, 500)
    dreamrobot = DreamRobotOverHttp(world, quota=3)
    export = dreamrobot.connect(RequestPurpose.EXPORT)
    export.get_order("1_2026_09")
    export.get_order("2_2026_09")
    with pytest.raises(QuotaUsedUpError):
        export.get_order("3_2026_09")
    dreamrobot.quota = None
    for purpose in RequestPurpose:
        with pytest.raises(BudgetUsedUpError):
            dreamrobot.connect(purpose).get_order("3_2026_09")
    assert dreamrobot.orders_read == ["1_2026_09", "2_2026_09"]
    world.clock.now = NEXT_DAY
    dreamrobot.connect(RequestPurpose.LAST_LOOK).get_order("3_2026_09")
    assert dreamrobot.orders_read[-1] == "3_2026_09"


def test_functions_that_start_together_fetch_one_token(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    AtomicCalls(monkeypatch)
    save_merchant(world, 500)
    dreamrobot = DreamRobotOverHttp(world)
    clients = [dreamrobot.connect(RequestPurpose.EXPORT) for _ in range(5)]
    start = Barrier(5)

    def read(number: int) -> None:
        start.wait()
        clients[number].get_order(f"{number}_2026_09")

    with ThreadPoolExecutor(max_workers=5) as pool:
        list(pool.map(read, range(5)))
    assert dreamrobot.paths.count(TOKEN) == 1
    assert len(dreamrobot.orders_read) == 5


def test_a_request_costs_one_write(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    save_merchant(world, 500)
    dreamrobot = DreamRobotOverHttp(world)
    client = dreamrobot.connect(RequestPurpose.EXPORT)
    client.get_order("1_2026_09")
    calls = AtomicCalls(monkeypatch)
    for number in range(20):
        client.get_order(f"{number}_2026_09")
    assert calls.counts["UpdateItem", "runtime"] == 20
