"""Cases and their changes, and the guard that keeps an order in one case at a time.

A case, the guards of its orders and its first command are written in one transaction, so that there is
never one without the others. A guard gives its order free only together with the end of the case, or with
the order leaving the case before it was handed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.case import Case, Change, HandedOver
from shared.domain.cases.case_progress import tell_elsewhere
from shared.domain.cases.command import Command
from shared.domain.cases.kept_back import find_kept_back
from shared.domain.export import count_items, keep_back
from shared.domain.news.what_is_news import news_of_case
from shared.store.case_numbers import write_case_numbers
from shared.store.case_writes import CASE, CaseWrites, raise_revision
from shared.store.commands import CommandRepository
from shared.store.exports import ExportRepository
from shared.store.instants import sortable
from shared.store.keys import case_key, order_key
from shared.store.news import put_news
from shared.store.order_guards import GUARD, move_orders, runs_again
from shared.store.pending_notes import ask_for_note
from shared.store.table import IS_NEW, Condition, Put, Table
from shared.store.timeline import TimelineRepository

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.store.table import Item
    from shared.store.writes import Write

_CHANGE = "CHANGE#"
_ORDER_IS_FREE = Condition("attribute_not_exists(pk) OR is_over = :true", values={":true": True})


class CaseRepository:
    """The cases of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._commands = CommandRepository(cases_table, merchant_id)
        self._exports = ExportRepository(cases_table, merchant_id)
        self._timelines = TimelineRepository(cases_table, merchant_id)
        self._writes = CaseWrites(merchant_id)

    def get(self, case_id: str) -> Case | None:
        """Read a case."""
        item = self._table.get(self._pk(case_id), CASE)
        return Case.model_validate(item["body"]) if item else None

    def list_changes(self, case_id: str) -> list[Change]:
        """Read everything that happened to a case, oldest first."""
        return [Change.model_validate(item["body"]) for item in self._table.query_all(self._pk(case_id), _CHANGE)]

    def find_handed_over(self, order_id: str) -> HandedOver | None:
        """Tell which running case an order is in, if any."""
        guard = self._table.get(order_key(self._merchant_id, order_id), GUARD)
        if guard is None or guard["is_over"]:
            return None
        case = self.get(guard["case_id"])
        number = case.snapshot.case_number if case and case.snapshot else None
        return HandedOver(case_id=guard["case_id"], case_number=number)

    def open(self, case: Case, command: Command | None, beside: Sequence[Put] = ()) -> None:
        """Write a new case, the guards of its orders, its first command, and the writes ``beside``, or nothing.

        A draft has no command yet.

        Raises:
            TransactionLostError: An order is in another case, or one of ``beside`` did not hold.
        """
        guards = [
            Put(
                {
                    "pk": order_key(self._merchant_id, order_id),
                    "sk": GUARD,
                    "case_id": case.case_id,
                    "is_over": False,
                },
                _ORDER_IS_FREE,
            )
            for order_id in case.order_ids
        ]
        self._table.transact(
            [
                *self._writes.put_new(case),
                *([self._commands.put_new(command)] if command else []),
                *guards,
                *beside,
            ]
        )

    def save_progress(self, before: Case, after: Case, command: Command) -> tuple[Case, Command]:
        """Write a case and the command that moved it on, and free the orders that are not in it any more.

        Where an order left the case before atriga had it, the export that it came from says so.

        Raises:
            TransactionLostError: Another worker wrote one of them in between; nothing was written.
        """
        put_command = self._commands.put(command)
        put_items = self._put_items_kept_back(before, after)
        self._table.transact([*self.put_progress(before, after), put_command, *put_items])
        if put_items:
            self._exports.keep_counts(after.export_id, count_items(self._exports.list_items(after.export_id)))
        return raise_revision(after), Command.model_validate(put_command.item["body"])

    def put_progress(self, before: Case, after: Case) -> list[Write]:
        """Make the writes that move a case on: the case, its file numbers, its guards, the note that is due, news."""
        return [
            *self._writes.put(before, after),
            *write_case_numbers(self._merchant_id, before, after),
            *self._move_orders(before, after),
            *ask_for_note(self._merchant_id, before, after),
            *put_news(self._merchant_id, news_of_case(before, after)),
        ]

    def _put_items_kept_back(self, before: Case, after: Case) -> list[Put]:
        kept_back = find_kept_back(before, after)
        if not kept_back:
            return []
        return [
            self._exports.put_item(after.export_id, keep_back(item, kept_back[item.order_id]))
            for item in self._exports.list_items(after.export_id)
            if item.order_id in kept_back and item.case_id == after.case_id
        ]

    def _move_orders(self, before: Case, after: Case) -> list[Write]:
        """Make the writes of the guards that are this case's; where it lost an order, running again tells so."""
        moves = move_orders(self._merchant_id, before, after)
        if before.snapshot is None:
            # Only a case that atriga had can have been over and have lost its orders to another one.
            return list(moves.values())
        elsewhere = [order_id for order_id in moves if self._is_elsewhere(order_id, after.case_id)]
        told = elsewhere if runs_again(before, after) else []
        return [
            *(move for order_id, move in moves.items() if order_id not in elsewhere),
            *(self._timelines.put_event(after.case_id, tell_elsewhere(after, order_id)) for order_id in told),
        ]

    def _is_elsewhere(self, order_id: str, case_id: str) -> bool:
        guard = self._table.get(order_key(self._merchant_id, order_id), GUARD)
        return guard is not None and guard["case_id"] != case_id

    def put_change(self, case_id: str, change: Change) -> Put:
        """Make the write of a change; its condition fails where the change is known."""
        item: Item = {
            "pk": self._pk(case_id),
            "sk": f"{_CHANGE}{sortable(change.changed_at)}#{change.change_id}",
            "body": change.model_dump(mode="json"),
        }
        return Put(item, IS_NEW)

    def _pk(self, case_id: str) -> str:
        return case_key(self._merchant_id, case_id)
