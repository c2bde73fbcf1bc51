from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.merchant_days import MERCHANT_TIME_ZONE
from shared.domain.request_budget import (
    RequestPurpose,
    most_requests,
    next_requests_at,
    request_day,
)


@pytest.mark.parametrize("purpose", [RequestPurpose.EXPORT, RequestPurpose.ACTIVATION, RequestPurpose.WRITE_BACK])
def test_what_can_wait_leaves_a_fifth_of_the_day_to_what_cannot(purpose: RequestPurpose) -> None:
    assert most_requests(500, purpose) == 400
    assert most_requests(1, purpose) == 0


@pytest.mark.parametrize("purpose", [RequestPurpose.PAYMENT_WATCH, RequestPurpose.LAST_LOOK])
def test_what_stops_a_wrong_collection_may_use_the_last_request(purpose: RequestPurpose) -> None:
    assert most_requests(500, purpose) == 500
    assert most_requests(1, purpose) == 1


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_a_day_goes_from_midnight_to_midnight_in_berlin(now: datetime, day: date) -> None:
    assert request_day(now) == day


@pytest.mark.parametrize(
    ("now", "new_at"),
    [
        ("2026-11-24T10:00:00+01:00", "2026-11-25T00:05:00+01:00"),
        ("2026-11-24T23:59:59+01:00", "2026-11-25T00:05:00+01:00"),
        ("2026-11-25T00:04:59+01:00", "2026-11-25T00:05:00+01:00"),
        ("2026-11-25T00:05:00+01:00", "2026-11-26T00:05:00+01:00"),
        ("2026-03-28T12:00:00+01:00", "2026-03-29T00:05:00+01:00"),
        ("2026-03-29T12:00:00+02:00", "2026-03-30T00:05:00+02:00"),
        ("2026-10-25T01:00:00+02:00", "2026-10-26T00:05:00+01:00"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01T00:05:00+01:00"),
    ],
)
def test_new_requests_are_there_five_minutes_into_the_next_day(now: str, new_at: str) -> None:
    assert next_requests_at(datetime.fromisoformat(now)).isoformat() == new_at


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- hypothesis adds the zone itself
def test_new_requests_are_always_ahead_and_never_more_than_a_long_day_away(now: datetime) -> None:
    new_at = next_requests_at(now)
    assert 0 < (new_at - now).total_seconds() <= 25 * 3600
    assert new_at.astimezone(MERCHANT_TIME_ZONE).time().isoformat() == "00:05:00"
