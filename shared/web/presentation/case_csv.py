"""A view of the case table as a file for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.case import Transfer
from shared.domain.cases.case_view import Column
from shared.domain.merchant_days import MERCHANT_TIME_ZONE
from shared.web.presentation.column_names import COLUMN_NAMES
from shared.web.presentation.csv_cells import amount_cell, day_cell, defuse, write_lines
from shared.web.presentation.labels import label_of
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from shared.domain.account import Locale
    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.mark import CaseNotes

_CURRENCY = msgid("Currency")


def write_csv(
    rows: Iterable[CaseRow],
    notes: Mapping[str, CaseNotes],
    columns: Sequence[Column],
    locale: Locale,
    closing_line: str | None = None,
) -> str:
    """Write rows with a head line; ``closing_line`` says at the end where the file goes on."""
    lines = [[*(translate(COLUMN_NAMES[column], locale) for column in columns), translate(_CURRENCY, locale)]]
    for row in rows:
        marks = notes[row.case_id].marks if row.case_id in notes else ()
        lines.append([*(_cell(column, row, marks, locale) for column in columns), row.currency])
    return write_lines(lines, locale, closing_line)


def _cell(column: Column, row: CaseRow, marks: Sequence[str], locale: Locale) -> str:  # noqa: PLR0911 -- one for each column
    match column:
        case Column.HANDED_OVER:
            return _instant(row.handed_over_at, locale)
        case Column.CHANGED:
            return _instant(row.changed_at, locale)
        case Column.PRINCIPAL:
            return amount_cell(row.total, locale)
        case Column.PAID:
            return amount_cell(row.paid, locale)
        case Column.OPEN:
            return amount_cell(row.open, locale)
        case Column.DOCUMENTS:
            return str(row.documents)
        case _:
            return defuse(_text(column, row, marks, locale))


def _text(column: Column, row: CaseRow, marks: Sequence[str], locale: Locale) -> str:
    texts = {
        Column.NUMBER: lambda: row.case_number or "",
        Column.ORDERS: lambda: ", ".join(row.order_ids),
        Column.DEBTOR: lambda: row.debtor_name,
        Column.PORTAL_ACCOUNT: lambda: row.portal_account_name or "",
        Column.ATRIGA_ACCOUNT: lambda: row.customer_number,
        Column.STAGE: lambda: _stage(row, locale),
        Column.STATE: lambda: _state(row, locale),
        Column.MARKS: lambda: ", ".join(marks),
        Column.NEXT_STEP: lambda: _next_step(row, locale),
    }
    return texts[column]()


def _stage(row: CaseRow, locale: Locale) -> str:
    """Write the stage at atriga as the table does: of a case that is not there how its hand-over stands."""
    if row.transfer is Transfer.ACCEPTED and row.stage:
        return label_of(row.stage, "stage", locale)
    return label_of(row.transfer.value, "transfer", locale)


def _state(row: CaseRow, locale: Locale) -> str:
    told = row.rejection.text if row.rejection else row.status_text
    return told or label_of(row.transfer.value, "transfer", locale)


def _next_step(row: CaseRow, locale: Locale) -> str:
    if row.next_step is None:
        return ""
    step = label_of(row.next_step.value, "next_step", locale)
    return f"{step} ({day_cell(row.next_step_until, locale)})" if row.next_step_until else step


def _instant(instant: datetime | None, locale: Locale) -> str:
    if instant is None:
        return ""
    there = instant.astimezone(MERCHANT_TIME_ZONE)
    return f"{day_cell(there.date(), locale)} {there:%H:%M}"
