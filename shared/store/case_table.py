"""Pages of the case table: the list that fits a view best is read, and what it cannot tell is looked at row by row.

A page looks at ``MOST_ROWS_LOOKED_AT`` rows at most and says how far it came, so that it costs the same however many
cases there are. Which list serves what stands in ``docs/architecture.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.case_view import WHOLE_TABLE_COLUMNS, CaseFilter, Column, Order, order_of
from shared.domain.cases.search_words import words_of_search
from shared.store.case_lists import CaseList, ListKind, amount_place, read_row
from shared.store.case_notes import CaseNotesRepository, mark_list_key, mark_sort_key
from shared.store.case_sources import ListSource, MarkSource, SearchSource, rows_of_cases
from shared.store.instants import sortable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.case_view import CaseView
    from shared.domain.cases.mark import CaseNotes
    from shared.store.case_sources import Source
    from shared.store.table import Table

MOST_ROWS_LOOKED_AT: Final = 1000
_ROWS_AT_ONCE: Final = 250

_EQUALITIES: Final = (
    ("transfer", ListKind.TRANSFER),
    ("processing", ListKind.PROCESSING),
    ("payment", ListKind.PAYMENT),
    ("stage", ListKind.STAGE),
    ("portal", ListKind.PORTAL),
    ("atriga", ListKind.ATRIGA),
)
"""What may be asked for, what fits the fewest cases as a rule first."""


class RowPage(NamedTuple):
    """A page of rows and what the merchant noted on them.

    ``cursor`` is the place to go on from, ``None`` where nothing follows. Where the page ends before it is full,
    ``looked_at`` rows were looked at, the last of which changed at ``looked_back_to``.
    """

    rows: list[CaseRow]
    notes: Mapping[str, CaseNotes]
    cursor: str | None
    looked_at: int
    looked_back_to: datetime | None


class Choice(NamedTuple):
    """Where to read from, what has to be looked at besides, and whether all that is read is in the view."""

    source: Source
    rest: CaseFilter | None
    is_whole_answer: bool


class CaseTableRepository:
    """The case table of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._notes = CaseNotesRepository(cases_table, merchant_id)

    def read(self, view: CaseView, limit: int, cursor: str | None = None) -> RowPage:
        """Read a page of a view.

        Raises:
            UnknownPlaceError: The cursor is of another view.
        """
        source, rest, is_whole_answer = self._choose(view)
        asks_for_mark = view.filter.mark is not None and not isinstance(source, MarkSource)
        mark = view.filter.mark if asks_for_mark else None
        rows: list[CaseRow] = []
        notes: dict[str, CaseNotes] = {}
        place, looked_at, last, is_at_end = cursor, 0, None, False
        while len(rows) < limit and looked_at < MOST_ROWS_LOOKED_AT and not is_at_end:
            # One more than is shown tells whether there are more.
            wanted = limit - len(rows) + 1 if is_whole_answer else _ROWS_AT_ONCE
            portion = source.read(min(wanted, MOST_ROWS_LOOKED_AT - looked_at), place)
            if asks_for_mark:
                notes |= self._notes.read_many([placed.row.case_id for placed in portion.rows if placed.row])
            is_at_end = portion.is_last
            for number, placed in enumerate(portion.rows, start=1):
                place, last, looked_at = placed.place, placed.row or last, looked_at + 1
                if placed.row and _takes(placed.row, rest, notes, mark):
                    rows.append(placed.row)
                if len(rows) == limit:
                    is_at_end = portion.is_last and number == len(portion.rows)
                    break
        if not asks_for_mark:
            notes = self._notes.read_many([row.case_id for row in rows])
        return RowPage(rows, notes, None if is_at_end else place, looked_at, last.changed_at if last else None)

    def read_rows(self, case_ids: Iterable[str]) -> dict[str, CaseRow]:
        """Read the rows of some cases, by case; what is no case of the merchant is missing."""
        items = rows_of_cases(self._table, self._merchant_id, case_ids)
        return {case_id: read_row(item) for case_id, item in items.items()}

    def _choose(self, view: CaseView) -> Choice:
        wanted, order = view.filter, order_of(view)
        words = words_of_search(wanted.search or "")
        if words:
            rest = _rest(wanted, "mark")
            is_whole = rest is None and wanted.mark is None and len(words) == 1
            return Choice(SearchSource(self._table, self._merchant_id, words), rest, is_whole)
        if wanted.mark is not None:
            key, sort_key = mark_list_key(self._merchant_id, wanted.mark), mark_sort_key(wanted.mark)
            return _choice(MarkSource(self._table, self._merchant_id, key, sort_key), _rest(wanted, "mark"))
        if order.column is Column.OPEN:
            lowest, highest = wanted.open_cents
            bounds = (
                None if lowest is None else amount_place(lowest),
                None if highest is None else f"{amount_place(highest)}#~",
            )
            source = self._list(ListKind.OPEN, None, order, bounds)
            return _choice(source, _rest(wanted, "open_from", "open_to"))
        if order.column is Column.HANDED_OVER:
            first, after = wanted.handed_over_instants
            bounds = (sortable(first) if first else None, sortable(after) if after else None)
            source = self._list(ListKind.HANDED_OVER, None, order, bounds)
            return _choice(source, _rest(wanted, "handed_over_from", "handed_over_to"))
        return self._choose_by_value(wanted, order)

    def _choose_by_value(self, wanted: CaseFilter, order: Order) -> Choice:
        if wanted.test:
            return _choice(self._list(ListKind.TEST, None, order), _rest(wanted, "test"))
        if wanted.asks_for_merchant:
            return _choice(self._list(ListKind.NEEDS_MERCHANT, None, order), _rest(wanted, "needs_me"))
        if wanted.asks_for_money:
            # What was taken back as a whole stands in the list too, so the row has to be looked at.
            return _choice(self._list(ListKind.RECOVERED, None, order), _rest(wanted))
        for name, kind in _EQUALITIES:
            value = getattr(wanted, name)
            if value is not None:
                return _choice(self._list(kind, value, order), _rest(wanted, name))
        return _choice(self._list(ListKind.ALL, None, order), _rest(wanted))

    def _list(
        self,
        kind: ListKind,
        value: str | None,
        order: Order,
        bounds: tuple[str | None, str | None] = (None, None),
    ) -> ListSource:
        # What is sorted by any other column is read by last change and sorted where it is shown.
        descending = order.descending or order.column not in WHOLE_TABLE_COLUMNS
        return ListSource(self._table, self._merchant_id, CaseList(kind, value), descending=descending, bounds=bounds)


def _rest(wanted: CaseFilter, *answered: str) -> CaseFilter | None:
    """Return the filter without what a list answers, ``None`` where nothing is left of it."""
    unasked = {name: CaseFilter.model_fields[name].default for name in (*answered, "search")}
    left = wanted.model_copy(update=unasked)
    return None if left == CaseFilter() else left


def _choice(source: Source, rest: CaseFilter | None) -> Choice:
    return Choice(source, rest, rest is None)


def _takes(row: CaseRow, rest: CaseFilter | None, notes: Mapping[str, CaseNotes], mark: str | None) -> bool:
    if rest is not None and not rest.takes(row):
        return False
    return mark is None or (row.case_id in notes and mark in notes[row.case_id].marks)
