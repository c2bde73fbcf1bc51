"""Sorting and grouping of rows that are shown together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.domain.cases.case_view import WHOLE_TABLE_COLUMNS, CaseFilter, Column, Grouping, order_of
from shared.domain.cases.search_words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.case_view import CaseView
    from shared.domain.cases.mark import CaseNotes


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have a value in common; ``value`` is ``None`` for those without any."""

    value: str | None
    rows: Sequence[CaseRow]


def is_sorted_as_a_whole(view: CaseView) -> bool:
    """Whether the order is that of the whole table, and not only of the rows that are shown together."""
    reads_elsewhere = view.filter.search is not None or view.filter.mark is not None
    return not reads_elsewhere and order_of(view).column in WHOLE_TABLE_COLUMNS


def sort_rows(rows: Sequence[CaseRow], notes: Mapping[str, CaseNotes], view: CaseView) -> list[CaseRow]:
    """Sort rows that are shown together, where no list did so already. Rows without a value come last."""
    order = order_of(view)
    if is_sorted_as_a_whole(view) or (view.order is None and view.filter.mark is not None):
        return list(rows)
    read = _VALUES[order.column]
    valued = [(read(row, notes), row) for row in rows]
    known = [(value, row) for value, row in valued if value is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [row for _, row in known] + [row for value, row in valued if value is None]


def group_rows(rows: Sequence[CaseRow], notes: Mapping[str, CaseNotes], grouping: Grouping | None) -> list[Group]:
    """Group rows by a value, in the order in which the values come first; a case of several marks is in the first."""
    if grouping is None:
        return [Group(None, rows)] if rows else []
    groups: dict[str | None, list[CaseRow]] = {}
    for row in rows:
        groups.setdefault(_GROUP_VALUES[grouping](row, notes), []).append(row)
    named = [Group(value, found) for value, found in groups.items() if value is not None]
    return named + ([Group(None, groups[None])] if None in groups else [])


def narrow_to_group(wanted: CaseFilter, grouping: Grouping, value: str) -> CaseFilter:
    """Return the filter that asks for one group besides."""
    return wanted.model_copy(update={grouping.value: value})


def _first_mark(row: CaseRow, notes: Mapping[str, CaseNotes]) -> str | None:
    marks = notes[row.case_id].marks if row.case_id in notes else ()
    return marks[0] if marks else None


_GROUP_VALUES: Mapping[Grouping, Callable[[CaseRow, Mapping[str, CaseNotes]], str | None]] = {
    Grouping.STAGE: lambda row, _: row.stage,
    Grouping.PORTAL_ACCOUNT: lambda row, _: row.portal_account,
    Grouping.MARK: _first_mark,
}

_VALUES: Mapping[Column, Callable[[CaseRow, Mapping[str, CaseNotes]], Any]] = {
    Column.NUMBER: lambda row, _: row.case_number,
    Column.ORDERS: lambda row, _: row.order_ids[0] if row.order_ids else None,
    Column.DEBTOR: lambda row, _: fold(row.debtor_name) or None,
    Column.PORTAL_ACCOUNT: lambda row, _: row.portal_account_name,
    Column.ATRIGA_ACCOUNT: lambda row, _: row.customer_number,
    Column.HANDED_OVER: lambda row, _: row.handed_over_at,
    Column.PRINCIPAL: lambda row, _: row.total.cents,
    Column.PAID: lambda row, _: row.paid.cents if row.paid else None,
    Column.OPEN: lambda row, _: row.open.cents,
    Column.STAGE: lambda row, _: row.stage,
    Column.STATE: lambda row, _: row.status_text or row.transfer.value,
    Column.CHANGED: lambda row, _: row.changed_at,
    Column.MARKS: _first_mark,
    Column.DOCUMENTS: lambda row, _: row.documents,
    Column.NEXT_STEP: lambda row, _: (not row.needs_merchant, str(row.next_step_until or "9999")),
}
