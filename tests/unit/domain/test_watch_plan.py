"""Which days are read when, and which together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.domain.request_share import RequestShare
from shared.domain.watching.watch_plan import DayRead, WatchPace, WatchPlan, Window, next_window, requests_for

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = date(2026, 9, 1)


def days(*numbers: int) -> list[date]:
    return [date(2026, 9, number) for number in numbers]


def make_plan(read_before: timedelta, freshest: date | None) -> WatchPlan:
    return WatchPlan(
        days={DAY: DayRead(NOW - read_before, 100, freshest)}, credit_notes_until=TODAY, credit_notes_at=NOW
    )


def test_a_day_that_was_never_read_is_due_and_so_are_the_days_of_new_credit_notes() -> None:
    assert WatchPlan().due_days([DAY], NOW, TODAY) == [TODAY, DAY]


def test_without_watched_orders_nothing_is_read() -> None:
    assert WatchPlan().due_days([], NOW, TODAY) == []


@pytest.mark.parametrize(
    ("handed_over", "read_before", "is_due"),
    [
        (TODAY - timedelta(days=3), timedelta(hours=3), False),
        (TODAY - timedelta(days=3), timedelta(hours=4), True),
        (TODAY - timedelta(days=31), timedelta(hours=4), False),
        (TODAY - timedelta(days=31), timedelta(hours=24), True),
        (None, timedelta(hours=23), False),
        (None, timedelta(hours=24), True),
    ],
)
def test_fresh_cases_are_looked_at_more_often(handed_over: date | None, read_before: timedelta, is_due: bool) -> None:  # noqa: FBT001 -- a table of cases
    due = make_plan(read_before, handed_over).due_days([DAY], NOW, TODAY)
    assert due == ([DAY] if is_due else [])


@pytest.mark.parametrize(("handed_over", "minutes"), [(TODAY, 1), (TODAY - timedelta(days=31), 6)])
def test_a_quicker_pace_is_quicker_for_every_day(handed_over: date, minutes: int) -> None:
    pace = WatchPace.of_fresh_days(timedelta(minutes=1))
    assert pace.credit_notes == timedelta(minutes=3)
    for read_before, is_due in ((timedelta(minutes=minutes), True), (timedelta(minutes=minutes, seconds=-1), False)):
        due = make_plan(read_before, handed_over).due_days([DAY], NOW, TODAY, pace)
        assert (DAY in due) == is_due


def test_credit_notes_are_searched_from_the_last_search_on_and_not_for_ever_back() -> None:
    plan = WatchPlan(credit_notes_until=TODAY - timedelta(days=2), credit_notes_at=NOW - timedelta(hours=12))
    assert plan.due_days([DAY], NOW, TODAY)[1:] == [TODAY - timedelta(days=number) for number in range(3)]
    long_ago = WatchPlan(credit_notes_until=TODAY - timedelta(days=200))
    assert len(long_ago.credit_note_days(TODAY)) == 15


def test_the_share_of_the_daily_requests_is_new_every_day() -> None:
    spent = RequestShare().spend(TODAY, 150)
    assert spent.left(TODAY, 500, 40) == 50
    assert spent.spend(TODAY).on(TODAY) == 151
    assert spent.left(TODAY + timedelta(days=1), 500, 40) == 200
    assert spent.spend(TODAY + timedelta(days=1)).requests == 1


@pytest.mark.parametrize(
    ("due", "orders_per_day", "window"),
    [
        pytest.param(days(20, 3, 1), None, Window(*days(20, 20)), id="nothing is known: one day, to learn"),
        pytest.param(days(20, 3, 1), 5.0, Window(*days(1, 20)), id="few orders: all together"),
        pytest.param(days(20, 19, 3, 1), 50.0, Window(*days(19, 20)), id="a page or more lies between"),
        pytest.param(days(20, 19, 18, 17, 16, 15), 1000.0, Window(*days(17, 20)), id="no endless list"),
        pytest.param(days(20, 19), 100_000.0, Window(*days(20, 20)), id="a day is never cut"),
        pytest.param(days(3, 20, 1), 5.0, Window(*days(1, 20)), id="on both sides of the most urgent day"),
        pytest.param(days(3, 20, 1), 50.0, Window(*days(1, 3)), id="on the side where it is worth it"),
    ],
)
def test_days_are_read_together_unless_many_orders_lie_between(
    due: list[date], orders_per_day: float | None, window: Window
) -> None:
    assert next_window(due, orders_per_day, requests_left=100) == window


def test_a_window_is_no_larger_than_the_requests_that_are_left() -> None:
    assert next_window(days(20, 19, 18), 200.0, requests_left=3) == Window(*days(19, 20))
    assert next_window(days(20, 19, 18), 200.0, requests_left=0) == Window(*days(20, 20))


def test_the_day_that_waited_longest_beyond_its_time_comes_first() -> None:
    def read_before(hours: int, freshest: date | None = None) -> DayRead:
        return DayRead(NOW - timedelta(hours=hours), 5, freshest)

    first, second, third, never = days(1, 2, 3, 4)
    plan = WatchPlan(
        days={first: read_before(30), second: read_before(48), third: read_before(12, TODAY)},
        credit_notes_until=TODAY,
        credit_notes_at=NOW,
    )
    assert plan.due_days([first, second, third, never], NOW, TODAY) == [never, third, second, first]


def test_a_window_costs_its_pages_and_the_empty_one_behind_them() -> None:
    assert requests_for(Window(*days(1, 2)), 100.0) == 2
    assert requests_for(Window(*days(1, 3)), 100.0) == 3
    assert requests_for(Window(*days(1, 1)), None) == 1


def test_days_that_are_watched_no_more_are_forgotten() -> None:
    plan = make_plan(timedelta(hours=5), None)
    read = DayRead(NOW, 7, None)
    assert plan.note_read({date(2026, 9, 2): read}, days(2, 3)).days == {date(2026, 9, 2): read}


def test_a_plan_comes_back_from_json_as_it_was() -> None:
    plan = make_plan(timedelta(hours=5), TODAY).model_copy(update={"spent": RequestShare().spend(TODAY)})
    assert WatchPlan.model_validate(plan.model_dump(mode="json")) == plan


def test_after_a_list_that_did_not_end_the_next_one_is_at_most_half_as_long() -> None:
    plan = make_plan(timedelta(hours=5), None)
    due = days(*range(20, 0, -1))
    for most_days in (10, 5, 2, 1):
        window = next_window(due, plan.orders_per_day, requests_left=100)
        plan = plan.note_endless(window)
        assert next_window(due, plan.orders_per_day, requests_left=100).days == most_days


@pytest.mark.parametrize(
    ("read_before", "told_before", "is_due"),
    [
        (timedelta(minutes=61), timedelta(minutes=30), True),
        (timedelta(minutes=59), timedelta(minutes=30), False),
        (timedelta(minutes=61), timedelta(minutes=62), False),
        (timedelta(hours=4), timedelta(hours=5), True),
    ],
)
def test_what_dreamrobot_tells_brings_a_fresh_day_forward_once(
    read_before: timedelta,
    told_before: timedelta,
    is_due: bool,  # noqa: FBT001 -- a table of cases
) -> None:
    plan = make_plan(read_before, TODAY - timedelta(days=1))
    assert (DAY in plan.due_days([DAY], NOW, TODAY, told_at=NOW - told_before)) is is_due


def test_what_dreamrobot_tells_leaves_settled_days_alone_and_searches_for_credit_notes() -> None:
    searched_at = NOW - timedelta(hours=2)
    plan = make_plan(timedelta(hours=2), TODAY - timedelta(days=200)).model_copy(
        update={"credit_notes_at": searched_at}
    )
    assert plan.due_days([DAY], NOW, TODAY) == []
    assert plan.due_days([DAY], NOW, TODAY, told_at=NOW) == [TODAY]
