"""When which mail of news is due: at once, every morning, or every Monday morning, on the clock of Germany."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from shared.domain.merchant_days import MERCHANT_TIME_ZONE, day_of
from shared.domain.news.news_settings import Frequency

if TYPE_CHECKING:
    from datetime import date

    from shared.domain.news.news_settings import NewsSettings

MAILED_AT: Final = time(7, 0)
"""Before a bookkeeper's day begins."""

SETTLED_AFTER: Final = timedelta(minutes=1)
"""News carry the instant at which their write began. After a minute none is missing any more: a write takes no
longer, and what is looked through once is not looked through again."""

_DAYS_OF_A_WEEK: Final = 7


def mailed_up_to(frequency: Frequency, now: datetime) -> datetime:
    """Return up to when news belong into the mail that is due at ``now``, those of a minute ago left out."""
    settled = (now - SETTLED_AFTER).astimezone(UTC)
    if frequency is Frequency.AT_ONCE:
        return settled
    day = day_of(settled)
    if _morning_of(day) > settled:
        day -= timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return _morning_of(day)


def next_due_at(settings: NewsSettings) -> datetime | None:
    """Return when a mail may be due next, ``None`` where none is sent.

    Who is told at once is always due: looking is a small read, and putting it off would cost a write each time.
    """
    due = [_due_after(frequency, settings.told_until[frequency]) for frequency in settings.frequencies]
    return min(due) if due else None


def _due_after(frequency: Frequency, told_until: datetime) -> datetime:
    if frequency is Frequency.AT_ONCE:
        return told_until
    day = day_of(told_until)
    if _morning_of(day) <= told_until:
        day += timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        day += timedelta(days=-day.weekday() % _DAYS_OF_A_WEEK)
    return _morning_of(day) + SETTLED_AFTER


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, MAILED_AT, tzinfo=MERCHANT_TIME_ZONE).astimezone(UTC)
