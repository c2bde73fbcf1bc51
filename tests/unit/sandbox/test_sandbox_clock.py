from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox.clock import berlin_day, make_clock

REAL = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("start", ["2027-01-01T00:00:00", "2027-01-01T01:00:00+01:00", "2027-01-01"])
def test_a_clock_starts_where_it_is_told_and_runs_on(start: str) -> None:
    times = iter([REAL, REAL, REAL + timedelta(minutes=5)])
    clock = make_clock(start, lambda: next(times))
    assert clock() == datetime(2027, 1, 1, tzinfo=UTC)
    assert clock() == datetime(2027, 1, 1, 0, 5, tzinfo=UTC)


def test_without_a_start_the_clock_is_the_machines() -> None:
    assert make_clock(None, lambda: REAL)() == REAL


def test_the_day_is_that_of_germany() -> None:
    assert berlin_day(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)) == date(2026, 11, 25)
