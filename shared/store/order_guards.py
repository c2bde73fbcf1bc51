"""What becomes of the guards of a case's orders as the case moves on.

A guard says which case an order is in and whether that case is over. While atriga works on the case the guard
stands in the sparse index of watched orders besides, with what is known of the order's payments. A case that was
over and runs again takes its guards back, as far as no other case has the order by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.watching.watched_order import begin_watching
from shared.store.keys import order_key, watched_key
from shared.store.table import Condition, Update

if TYPE_CHECKING:
    from shared.domain.cases.case import Case, Position

GUARD = "GUARD"

_IN_THIS_CASE = "case_id = :case_id"
_WATCHED = "watch_key = :key, watch_at = :at, watched = if_not_exists(watched, :watched)"


def move_orders(merchant_id: str, before: Case, after: Case) -> dict[str, Update]:
    """Make the writes of the guards whose order is free, taken again, watched from now on, or no longer; by order."""
    if before.transfer.is_over:
        return _take_back_all(merchant_id, after) if runs_again(before, after) else {}
    kept = () if after.transfer.is_over else after.order_ids
    moves = {order_id: _free(merchant_id, after, order_id) for order_id in before.order_ids if order_id not in kept}
    if after.transfer.is_over or after.is_running == before.is_running:
        return moves
    if after.is_running:
        return moves | {position.order_id: _watch(merchant_id, after, position) for position in after.positions}
    return moves | {order_id: _stop_watching(merchant_id, after, order_id) for order_id in after.order_ids}


def runs_again(before: Case, after: Case) -> bool:
    """Whether a case goes on whose orders were free already."""
    return before.transfer.is_over and not after.transfer.is_over


def watch_place(order_day: str, order_id: str) -> str:
    """Return where an order stands among the watched ones: by its day, so that a page of orders finds its own."""
    return f"{order_day}#{order_id}"


def _free(merchant_id: str, case: Case, order_id: str) -> Update:
    return Update(
        pk=order_key(merchant_id, order_id),
        sk=GUARD,
        expression="SET is_over = :true REMOVE watch_key, watch_at",
        condition=Condition(_IN_THIS_CASE, values={":case_id": case.case_id}),
        values={":true": True},
    )


def _take_back_all(merchant_id: str, case: Case) -> dict[str, Update]:
    return {position.order_id: _take_back(merchant_id, case, position) for position in case.positions}


def _take_back(merchant_id: str, case: Case, position: Position) -> Update:
    """Take an order back that nobody handed over anew meanwhile, and watch it where atriga works on the case."""
    taken = "SET is_over = :false"
    watch = _watch(merchant_id, case, position) if case.is_running else None
    return Update(
        pk=order_key(merchant_id, position.order_id),
        sk=GUARD,
        expression=f"{taken}, {_WATCHED}" if watch else taken,
        condition=Condition(f"is_over = :true AND {_IN_THIS_CASE}", values={":true": True, ":case_id": case.case_id}),
        values={":false": False, **(watch.values if watch else {})},
    )


def _watch(merchant_id: str, case: Case, position: Position) -> Update:
    """Begin to watch, or go on with what was known where the case was closed and runs again."""
    return Update(
        pk=order_key(merchant_id, position.order_id),
        sk=GUARD,
        expression=f"SET {_WATCHED}",
        condition=Condition(_IN_THIS_CASE, values={":case_id": case.case_id}),
        values={
            ":key": watched_key(merchant_id),
            ":at": watch_place(position.contract_date.isoformat(), position.order_id),
            ":watched": begin_watching(case, position).model_dump(mode="json"),
        },
    )


def _stop_watching(merchant_id: str, case: Case, order_id: str) -> Update:
    return Update(
        pk=order_key(merchant_id, order_id),
        sk=GUARD,
        expression="REMOVE watch_key, watch_at",
        condition=Condition(_IN_THIS_CASE, values={":case_id": case.case_id}),
    )
