"""Rows of cases for DreamRobot's own table: by their orders, or in the order in which they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.store.case_lists import ROW, CaseList, ListKind, read_row
from shared.store.case_notes import CaseNotesRepository
from shared.store.case_sources import ListSource
from shared.store.instants import sortable
from shared.store.keys import case_key, order_key, parse_key
from shared.store.order_guards import GUARD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.mark import CaseNotes
    from shared.store.table import Table

_EARLIEST = "0"


class CollectionPage(NamedTuple):
    """Rows with what the merchant noted on them; ``cursor`` is the place to go on from, ``None`` at the end."""

    rows: list[CaseRow]
    notes: Mapping[str, CaseNotes]
    cursor: str | None


class CollectionRowRepository:
    """The rows of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._notes = CaseNotesRepository(cases_table, merchant_id)

    def read_of_orders(self, order_ids: Sequence[str]) -> CollectionPage:
        """Read the rows of the cases that orders are in, or were in last; an order without a case has none.

        The guard of an order tells its case, so this costs two reads of many items at once and nothing more.
        """
        guards = self._table.get_many([(order_key(self._merchant_id, order_id), GUARD) for order_id in order_ids])
        case_of = {parse_key(guard["pk"])[2]: guard["case_id"] for guard in guards}
        case_ids = list(dict.fromkeys(case_of[order_id] for order_id in order_ids if order_id in case_of))
        items = self._table.get_many([(case_key(self._merchant_id, case_id), ROW) for case_id in case_ids])
        rows = {parse_key(item["pk"])[2]: read_row(item) for item in items}
        return self._page([rows[case_id] for case_id in case_ids if case_id in rows], None)

    def read_changed(
        self, since: datetime | None, until: datetime, limit: int, after: str | None = None
    ) -> CollectionPage:
        """Read rows that changed from ``since`` on and before ``until``, the oldest change first.

        The place of a row is its last change and its case. A case that changes while somebody goes through the pages
        moves behind the place where they are, and is read again there; two that changed at once have places of their
        own. So every case that changed is on some page.

        Raises:
            UnknownPlaceError: ``after`` does not lie between the bounds.
        """
        bounds = (sortable(since) if since else _EARLIEST, sortable(until))
        everything = CaseList(ListKind.ALL)
        source = ListSource(self._table, self._merchant_id, everything, descending=False, bounds=bounds)
        portion = source.read(limit, after)
        place = None if portion.is_last or not portion.rows else portion.rows[-1].place
        return self._page([placed.row for placed in portion.rows if placed.row], place)

    def _page(self, rows: list[CaseRow], cursor: str | None) -> CollectionPage:
        return CollectionPage(rows, self._notes.read_many([row.case_id for row in rows]), cursor)
