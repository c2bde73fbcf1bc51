from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.news.digest_times import SETTLED_AFTER, mailed_up_to, next_due_at
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import MAILED, Frequency, NewsSettings

DAILY, WEEKLY, AT_ONCE = Frequency.DAILY, Frequency.WEEKLY, Frequency.AT_ONCE


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(frequency: Frequency, until: datetime) -> NewsSettings:
    choices = dict.fromkeys(NewsKind, frequency)
    return NewsSettings(address="a@b.example", choices=choices, told_until={frequency: until})


@pytest.mark.parametrize(
    ("frequency", "now", "until"),
    [
        (AT_ONCE, "2026-11-24T09:00:00", "2026-11-24T08:59:00"),
        (DAILY, "2026-11-24T09:00:00", "2026-11-24T06:00:00"),
        (DAILY, "2026-11-24T06:01:00", "2026-11-24T06:00:00"),
        (DAILY, "2026-11-24T06:00:59", "2026-11-23T06:00:00"),
        (DAILY, "2026-07-24T05:01:00", "2026-07-24T05:00:00"),
        (WEEKLY, "2026-11-24T09:00:00", "2026-11-23T06:00:00"),
        (WEEKLY, "2026-11-23T06:01:00", "2026-11-23T06:00:00"),
        (WEEKLY, "2026-11-23T06:00:00", "2026-11-16T06:00:00"),
        (WEEKLY, "2026-11-29T23:59:00", "2026-11-23T06:00:00"),
    ],
)
def test_a_mail_reaches_up_to_the_last_morning_in_germany(frequency: Frequency, now: str, until: str) -> None:
    assert mailed_up_to(frequency, at(now)) == at(until)


@pytest.mark.parametrize(
    ("frequency", "until", "due"),
    [
        (AT_ONCE, "2026-11-24T09:00:00", "2026-11-24T09:00:00"),
        (DAILY, "2026-11-24T09:00:00", "2026-11-25T06:01:00"),
        (DAILY, "2026-11-24T06:00:00", "2026-11-25T06:01:00"),
        (DAILY, "2026-11-24T05:59:59", "2026-11-24T06:01:00"),
        (WEEKLY, "2026-11-23T06:00:00", "2026-11-30T06:01:00"),
        (WEEKLY, "2026-11-23T05:00:00", "2026-11-23T06:01:00"),
        (WEEKLY, "2026-11-29T23:30:00", "2026-11-30T06:01:00"),
        (DAILY, "2026-10-24T06:00:00", "2026-10-25T06:01:00"),
        (DAILY, "2026-03-28T07:00:00", "2026-03-29T05:01:00"),
    ],
)
def test_the_next_mail_is_due_on_the_next_morning_also_where_the_clocks_change(
    frequency: Frequency, until: str, due: str
) -> None:
    assert next_due_at(told(frequency, at(until))) == at(due)


@pytest.mark.parametrize("frequency", [DAILY, WEEKLY])
def test_whenever_a_mail_is_due_there_is_a_new_period_and_none_before(frequency: Frequency) -> None:
    until = at("2026-01-01T06:00:00")
    for _ in range(400):
        due = next_due_at(told(frequency, until))
        assert due is not None
        assert mailed_up_to(frequency, due) > until
        assert mailed_up_to(frequency, due - timedelta(seconds=1)) <= until
        until = mailed_up_to(frequency, due)


def test_the_earliest_of_several_counts() -> None:
    choices = dict.fromkeys(NewsKind, WEEKLY) | {NewsKind.PAYMENT: DAILY}
    now = at("2026-11-24T09:00:00")
    settings = NewsSettings(address="a@b.example", choices=choices, told_until=dict.fromkeys(MAILED, now))
    assert next_due_at(settings) == at("2026-11-25T06:00:00") + SETTLED_AFTER


@pytest.mark.parametrize(
    "settings", [NewsSettings(), NewsSettings(address="a@b.example", choices=dict.fromkeys(NewsKind, Frequency.NEVER))]
)
def test_without_an_address_or_a_kind_nothing_is_due(settings: NewsSettings) -> None:
    assert next_due_at(settings) is None
