"""A day of watching 1,000 running cases whose orders lie over 60 days: how many requests it costs, and what it sees.

The watch's own reading runs every hour over orders in memory, for merchants with few and with many other orders.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.watch_reading import WatchReading
from shared.domain.orders.order import Order
from shared.domain.request_budget import DAILY_REQUESTS, request_day
from shared.domain.watching.watch_plan import ORDERS_ON_A_PAGE, SHARE_OF_DAILY_REQUESTS_PERCENT, WatchPlan
from shared.dreamrobot.wire import ListedOrder
from tests.component.world import START, Clock
from tests.unit.domain.watched import make_watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.domain.watching.watched_order import WatchedOrder

CASES = 1_000
DAYS = [date(2026, 9, 1) + timedelta(days=number) for number in range(60)]
SHARE = DAILY_REQUESTS * SHARE_OF_DAILY_REQUESTS_PERCENT // 100
HOURS = 72
"""Three days, of which the first is not whole: on it the watch learns how many orders a day has."""


@dataclass
class Orders:
    """The watched orders, DreamRobot's orders of which they are a few, and what was seen of them."""

    orders_per_day: int
    watched: list[WatchedOrder]
    requests: int = 0
    looks: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def list_between(self, first: date, last: date) -> Iterator[WatchedOrder]:
        return (one for one in self.watched if first <= one.ordered_on <= last)

    def list_orders(self, first: date, last: date) -> Iterator[tuple[ListedOrder, ...]]:
        listed = [ListedOrder(Order(order_id=one.order_id), frozenset()) for one in self.list_between(first, last)]
        others = self.orders_per_day * ((last - first).days + 1) - len(listed)
        listed += [ListedOrder(Order(order_id=f"{10**6 + one}_2026_09"), frozenset()) for one in range(others)]
        for start in range(0, len(listed), ORDERS_ON_A_PAGE):
            self.requests += 1
            yield tuple(listed[start : start + ORDERS_ON_A_PAGE])
        self.requests += 1

    def get_order(self, order_id: str) -> Order:
        self.requests += 1
        return Order(order_id=order_id)

    def take_order(self, watched: WatchedOrder, order: Order, _: date) -> None:
        assert watched.order_id == order.order_id
        self.looks[order.order_id] += 1


def make_orders(orders_per_day: int, *, days_since_hand_over: int) -> Orders:
    since = START.date() - timedelta(days=days_since_hand_over)
    watched = [
        make_watched(order_id=f"{number + 1}_2026_09", ordered_on=DAYS[number % len(DAYS)], watched_since=since)
        for number in range(CASES)
    ]
    return Orders(orders_per_day, watched)


def watch(orders: Orders) -> list[int]:
    """Watch for some days and return the requests of each, as DreamRobot counts them: by the day in Berlin."""
    clock, plan = Clock(), WatchPlan()
    spent: dict[date, int] = defaultdict(int)
    for _ in range(HOURS):
        today = request_day(clock())
        due = plan.due_days(DAYS, clock(), today)
        before = orders.requests
        # The fakes stand for the tables, the findings and DreamRobot at once, as far as reading asks.
        reading = WatchReading(orders, orders, clock, plan, DAYS, due, today)  # type: ignore[arg-type]
        reading.read_all(orders, DAILY_REQUESTS, clock() + timedelta(minutes=5))
        plan = reading.plan
        spent[today] += orders.requests - before
        clock.move(timedelta(hours=1))
    return list(spent.values())


@pytest.mark.parametrize(
    ("orders_per_day", "days_since_hand_over", "looks"),
    [(20, 1, 18), (100, 1, 18), (20, 60, 3), (100, 60, 3), (1000, 1, 2), (1000, 60, 2)],
)
def test_a_day_of_watching_a_thousand_cases(
    orders_per_day: int, days_since_hand_over: int, looks: int, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = make_orders(orders_per_day, days_since_hand_over=days_since_hand_over)
    learning, settled, *_ = spent = watch(orders)
    seen = sorted(orders.looks.values())
    with capsys.disabled():
        print(  # noqa: T201 -- the figure is asked for
            f"\n{CASES:,} cases over {len(DAYS)} days, {orders_per_day} orders a day, handed over "
            f"{days_since_hand_over} days ago: {learning} requests on the first day, {settled} on the second of "
            f"{SHARE}; each order looked at {seen[0]} to {seen[-1]} times"
        )
    assert len(orders.looks) == CASES
    assert seen[0] >= looks
    # The first busy day is read whole to learn how many orders it has, which may go a little beyond.
    assert max(spent) <= SHARE + orders_per_day // ORDERS_ON_A_PAGE + 2
