"""DreamRobot's notifications: only the merchant's own address is known, and the watch looks sooner, but not often."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.notification_wiring import Settings
from functions.sync.notifications_handler import compose
from shared.domain.event_address import read_address, write_address
from shared.store.event_addresses import EventAddress
from shared.web.rate_limits import OF_AN_ADDRESS, OF_EVENTS
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.watch_bench import Bench
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World

ADDRESS = write_address(MERCHANT, "a" * 43)


class EventBench(Bench):
    """A merchant with a running case, whose address DreamRobot knows."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.open_case()
        self.app = compose(Settings.load(world.environment), world.clock)
        parts = read_address(ADDRESS)
        assert parts is not None
        world.stores.event_address_of(MERCHANT).replace(EventAddress(parts.address_hash, world.clock()), [])

    def tell_event(self, address: str = ADDRESS) -> Answer:
        event = http_event("POST", f"/dreamrobot/events/{address}", body=b"order_id=1_2026_11&user_id=7")
        return read_answer(self.app.resolve(event, Context()))

    def rest(self) -> None:
        """Let the account rest for four hours, as after a run."""
        accounts = self.world.stores.accounts_of(MERCHANT)
        state = accounts.get_sync_state(CUSTOMER_NUMBER)
        assert state is not None
        assert state.due_at is not None
        later = self.world.clock() + timedelta(hours=4)
        accounts.postpone(CUSTOMER_NUMBER, was_due_at=state.due_at, due_at=later)

    def is_due(self, after: timedelta = timedelta(0)) -> bool:
        return bool(list(self.world.stores.due_accounts().list_due(self.world.clock() + after)))


@pytest.fixture
def bench(world: World) -> EventBench:
    return EventBench(world)


def test_something_new_lets_the_watch_look_an_hour_after_its_last_look(bench: EventBench) -> None:
    bench.look()
    bench.rest()
    bench.world.clock.move(timedelta(minutes=10))
    requests = len(bench.dreamrobot.calls)
    assert bench.tell_event().status == 204
    assert not bench.is_due(timedelta(minutes=49))
    assert bench.is_due(timedelta(minutes=50))
    bench.look(timedelta(minutes=49))
    assert len(bench.dreamrobot.calls) == requests
    bench.look(timedelta(minutes=1))
    assert len(bench.dreamrobot.calls) > requests


def test_what_was_looked_at_since_is_not_looked_at_again_for_it(bench: EventBench) -> None:
    bench.look()
    bench.tell_event()
    bench.look(timedelta(hours=1))
    requests = len(bench.dreamrobot.calls)
    bench.look(timedelta(hours=2))
    assert len(bench.dreamrobot.calls) == requests


def test_without_a_notification_the_watch_keeps_its_pace(bench: EventBench) -> None:
    bench.look()
    requests = len(bench.dreamrobot.calls)
    bench.look(timedelta(hours=2))
    assert len(bench.dreamrobot.calls) == requests


def test_a_merchant_whose_orders_were_never_read_is_due_at_once(bench: EventBench) -> None:
    bench.rest()
    bench.tell_event()
    assert bench.is_due()


def test_repeats_change_nothing_more(bench: EventBench) -> None:
    bench.look()
    bench.rest()
    assert {bench.tell_event().status for _ in range(5)} == {204}
    assert not bench.is_due(timedelta(minutes=59))
    assert bench.is_due(timedelta(hours=1))


@pytest.mark.parametrize(
    "address",
    [
        write_address(MERCHANT, "b" * 43),
        write_address(OTHER_MERCHANT, "a" * 43),
        write_address("nobody", "a" * 43),
        MERCHANT,
        f"{MERCHANT}.",
        "x" * 500,
    ],
)
def test_an_address_that_nobody_has_is_not_found_and_changes_nothing(bench: EventBench, address: str) -> None:
    bench.rest()
    answer = bench.tell_event(address)
    assert (answer.status, answer.json["code"]) == (404, "not_found")
    assert bench.world.stores.watched_orders_of(MERCHANT).get_told_at() is None
    assert not bench.is_due()


def test_an_address_that_was_replaced_leads_nowhere(bench: EventBench) -> None:
    new = write_address(MERCHANT, "c" * 43)
    parts = read_address(new)
    assert parts is not None
    bench.world.clock.move(timedelta(seconds=1))
    bench.world.stores.event_address_of(MERCHANT).replace(EventAddress(parts.address_hash, bench.world.clock()), [])
    assert bench.tell_event().status == 404
    assert bench.tell_event(new).status == 204


def test_a_flood_is_told_to_come_later(bench: EventBench) -> None:
    answers = [bench.tell_event() for _ in range(OF_EVENTS.rate.capacity + 1)]
    assert answers[-1].status == 429
    assert answers[-1].headers["Retry-After"] == "1"
    assert {answer.status for answer in answers[:-1]} == {204}


def test_whoever_guesses_is_slowed_down_by_where_the_calls_come_from(bench: EventBench) -> None:
    answers = [bench.tell_event("guess") for _ in range(OF_AN_ADDRESS.rate.capacity + 1)]
    assert [answer.status for answer in answers[-2:]] == [404, 429]
    assert bench.tell_event().status == 204


def test_no_log_line_holds_the_address(bench: EventBench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.tell_event()
    bench.tell_event(write_address(MERCHANT, "b" * 43))
    printed = capsys.readouterr()
    assert "b" * 43 not in printed.out + printed.err
    assert ADDRESS not in printed.out + printed.err
