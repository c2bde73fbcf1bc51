"""The record of changes of a merchant's settings, append-only.

An entry that belongs to another write goes into that write's transaction, so that nothing is changed without
it being on record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.settings_record import SettingsEntry
from shared.store.instants import sortable
from shared.store.keys import merchant_key
from shared.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from shared.store.table import Item

_RECORD = "RECORD#"

CURSOR_PATTERN = r"[0-9T:.+-]{32}#[A-Za-z0-9-]{1,64}"


class RecordPage(NamedTuple):
    """A page of the record, newest first; ``cursor`` leads to the older entries where there are any."""

    entries: list[SettingsEntry]
    cursor: str | None


class SettingsRecordRepository:
    """The record of the one merchant that it was made for. It outlives the merchant, as the cases do."""

    def __init__(self, accounts_table: Table, merchant_id: str) -> None:
        self._table = accounts_table
        self._pk = merchant_key(merchant_id)

    def put_entry(self, entry: SettingsEntry) -> Put:
        """Make the write of an entry, for the transaction that does what it tells of."""
        item: Item = {
            "pk": self._pk,
            "sk": f"{_RECORD}{sortable(entry.at)}#{entry.entry_id}",
            "body": entry.model_dump(mode="json"),
        }
        return Put(item, IS_NEW)

    def append(self, entry: SettingsEntry) -> None:
        """Append an entry that belongs to no other write."""
        self._table.put(self.put_entry(entry))

    def list_newest_first(self, limit: int, cursor: str | None = None) -> RecordPage:
        """Read a page of entries; ``cursor`` comes from the page before and fits ``CURSOR_PATTERN``."""
        # One more is read than shown, so that a page that ends the record does not lead to an empty one.
        before = _RECORD + cursor if cursor is not None else None
        items = self._table.query_backwards(self._pk, _RECORD, limit=limit + 1, before=before).items
        entries = [SettingsEntry.model_validate(item["body"]) for item in items[:limit]]
        return RecordPage(entries, items[limit - 1]["sk"].removeprefix(_RECORD) if len(items) > limit else None)
