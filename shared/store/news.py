"""The news of a merchant, newest last, for 90 days.

What becomes known in one write is one item, and its write goes into the same transaction: so a case of 40 orders
still fits into it, and news are there exactly where what they tell of is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from shared.domain.news.news import NewsItem
from shared.store.instants import sortable, unix_seconds
from shared.store.keys import news_key
from shared.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.store.table import Item

KEPT_FOR: Final = timedelta(days=90)
"""A quarter and its end. The cases themselves tell the rest."""

_ITEMS_OF_A_PAGE: Final = 500
_NEWS: Final = "NEWS#"
_BEHIND_ALL: Final = "~"


def put_news(merchant_id: str, news: Sequence[NewsItem], table: str | None = None) -> list[Put]:
    """Make the write of news that became known together, or none; ``table`` is for a transaction of another table."""
    if not news:
        return []
    first = news[0]
    item: Item = {
        "pk": news_key(merchant_id),
        "sk": f"{_NEWS}{sortable(first.at)}#{first.news_id}",
        "news_expire_at": unix_seconds(first.at + KEPT_FOR),
        "news": [one.model_dump(mode="json", exclude_defaults=True) for one in news],
    }
    return [Put(item, IS_NEW, table)]


class NewsRepository:
    """The news of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def put(self, news: Sequence[NewsItem]) -> list[Put]:
        """Make the write of news, for a transaction of whatever table."""
        return put_news(self._merchant_id, news, self._table.name)

    def list_newest_first(self, limit: int) -> list[NewsItem]:
        """Read the newest news."""
        page = self._table.query_backwards(news_key(self._merchant_id), _NEWS, limit=limit)
        return [news for item in page.items for news in reversed(_read(item))][:limit]

    def list_between(self, after: datetime, until: datetime, most: int) -> list[NewsItem]:
        """Read the news that were learned after one instant and until another, oldest first, ``most`` or some more."""
        news: list[NewsItem] = []
        start: Item | None = None
        low, high = (_NEWS + sortable(instant) + _BEHIND_ALL for instant in (after, until))
        while low < high and len(news) < most:
            pk = news_key(self._merchant_id)
            page = self._table.query_range(pk, low, high, limit=_ITEMS_OF_A_PAGE, start=start)
            news += [one for item in page.items for one in _read(item)]
            start = page.last_key
            if start is None:
                break
        return news


def _read(item: Item) -> list[NewsItem]:
    return [NewsItem.model_validate(body) for body in item["news"]]
