"""Where the rows of a view are read from: the one list of an index that fits it best, or the words of a search.

A source yields rows in its order together with their places, from which it goes on later.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from shared.domain.cases.search_words import has_all
from shared.store.case_lists import ROW, CaseList, read_row
from shared.store.errors import UnknownPlaceError
from shared.store.exports import TIME_INDEX
from shared.store.keys import case_key, find_key, parse_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.cases.case_row import CaseRow
    from shared.store.table import Item, Table

_FIRST = " "
_LAST = "~"
"""Sort before and behind every instant, amount and id."""

_PLACE = re.compile(r"[0-9T:.+-]{10,40}#[A-Za-z0-9-]{1,64}")


class Placed(NamedTuple):
    """A row with its place in the source; without a row where the place has none that counts."""

    place: str
    row: CaseRow | None


class Portion(NamedTuple):
    """What was read at once, and whether the source ends with it."""

    rows: list[Placed]
    is_last: bool


class Source(Protocol):
    """Rows in some order."""

    def read(self, limit: int, after: str | None) -> Portion:
        """Read ``limit`` places from behind ``after`` on.

        Raises:
            UnknownPlaceError: ``after`` is no place of this source.
        """


class ListSource:
    """A list of the index by time, between two places or whole."""

    def __init__(
        self,
        table: Table,
        merchant_id: str,
        case_list: CaseList,
        *,
        descending: bool = True,
        bounds: tuple[str | None, str | None] = (None, None),
    ) -> None:
        """Make the source; ``bounds`` are the lowest and the highest place, both included."""
        self._table = table
        self._merchant_id = merchant_id
        self._list = case_list
        self._key = case_list.key(merchant_id)
        self._descending = descending
        self._bounds = (bounds[0] or _FIRST, bounds[1] or _LAST)

    def read(self, limit: int, after: str | None) -> Portion:
        """Read a portion; the items carry their rows."""
        page = self._table.query_between(
            TIME_INDEX,
            ("list_key", self._key),
            ("list_at", *self._bounds),
            limit=limit,
            backwards=self._descending,
            start=self._start(after),
        )
        return Portion([Placed(item["list_at"], read_row(item)) for item in page.items], page.last_key is None)

    def _start(self, after: str | None) -> Item | None:
        if after is None:
            return None
        lowest, highest = self._bounds
        if not _PLACE.fullmatch(after) or not lowest <= after <= highest:
            raise UnknownPlaceError
        pk = case_key(self._merchant_id, after.rpartition("#")[2])
        return {"list_key": self._key, "list_at": after, "pk": pk, "sk": f"LIST#{self._list.kind}"}


class MarkSource:
    """The cases that carry a mark, the one that got it last first. The items only point; the rows are read besides."""

    def __init__(self, table: Table, merchant_id: str, list_key: str, sort_key: str) -> None:
        self._table = table
        self._merchant_id = merchant_id
        self._key = list_key
        self._sort_key = sort_key

    def read(self, limit: int, after: str | None) -> Portion:
        """Read a portion."""
        page = self._table.query_newest_first(
            TIME_INDEX, ("list_key", self._key), limit=limit, start=self._start(after)
        )
        case_ids = [parse_key(item["pk"])[2] for item in page.items]
        rows = rows_of_cases(self._table, self._merchant_id, case_ids)
        found = [
            Placed(item["list_at"], read_row(rows[case_id]) if case_id in rows else None)
            for item, case_id in zip(page.items, case_ids, strict=True)
        ]
        return Portion(found, page.last_key is None)

    def _start(self, after: str | None) -> Item | None:
        if after is None:
            return None
        if not _PLACE.fullmatch(after):
            raise UnknownPlaceError
        pk = case_key(self._merchant_id, after.rpartition("#")[2])
        return {"list_key": self._key, "list_at": after, "pk": pk, "sk": self._sort_key}


class SearchSource:
    """The cases that are found under words which begin like all of those that are looked for, in the words' order."""

    def __init__(self, table: Table, merchant_id: str, words: tuple[str, ...]) -> None:
        """Make the source; the first of ``words`` is the one that is read, the others narrow."""
        self._table = table
        self._merchant_id = merchant_id
        self._words = words
        self._pk = find_key(merchant_id, words[0])

    def read(self, limit: int, after: str | None) -> Portion:
        """Read a portion; a case that several words lead to is found at the first of them."""
        if after is not None and not after.startswith(self._words[0]):
            raise UnknownPlaceError
        start: Item | None = {"pk": self._pk, "sk": after} if after is not None else None
        page = self._table.query_beginning(self._pk, self._words[0], limit=limit, start=start)
        rows = rows_of_cases(self._table, self._merchant_id, [item["case_id"] for item in page.items])
        found = [Placed(item["sk"], self._row(item["sk"], rows.get(item["case_id"]))) for item in page.items]
        return Portion(found, page.last_key is None)

    def _row(self, place: str, item: Item | None) -> CaseRow | None:
        if item is None:
            return None
        words = item["words"].split()
        first = min((word for word in words if word.startswith(self._words[0])), default=None)
        return read_row(item) if place.rpartition("#")[0] == first and has_all(words, self._words) else None


def rows_of_cases(table: Table, merchant_id: str, case_ids: Iterable[str]) -> dict[str, Item]:
    """Read the items of the list of all cases, by case; one that there is no case for is missing."""
    items = table.get_many([(case_key(merchant_id, case_id), ROW) for case_id in case_ids])
    return {parse_key(item["pk"])[2]: item for item in items}
