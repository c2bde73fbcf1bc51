"""What stands still is looked at ever more seldom, and never not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.pauses import pause_by_age

SINCE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(hours=-1), timedelta(minutes=15)),
        (timedelta(0), timedelta(minutes=15)),
        (timedelta(hours=1), timedelta(minutes=15)),
        (timedelta(hours=8), timedelta(hours=2)),
        (timedelta(days=4), timedelta(days=1)),
        (timedelta(days=400), timedelta(days=1)),
    ],
)
def test_the_pause_is_a_quarter_of_the_age_within_bounds(age: timedelta, pause: timedelta) -> None:
    assert pause_by_age(SINCE, SINCE + age) == pause


def test_what_nobody_mends_for_a_month_is_looked_at_some_fifty_times() -> None:
    now, looks = SINCE, 0
    while now < SINCE + timedelta(days=30):
        now += pause_by_age(SINCE, now)
        looks += 1
    assert 30 < looks < 60
