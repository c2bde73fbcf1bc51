"""Drafts: cases that are held back until the merchant approves or discards them.

A draft is a case with the guards of its orders and without a command. A marker beside it carries it in the list of
drafts, those with missing facts first; each write below changes case, marker, items and timeline together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.corrections import missing_facts
from shared.store.case_writes import raise_revision
from shared.store.commands import CommandRepository
from shared.store.exports import TIME_INDEX
from shared.store.instants import sortable
from shared.store.keys import case_key, merchant_key
from shared.store.table import EXISTS, IS_NEW, Put, Table, Update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.export import ExportItem
    from shared.store.cases import CaseRepository
    from shared.store.exports import ExportRepository
    from shared.store.table import Item
    from shared.store.timeline import TimelineRepository

_MARKER = "DRAFT"
_WRITES_AT_ONCE: Final = 100
"""DynamoDB's bound for one transaction."""

_WRITES_BESIDE_ORDERS: Final = 20
"""At most: case, marker, event, command, the note that is due, and what lists and finds the case.

Each order adds its guard and its item; see ``docs/architecture.md``, "What a transaction has to hold".
"""

MAXIMUM_ORDERS_OF_A_CASE: Final = (_WRITES_AT_ONCE - _WRITES_BESIDE_ORDERS) // 2


class DraftPage(NamedTuple):
    """A page of drafts; ``cursor`` names the last one where more follow."""

    drafts: list[Case]
    cursor: str | None


class DraftRepository:
    """The drafts of the one merchant whose repositories it was given."""

    def __init__(
        self,
        cases_table: Table,
        merchant_id: str,
        cases: CaseRepository,
        exports: ExportRepository,
        timelines: TimelineRepository,
    ) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._cases = cases
        self._exports = exports
        self._timelines = timelines
        self._commands = CommandRepository(cases_table, merchant_id)

    def open(self, case: Case, items: Sequence[ExportItem]) -> None:
        """Write a draft, the guards of its orders, and the items it was made of.

        Raises:
            TransactionLostError: An order is in another case, or an item was written in between.
        """
        self._cases.open(case, None, [Put(self._marker(case), IS_NEW), *self._put_items(case, items)])

    def list_missing_facts_first(self, limit: int, cursor: str | None = None) -> DraftPage:
        """Read a page of drafts: first those with missing facts, the newest first among each kind."""
        start: Item | None = None
        if cursor is not None:
            pk = case_key(self._merchant_id, cursor.rpartition("#")[2])
            start = {"list_key": self._list_key, "list_at": cursor, "pk": pk, "sk": _MARKER}
        page = self._table.query_newest_first(TIME_INDEX, ("list_key", self._list_key), limit=limit, start=start)
        found = (self._cases.get(item["case_id"]) for item in page.items)
        # The index may lag behind: a case that was decided on in between is none any more.
        drafts = [case for case in found if case is not None and case.is_draft]
        return DraftPage(drafts, page.last_key["list_at"] if page.last_key else None)

    def correct(self, before: Case, after: Case, event: CaseEvent) -> Case:
        """Write a corrected draft, and return it with its new revision.

        Raises:
            TransactionLostError: Somebody wrote the case in between.
        """
        marker = Put(self._marker(after), EXISTS)
        self._table.transact([*self._cases.put_progress(before, after), marker, self._put_event(after, event)])
        return raise_revision(after)

    def approve(
        self, before: Case, after: Case, command: Command, event: CaseEvent, items: Sequence[ExportItem]
    ) -> None:
        """Write an approved case with the command that hands it over, and its items.

        Raises:
            TransactionLostError: Somebody wrote the case in between.
        """
        self._table.transact(
            [
                *self._cases.put_progress(before, after),
                self._commands.put_new(command),
                self._unlist(after),
                self._put_event(after, event),
                *self._put_items(after, items),
            ]
        )

    def discard(self, before: Case, after: Case, event: CaseEvent, items: Sequence[ExportItem]) -> None:
        """Write a discarded case, free its orders, and write its items.

        Raises:
            TransactionLostError: Somebody wrote the case in between.
        """
        self._table.transact(
            [
                *self._cases.put_progress(before, after),
                self._unlist(after),
                self._put_event(after, event),
                *self._put_items(after, items),
            ]
        )

    @property
    def _list_key(self) -> str:
        return f"{merchant_key(self._merchant_id)}#DRAFTS"

    def _marker(self, case: Case) -> Item:
        rank = 1 if missing_facts(case) else 0
        return {
            "pk": case_key(self._merchant_id, case.case_id),
            "sk": _MARKER,
            "case_id": case.case_id,
            "list_key": self._list_key,
            "list_at": f"{rank}-{sortable(case.created_at)}#{case.case_id}",
        }

    def _unlist(self, case: Case) -> Update:
        return Update(
            pk=case_key(self._merchant_id, case.case_id),
            sk=_MARKER,
            expression="REMOVE list_key, list_at",
            condition=EXISTS,
        )

    def _put_event(self, case: Case, event: CaseEvent) -> Put:
        return self._timelines.put_event(case.case_id, event)

    def _put_items(self, case: Case, items: Sequence[ExportItem]) -> list[Put]:
        return [self._exports.put_item(case.export_id, item) for item in items]
