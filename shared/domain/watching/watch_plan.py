"""When which days' orders are read: fresh cases more often, as many days at once as cost little, within a budget.

DreamRobot lists orders by their day, 200 on a page, and ends a list with an empty page; every page is a request, and
a merchant's requests are counted. So days are read together unless many orders lie between them, and a few orders of
a busy day are read singly.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from shared.domain.model import DomainModel
from shared.domain.request_share import RequestShare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ORDERS_ON_A_PAGE = 200

MOST_ORDERS_AT_ONCE = 4000
"""Twenty pages: well below where the client takes a list for endless."""

SHARE_OF_DAILY_REQUESTS_PERCENT = 40
"""What the watch may use of a day's requests; exports, the last look before a hand-over and notes need the rest."""

FRESH_FOR = timedelta(days=30)
"""Most who pay the merchant directly do so soon after the agency's first letters."""

CREDIT_NOTES_REACH_BACK = timedelta(days=14)

_URGENT = 1e9


class WatchPace(NamedTuple):
    """After which time a day is read again: one with a fresh case, any other one, and one searched for credit notes.

    ``told`` is the time for fresh days and credit notes once DreamRobot told of something new.
    """

    fresh: timedelta = timedelta(hours=4)
    settled: timedelta = timedelta(hours=24)
    credit_notes: timedelta = timedelta(hours=12)
    told: timedelta = timedelta(hours=1)

    @classmethod
    def of_fresh_days(cls, fresh: timedelta) -> WatchPace:
        """Make a pace as quick as that of fresh days; the other pauses keep their proportion to it."""
        quicker = cls().fresh / fresh
        return cls(fresh, cls().settled / quicker, cls().credit_notes / quicker, cls().told / quicker)


USUAL_PACE = WatchPace()


class DayRead(NamedTuple):
    """How a day was read last: when, how many orders it has, and when its freshest watched order came to atriga."""

    at: datetime
    orders: int
    freshest: date | None


class Window(NamedTuple):
    """Days that are read together, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether a day is one of it."""
        return self.first <= day <= self.last


class WatchPlan(DomainModel):
    """What the watch of one merchant has read.

    ``spent`` counts its requests of the day; ``waits_until`` is when DreamRobot takes requests again.
    ``orders_per_day_at_least`` is what a list that did not end told, until all days were read with it in mind.
    ``credit_notes_until`` is the day up to which new orders were searched for credit notes, at ``credit_notes_at``.
    """

    days: dict[date, DayRead] = Field(default_factory=dict)
    spent: RequestShare = RequestShare()
    waits_until: datetime | None = None
    orders_per_day_at_least: int = 0
    credit_notes_until: date | None = None
    credit_notes_at: datetime | None = None
    revision: int = 0

    @property
    def orders_per_day(self) -> float | None:
        """How many orders a day has, as far as days were read; ``None`` before the first."""
        if not self.days:
            return None
        return max(sum(read.orders for read in self.days.values()) / len(self.days), self.orders_per_day_at_least)

    def due_days(
        self,
        watched_days: Iterable[date],
        now: datetime,
        today: date,
        pace: WatchPace = USUAL_PACE,
        told_at: datetime | None = None,
    ) -> list[date]:
        """Return the days that are to be read now, of watched orders and of new credit notes, the most urgent first.

        The longer a day waits beyond its time the more urgent it is, so that none waits for ever where requests are
        few. Days that were never read come first, the newest of them before the others. ``told_at`` is when DreamRobot
        last told of something new; what was read since does not come sooner for it.
        """
        urgency = {day: self._urgency(day, now, today, pace, told_at) for day in watched_days}
        if urgency:
            searched_at = self.credit_notes_at
            searched = _URGENT
            if searched_at is not None:
                is_told = told_at is not None and searched_at < told_at
                searched = (now - searched_at) / (min(pace.told, pace.credit_notes) if is_told else pace.credit_notes)
            urgency |= {day: max(searched, urgency.get(day, 0)) for day in self.credit_note_days(today)}
        due = [day for day, urgent in urgency.items() if urgent >= 1]
        return sorted(due, key=lambda day: (urgency[day], day), reverse=True)

    def credit_note_days(self, today: date) -> list[date]:
        """Return the days since new orders were last searched for credit notes; that last day was not over yet."""
        earliest = today - CREDIT_NOTES_REACH_BACK
        first = max(self.credit_notes_until or today, earliest)
        return [first + timedelta(days=number) for number in range((today - first).days + 1)]

    def note_read(self, reads: Mapping[date, DayRead], watched_days: Iterable[date]) -> WatchPlan:
        """Return the plan with days that were read; days that are watched no more are forgotten."""
        watched = set(watched_days)
        days = {day: read for day, read in (self.days | dict(reads)).items() if day in watched}
        return self.model_copy(update={"days": days})

    def note_endless(self, window: Window) -> WatchPlan:
        """Return the plan after a list that did not end; a window is at most half as long from now on.

        A list ends after more than twice ``MOST_ORDERS_AT_ONCE``, or it is broken, and shorter ones may work.
        """
        return self.model_copy(update={"orders_per_day_at_least": ceil(2 * MOST_ORDERS_AT_ONCE / window.days)})

    def next_look_when_told(self, pace: WatchPace = USUAL_PACE) -> datetime | None:
        """Return from when on what DreamRobot tells now is looked at, ``None`` where nothing was read yet."""
        looks = [read.at for read in self.days.values()]
        looks += [self.credit_notes_at] if self.credit_notes_at else []
        return max(looks) + pace.told if looks else None

    def _urgency(self, day: date, now: datetime, today: date, pace: WatchPace, told_at: datetime | None) -> float:
        """Return for how much of its time a day has waited; from 1 on it is due."""
        read = self.days.get(day)
        if read is None:
            return _URGENT
        is_fresh = read.freshest is not None and today - read.freshest <= FRESH_FOR
        if is_fresh and told_at is not None and read.at < told_at:
            return (now - read.at) / min(pace.told, pace.fresh)
        return (now - read.at) / (pace.fresh if is_fresh else pace.settled)


def next_window(due: Sequence[date], orders_per_day: float | None, requests_left: int) -> Window:
    """Return the most urgent due day with those around it that are best read together with it.

    Where nothing is known of how many orders a day has, the one day alone is read, to learn it.
    """
    window = Window(due[0], due[0])
    if orders_per_day is None:
        return window
    for neighbours, is_older in ((sorted(due, reverse=True), True), (sorted(due), False)):
        for day in neighbours:
            if (day >= window.first) if is_older else (day <= window.last):
                continue
            wider = Window(day, window.last) if is_older else Window(window.first, day)
            between = (wider.days - window.days - 1) * orders_per_day
            in_all = wider.days * orders_per_day
            costs = requests_for(wider, orders_per_day)
            if between > ORDERS_ON_A_PAGE or in_all > MOST_ORDERS_AT_ONCE or costs > requests_left:
                break
            window = wider
    return window


def requests_for(window: Window, orders_per_day: float | None) -> int:
    """Return how many requests a window is expected to cost: its pages, and the empty one behind them."""
    return ceil(window.days * (orders_per_day or 0) / ORDERS_ON_A_PAGE) + 1
