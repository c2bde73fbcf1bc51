"""Exports and their items.

An export is kept whole before it is queued: the head first, then its items in transactions of up to 100.
Accepting the same export again writes what is missing and changes nothing that is there.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.domain.export import Export, ExportItem
from shared.domain.news.what_is_news import news_of_export
from shared.store.errors import ConditionFailedError, TransactionLostError, UnknownPlaceError
from shared.store.instants import sortable
from shared.store.keys import export_key, merchant_key, shard
from shared.store.news import put_news
from shared.store.table import EXISTS, IS_NEW, Condition, Put, Table, Update, has_revision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from shared.domain.export import ExportCounts, WaitingFor
    from shared.store.table import Item

TIME_INDEX = "by_time"
WAKE_PREFIX = "WAKE"
_HEAD = "EXPORT"
_ITEM = "ITEM#"
_ITEMS_AT_ONCE = 100
WRITERS = 4
_TRIES = 5
_PAUSE_SECONDS = 0.05


class ExportPage(NamedTuple):
    """A page of exports, newest first; ``cursor`` is the place of the last one where more follow."""

    exports: list[Export]
    cursor: str | None


class ExportRepository:
    """The exports of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._sleep = sleep

    def get(self, export_id: str) -> Export | None:
        """Read the head of an export."""
        item = self._table.get(self._pk(export_id), _HEAD)
        return Export.model_validate(item["body"]) if item else None

    def add(self, export: Export) -> bool:
        """Keep the head of an export; return False where one with this id is kept already."""
        item: Item = {
            "pk": self._pk(export.export_id),
            "sk": _HEAD,
            "list_key": self._list_key,
            "list_at": _place_of(export),
            "body": export.model_dump(mode="json"),
        }
        try:
            self._table.put(Put(item, IS_NEW))
        except ConditionFailedError:
            return False
        return True

    def add_items(self, export_id: str, items: Sequence[ExportItem]) -> None:
        """Keep the items of an export; those that are kept already stay as they are."""
        chunks = [
            [Put(self._item(export_id, item), IS_NEW) for item in chunk]
            for chunk in batched(items, _ITEMS_AT_ONCE, strict=False)
        ]
        with ThreadPoolExecutor(max_workers=WRITERS) as writers:
            list(writers.map(self._add_chunk, chunks))

    def list_items(self, export_id: str) -> list[ExportItem]:
        """Read all items of an export, in the order of the posting."""
        return [ExportItem.model_validate(item["body"]) for item in self._table.query_all(self._pk(export_id), _ITEM)]

    def save_item(self, export_id: str, item: ExportItem) -> ExportItem:
        """Write an item that was read before, and return it with its new revision.

        Raises:
            ConditionFailedError: Another worker wrote it in between.
        """
        put = self.put_item(export_id, item)
        self._table.put(put)
        return ExportItem.model_validate(put.item["body"])

    def put_item(self, export_id: str, item: ExportItem) -> Put:
        """Make the write of an item that was read before, for a transaction."""
        raised = item.model_copy(update={"revision": item.revision + 1})
        return Put(self._item(export_id, raised), has_revision(item.revision))

    def note_queued(self, export_id: str, at: datetime, look_again_at: datetime) -> None:
        """Note that a worker was told of the export, which is woken at ``look_again_at`` unless it is through."""
        self._set(
            export_id,
            "SET body.queued_at = :at, wake_shard = :shard, wake_at = :wake_at",
            {":at": at.isoformat(), **self._wake(look_again_at)},
        )

    def note_done(self, export_id: str, at: datetime, counts: ExportCounts, rounds: int) -> None:
        """Note that every item of the export is through, in the round that the worker found it in, and that it is news.

        Raises:
            ConditionFailedError: Items were opened again since.
        """
        through = self._change(
            export_id,
            "SET body.done_at = :at, body.counts = :counts, body.waiting_for = :nothing,"
            " body.waiting_until = :nothing REMOVE wake_shard, wake_at",
            {":at": at.isoformat(), ":counts": counts.model_dump(), ":nothing": None},
            Condition("body.rounds = :rounds", values={":rounds": rounds}),
        )
        self._table.transact([through, *put_news(self._merchant_id, news_of_export(export_id, rounds, counts, at))])

    def keep_counts(self, export_id: str, counts: ExportCounts) -> None:
        """Keep the counts of an export whose drafts were decided on; one that is at work counts by itself."""
        with suppress(ConditionFailedError):
            self._set(
                export_id,
                "SET body.counts = :counts",
                {":counts": counts.model_dump()},
                Condition("body.done_at <> :nothing", values={":nothing": None}),
            )

    def open_again(self, export_id: str, items: Sequence[ExportItem], look_again_at: datetime) -> None:
        """Open an export again for items that are to be evaluated anew, and have it woken at ``look_again_at``.

        Head and items change together, so that neither a crash nor a worker that is just ending leaves an item
        waiting in an export that is done.

        Raises:
            TransactionLostError: An item, or the head, was written in between; of this chunk nothing was.
        """
        for chunk in batched(items, _ITEMS_AT_ONCE - 1, strict=False):
            head = Update(
                pk=self._pk(export_id),
                sk=_HEAD,
                expression="SET body.rounds = body.rounds + :one, body.done_at = :nothing, body.counts = :nothing,"
                " body.waiting_for = :nothing, body.waiting_until = :nothing,"
                " wake_shard = :shard, wake_at = :wake_at",
                condition=EXISTS,
                values={":one": 1, ":nothing": None, **self._wake(look_again_at)},
            )
            self._table.transact([head, *(self.put_item(export_id, item) for item in chunk)])

    def note_waiting(self, export_id: str, waiting_for: WaitingFor, until: datetime) -> None:
        """Note what the export waits for, and have it woken at ``until``."""
        self._set(
            export_id,
            "SET body.waiting_for = :for, body.waiting_until = :until, wake_shard = :shard, wake_at = :wake_at",
            {
                ":for": waiting_for.value,
                ":until": until.isoformat(),
                **self._wake(until),
            },
        )

    def note_running(self, export_id: str, look_again_at: datetime) -> None:
        """Note that the export is being worked on; it is woken at ``look_again_at`` unless it is through."""
        self._set(
            export_id,
            "SET body.waiting_for = :nothing, body.waiting_until = :nothing, wake_shard = :shard, wake_at = :wake_at",
            {":nothing": None, **self._wake(look_again_at)},
        )

    def list_newest_first(self, limit: int, cursor: str | None = None) -> ExportPage:
        """Read a page of exports; ``cursor`` comes from the page before.

        Raises:
            UnknownPlaceError: The cursor names no export of this merchant.
        """
        # One more than is shown tells whether there are more.
        page = self._table.query_newest_first(
            TIME_INDEX, ("list_key", self._list_key), limit=limit + 1, start=self._start(cursor)
        )
        exports = [Export.model_validate(item["body"]) for item in page.items[:limit]]
        return ExportPage(exports, _place_of(exports[-1]) if len(page.items) > limit else None)

    def _start(self, cursor: str | None) -> Item | None:
        if cursor is None:
            return None
        export_id = cursor.partition("#")[2]
        export = self.get(export_id)
        if export is None or _place_of(export) != cursor:
            raise UnknownPlaceError
        return {"list_key": self._list_key, "list_at": cursor, "pk": self._pk(export_id), "sk": _HEAD}

    def _add_chunk(self, puts: list[Put]) -> None:
        for attempt in range(1, _TRIES + 1):
            try:
                self._table.transact(puts)
            except TransactionLostError as error:
                # A chunk is written whole or not at all: what stands in the way is the very same chunk.
                if error.failed:
                    return
                if attempt == _TRIES:
                    raise
                self._sleep(_PAUSE_SECONDS * attempt)
            else:
                return

    def _wake(self, at: datetime) -> dict[str, str]:
        return {":shard": shard(WAKE_PREFIX, self._merchant_id), ":wake_at": sortable(at)}

    def _set(self, export_id: str, expression: str, values: dict[str, Any], condition: Condition = EXISTS) -> None:
        self._table.update(self._change(export_id, expression, values, condition))

    def _change(self, export_id: str, expression: str, values: dict[str, Any], condition: Condition) -> Update:
        return Update(pk=self._pk(export_id), sk=_HEAD, expression=expression, condition=condition, values=values)

    def _item(self, export_id: str, item: ExportItem) -> Item:
        return {
            "pk": self._pk(export_id),
            "sk": f"{_ITEM}{item.number:04d}",
            "revision": item.revision,
            "body": item.model_dump(mode="json"),
        }

    @property
    def _list_key(self) -> str:
        return f"{merchant_key(self._merchant_id)}#EXPORTS"

    def _pk(self, export_id: str) -> str:
        return export_key(self._merchant_id, export_id)


def _place_of(export: Export) -> str:
    """Return the place of an export in the list of all."""
    return f"{sortable(export.created_at)}#{export.export_id}"
