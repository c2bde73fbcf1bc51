"""The orders that a merchant's watch looks at, by their day, and the plan of what was read when.

A watched order is a part of its guard (see ``order_guards``), so it ends with its case in the same write.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from shared.domain.watching.watch_plan import WatchPlan
from shared.domain.watching.watched_order import WatchedOrder
from shared.store.errors import ConditionFailedError
from shared.store.instants import sortable
from shared.store.keys import order_key, watched_key
from shared.store.order_guards import GUARD, watch_place
from shared.store.table import IS_NEW, Condition, Put, Table, Update, has_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.store.table import Item

_WATCH_INDEX = "by_watch"
_PLAN = "PLAN"
_TOLD = "TOLD"
_PAGE = 100
_AFTER_ALL_ORDERS = "~"


class WatchedOrderRepository:
    """The watched orders of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._key = watched_key(merchant_id)

    def get(self, order_id: str) -> WatchedOrder | None:
        """Read what is known of one order as it stands now, also where it is not watched any more."""
        item = self._table.get(order_key(self._merchant_id, order_id), GUARD)
        return WatchedOrder.model_validate(item["watched"]) if item and "watched" in item else None

    def list_days(self) -> list[date]:
        """List the days of the watched orders, oldest first, with one small read for each day."""
        days: list[date] = []
        low = "0"
        while True:
            page = self._query(low, _AFTER_ALL_ORDERS, limit=1)
            if not page:
                return days
            days.append(date.fromisoformat(page[0]["watch_at"].partition("#")[0]))
            low = watch_place((days[-1] + timedelta(days=1)).isoformat(), "")

    def list_between(self, first: date, last: date) -> Iterator[WatchedOrder]:
        """Yield the watched orders of the days from ``first`` to ``last``, both included."""
        low, high = watch_place(first.isoformat(), ""), watch_place(last.isoformat(), _AFTER_ALL_ORDERS)
        start: Item | None = None
        while True:
            page = self._table.query_between(
                _WATCH_INDEX, ("watch_key", self._key), ("watch_at", low, high), limit=_PAGE, start=start
            )
            for item in page.items:
                yield WatchedOrder.model_validate(item["watched"])
            start = page.last_key
            if start is None:
                return

    def put(self, order: WatchedOrder) -> Update:
        """Make the write of what is known of an order that was read before, for a transaction."""
        raised = order.model_copy(update={"revision": order.revision + 1})
        return Update(
            pk=order_key(self._merchant_id, order.order_id),
            sk=GUARD,
            expression="SET watched = :watched",
            condition=Condition(
                "case_id = :case_id AND watched.revision = :revision",
                values={":case_id": order.case_id, ":revision": order.revision},
            ),
            values={":watched": raised.model_dump(mode="json")},
        )

    def get_plan(self) -> WatchPlan:
        """Read what was read when; an empty plan where nothing was."""
        item = self._table.get(self._key, _PLAN)
        return WatchPlan.model_validate(item["body"]) if item else WatchPlan()

    def note_told(self, at: datetime) -> None:
        """Note that DreamRobot told of something new; an older instant changes nothing."""
        told = Update(
            pk=self._key,
            sk=_TOLD,
            expression="SET told_at = :at",
            condition=Condition("attribute_not_exists(pk) OR told_at < :at"),
            values={":at": sortable(at)},
        )
        try:
            self._table.update(told)
        except ConditionFailedError:
            return

    def get_told_at(self) -> datetime | None:
        """Read when DreamRobot last told of something new."""
        item = self._table.get(self._key, _TOLD)
        return datetime.fromisoformat(item["told_at"]) if item else None

    def save_plan(self, plan: WatchPlan) -> WatchPlan:
        """Write a plan that was read before, and return it with its new revision.

        Raises:
            ConditionFailedError: Another run wrote it in between.
        """
        raised = plan.model_copy(update={"revision": plan.revision + 1})
        body = raised.model_dump(mode="json")
        condition = IS_NEW if plan.revision == 0 else has_revision(plan.revision)
        self._table.put(Put({"pk": self._key, "sk": _PLAN, "revision": raised.revision, "body": body}, condition))
        return raised

    def _query(self, low: str, high: str, *, limit: int) -> list[Item]:
        return self._table.query_between(
            _WATCH_INDEX, ("watch_key", self._key), ("watch_at", low, high), limit=limit
        ).items
