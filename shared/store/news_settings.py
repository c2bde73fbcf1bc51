"""How each merchant is told news, and which merchants a mail may be due for.

The item stands in the index of what is due (``by_due``) exactly while mails are sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.news.digest_times import next_due_at
from shared.domain.news.news_settings import NewsSettings
from shared.store.instants import sortable
from shared.store.keys import SHARD_COUNT, merchant_key, shard, shards
from shared.store.table import IS_NEW, Condition, Put, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from shared.store.table import Item

NEWS: Final = "NEWS"
DUE_PREFIX: Final = "DUE_NEWS"

_DUE_INDEX: Final = "by_due"
_DUE_PAGE: Final = 100


class NewsSettingsRepository:
    """The settings of the one merchant that it was made for."""

    def __init__(self, accounts_table: Table, merchant_id: str) -> None:
        self._table = accounts_table
        self._merchant_id = merchant_id
        self._pk = merchant_key(merchant_id)

    def get(self) -> NewsSettings:
        """Read the settings; those of a merchant who never chose anything are empty."""
        item = self._table.get(self._pk, NEWS)
        return NewsSettings.model_validate(item["body"]) if item else NewsSettings()

    def save(self, settings: NewsSettings, beside: Sequence[Put] = ()) -> None:
        """Write settings that were read before, and the writes ``beside``.

        Raises:
            ConditionFailedError: Somebody wrote them in between; nothing was written.
        """
        raised = settings.model_copy(update={"revision": settings.revision + 1})
        item: Item = {"pk": self._pk, "sk": NEWS, "revision": raised.revision, "body": raised.model_dump(mode="json")}
        due_at = next_due_at(raised)
        if due_at is not None:
            item |= {"due_shard": shard(DUE_PREFIX, self._merchant_id), "due_at": sortable(due_at)}
        was = Condition("revision = :revision", values={":revision": settings.revision})
        self._table.transact([Put(item, was if settings.revision else IS_NEW), *beside])

    def delete(self) -> None:
        """Forget the settings, and with them the address: no mail and no feed any more."""
        self._table.delete(self._pk, NEWS)


class DueNews:
    """The merchants of all for whom a mail may be due; for the mailer alone."""

    def __init__(self, accounts_table: Table) -> None:
        self._table = accounts_table

    def list_due(self, now: datetime) -> Iterator[str]:
        """Yield the merchants, longest due first within a shard; the first shard changes with the minute."""
        first = int(now.timestamp() // 60) % SHARD_COUNT
        all_shards = shards(DUE_PREFIX)
        for due_shard in (*all_shards[first:], *all_shards[:first]):
            start: Item | None = None
            while True:
                page = self._table.query_up_to(
                    _DUE_INDEX, ("due_shard", due_shard), ("due_at", sortable(now)), limit=_DUE_PAGE, start=start
                )
                yield from (item["pk"].removeprefix("M#") for item in page.items)
                start = page.last_key
                if start is None:
                    break
