"""A thousand orders in one export, read with the app's own client from a DreamRobot that counts what it is asked."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

import httpx

from shared.domain.export import ExportState, ItemState, WaitingFor
from shared.domain.merchant_days import day_of
from shared.domain.request_budget import RequestPurpose
from shared.dreamrobot.access import DreamRobotAccess
from shared.dreamrobot.client import DreamRobotClient
from shared.dreamrobot_sharing import share_access
from tests.component.budget_bench import BudgetBench
from tests.component.export_bench import WORK, ExportBench
from tests.component.world import MERCHANT, Clock
from tests.unit.dreamrobot.examples import error_answer, order_body, payment_methods_body, token_body

if TYPE_CHECKING:
    import pytest

    from tests.component.world import World

ORDER_IDS = [f"{number}_2026_05" for number in range(1, 1001)]
ORDERS_OF_ONE_DEBTOR = 40
WORK_2 = WORK.model_copy(update={"export_id": "export-2"})


class CountingDreamRobot:
    """Takes some seconds of the test's clock for each request, and refuses those beyond the day's quota.

    The first token can end early, and some orders can be answered with a page of HTML.
    """

    def __init__(self, clock: Clock, *, seconds: float = 0.0, quota: int | None = None) -> None:
        self.answered: Counter[str] = Counter()
        self.refused = 0
        self.html: set[str] = set()
        self.tokens_end_after: int | None = None
        self._clock = clock
        self._time = timedelta(seconds=seconds)
        self._quota = quota
        self._of_day: Counter[Any] = Counter()
        self._lock = Lock()
        self.http = httpx.Client(transport=httpx.MockTransport(self._answer))

    def count(self, prefix: str) -> int:
        return sum(number for path, number in self.answered.items() if path.startswith(prefix))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        with self._lock:
            self._clock.move(self._time)
            today = day_of(self._clock())
            if self._quota is not None and self._of_day[today] >= self._quota:
                self.refused += 1
                return error_answer(429, "quota_exceeded")
            self._of_day[today] += 1
            self.answered[path] += 1
        if path == "/token.php":
            return httpx.Response(200, json=token_body(f"token-{self.answered[path]}"))
        if self._has_ended(request.headers["Authorization"]):
            return error_answer(401, "expired_token")
        if path == "/system/payment_method/":
            return httpx.Response(200, json=payment_methods_body())
        return self._answer_order(path.split("/")[2])

    def _has_ended(self, authorization: str) -> bool:
        is_first = authorization.endswith("token-1")
        return self.tokens_end_after is not None and is_first and self.count("/order/") > self.tokens_end_after

    def _answer_order(self, order_id: str) -> httpx.Response:
        if order_id in self.html:
            return httpx.Response(200, html="<h1>Wartungsarbeiten</h1>")
        body = order_body(id=order_id)
        customer = body["order"]["customer"]
        customer["id"] = 1 + (int(order_id.split("_", maxsplit=1)[0]) - 1) // ORDERS_OF_ONE_DEBTOR
        customer["address"]["street"] = f"Hauptstraße {customer['id']}"
        return httpx.Response(200, json=body)


def make_bench(world: World, dreamrobot: CountingDreamRobot, order_ids: list[str]) -> ExportBench:
    bench = ExportBench(world)
    client = DreamRobotClient(
        "https://dreamrobot.example",
        DreamRobotAccess("api_4711_1", "password"),
        share_access(world.stores, MERCHANT, RequestPurpose.EXPORT, world.clock),
        dreamrobot.http,
        now=world.clock,
        sleep=lambda _: None,
    )
    # The bench's worker asks for the source anew in each run.
    bench.dreamrobot = client  # type: ignore[assignment]  # the real client in place of the fake
    bench.take_in("export-2", order_ids)
    return bench


def test_a_thousand_orders_are_read_once_each_over_days_of_three_hundred_requests(memory_world: World) -> None:
    world = memory_world
    dreamrobot = CountingDreamRobot(world.clock, seconds=1.0, quota=300)
    bench = make_bench(world, dreamrobot, ORDER_IDS)
    days, runs_that_went_on = [], 0
    for _ in range(20):
        started = world.clock()
        bench.work(WORK_2, seconds=300)
        assert world.clock() - started < timedelta(seconds=300)
        export = bench.exports.get("export-2")
        assert export is not None
        if export.state is ExportState.DONE:
            break
        if export.waiting_for is WaitingFor.QUOTA:
            assert export.waiting_until is not None
            days.append(day_of(export.waiting_until).isoformat())
            world.clock.now = export.waiting_until
        else:
            runs_that_went_on += 1
            assert world.take_messages("exports") == [WORK_2.model_dump()]
    assert days == ["2026-11-25", "2026-11-26", "2026-11-27"]
    assert runs_that_went_on >= 3
    assert [dreamrobot.answered[f"/order/{order_id}/"] for order_id in ORDER_IDS] == [1] * len(ORDER_IDS)
    assert dreamrobot.count("/token.php") == len(days) + 1
    assert dreamrobot.refused < 8 * len(days)
    items = bench.items("export-2")
    assert {item.state for item in items} == {ItemState.HANDED_OVER}
    assert len({item.case_id for item in items}) == len(world.take_messages("commands")) == 25


def test_a_page_in_place_of_an_order_and_a_token_that_ends_in_the_middle_cost_no_order(memory_world: World) -> None:
    world = memory_world
    order_ids = ORDER_IDS[:20]
    dreamrobot = CountingDreamRobot(world.clock)
    dreamrobot.html = {order_ids[7]}
    dreamrobot.tokens_end_after = 10
    bench = make_bench(world, dreamrobot, order_ids)
    bench.work(WORK_2)
    export = bench.exports.get("export-2")
    assert export is not None
    assert export.waiting_until is not None
    states = [item.state for item in bench.items("export-2")]
    assert states.count(ItemState.EVALUATED) == len(order_ids) - 1
    dreamrobot.html = set()
    world.clock.now = export.waiting_until
    bench.work(WORK_2)
    assert {item.state for item in bench.items("export-2")} == {ItemState.HANDED_OVER}


def test_a_thousand_orders_on_three_hundred_requests_a_day_take_five_days_and_are_read_once(
    memory_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = BudgetBench(memory_world, monkeypatch, orders=1000, daily_requests=300)
    bench.dreamrobot.quota = 300
    bench.dreamrobot.has_orders = False
    export = bench.work()
    while export.state is ExportState.WAITING:
        assert export.waiting_for is WaitingFor.QUOTA
        bench.wait_until_woken(export)
        export = bench.work()
    assert export.state is ExportState.DONE
    assert export.counts is not None
    assert export.counts.evaluated == 1000
    assert Counter(bench.dreamrobot.orders_read) == Counter(bench.order_ids)
    # A token and the payment methods on each day, and a fifth of the day left to what stops a wrong collection.
    assert list(bench.dreamrobot.by_day.values()) == [240, 240, 240, 240, 1000 - 4 * 238 + 2]
