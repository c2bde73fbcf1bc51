"""A view of the case table as the part of an address behind the question mark: read and written.

Reading is forgiving about what is left empty and strict about what is not: each field that cannot be taken is named,
and the view is made without it, so that a page can show it together with what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from functions.cases_api.table.faults import Fault
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_view import CaseFilter, CaseView, Column, Grouping, Order
from shared.domain.cases.mark import read_mark
from shared.domain.cases.next_step import NextStep
from shared.domain.cases.search_words import words_of_search
from shared.domain.plain_text import clean
from shared.web.presentation.days import read_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_VALUE = 200
FILTER_FIELDS = tuple(name for name in CaseFilter.model_fields if name != "search")
"""The names of the filters are their names in an address."""

FIELDS = ("q", *FILTER_FIELDS, "sort", "group", "columns")

COLUMN_BOX = "column."
"""Boxes of a form that chooses columns are named so, because a form names each field once."""

MONTH_PATTERN = "^[0-9]{4}-(?:0[1-9]|1[0-2])$"
CURRENCY_PATTERN = "^[A-Z]{3}$"

_AMOUNT = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class ReadView:
    """A view, what was typed, and what is wrong with each field that could not be taken."""

    view: CaseView
    typed: Mapping[str, str]
    errors: Mapping[str, Fault]


class _RefusedError(Exception):
    """Raised where a field cannot be taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_view(query: Mapping[str, str]) -> ReadView:
    """Read a view out of the parameters of an address; those that are none of a view are left alone."""
    typed = {name: query[name].strip() for name in FIELDS if query.get(name, "").strip()}
    ticked = [name.removeprefix(COLUMN_BOX) for name in query if name.startswith(COLUMN_BOX)]
    if ticked:
        typed["columns"] = ",".join(ticked)
    errors: dict[str, Fault] = {}

    def take(name: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 -- each field has its own kind
        if name not in typed:
            return None
        try:
            return read(typed[name])
        except _RefusedError as refused:
            errors[name] = refused.fault
            return None

    values = {name: take(name, read) for name, read in _READERS.items()}
    for name in ("open", "handed_over"):
        lowest, highest = values[f"{name}_from"], values[f"{name}_to"]
        if lowest is not None and highest is not None and lowest > highest:
            errors[f"{name}_to"] = Fault.REVERSED
            values[f"{name}_to"] = None
    wanted = CaseFilter(search=take("q", _read_search), **{**values, "needs_me": bool(values["needs_me"])})
    view = CaseView(
        filter=wanted,
        order=take("sort", _read_order),
        grouping=take("group", _read_grouping),
        columns=take("columns", _read_columns),
    )
    return ReadView(view, typed, errors)


def write_view(view: CaseView) -> str:
    """Write a view; what is usual is left out. Reading it gives the same view."""
    wanted = view.filter
    parts: dict[str, str] = {}
    if wanted.search:
        parts["q"] = wanted.search
    for name in FILTER_FIELDS:
        value = getattr(wanted, name)
        if value is None or value == CaseFilter.model_fields[name].default:
            continue
        parts[name] = _write(value)
    if view.order:
        parts["sort"] = f"{'-' if view.order.descending else ''}{view.order.column}"
    if view.grouping:
        parts["group"] = view.grouping
    if view.columns:
        parts["columns"] = ",".join(view.columns)
    return urlencode(parts)


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _read_search(text: str) -> str:
    found = _read_text(text)
    if not words_of_search(found):
        raise _RefusedError(Fault.TOO_SHORT)
    return found


def _read_text(text: str) -> str:
    found = clean(text)
    if found is None or len(found) > LONGEST_VALUE:
        raise _RefusedError(Fault.TOO_LONG)
    return found


def _read_mark(text: str) -> str:
    mark = read_mark(text)
    if mark is None:
        raise _RefusedError(Fault.UNKNOWN)
    return mark


def _read_transfer(text: str) -> str:
    if text not in set(Transfer):
        raise _RefusedError(Fault.UNKNOWN)
    return text


def _read_next_step(text: str) -> str:
    if text not in set(NextStep):
        raise _RefusedError(Fault.UNKNOWN)
    return text


def _read_month(text: str) -> str:
    if not re.fullmatch(MONTH_PATTERN, text):
        raise _RefusedError(Fault.UNKNOWN)
    return text


def _read_currency(text: str) -> str:
    if not re.fullmatch(CURRENCY_PATTERN, text):
        raise _RefusedError(Fault.UNKNOWN)
    return text


def _read_flag(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise _RefusedError(Fault.UNKNOWN)
    return text == "yes"


def _read_amount(text: str) -> Decimal:
    if not text.isascii() or not _AMOUNT.fullmatch(text):
        raise _RefusedError(Fault.NO_AMOUNT)
    return Decimal(text.replace(",", "."))


def _read_day(text: str) -> date:
    found = read_day(text)
    if found is None:
        raise _RefusedError(Fault.NO_DAY)
    return found


def _read_order(text: str) -> Order:
    name = text.removeprefix("-")
    if name not in set(Column):
        raise _RefusedError(Fault.UNKNOWN)
    return Order(column=Column(name), descending=text.startswith("-"))


def _read_grouping(text: str) -> Grouping:
    if text not in set(Grouping):
        raise _RefusedError(Fault.UNKNOWN)
    return Grouping(text)


def _read_columns(text: str) -> tuple[Column, ...]:
    names = tuple(dict.fromkeys(text.split(",")))
    if not all(name in set(Column) for name in names):
        raise _RefusedError(Fault.UNKNOWN)
    return tuple(Column(name) for name in names)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "stage": _read_text,
    "processing": _read_text,
    "payment": _read_text,
    "transfer": _read_transfer,
    "portal": _read_text,
    "atriga": _read_text,
    "mark": _read_mark,
    "open_from": _read_amount,
    "open_to": _read_amount,
    "handed_over_from": _read_day,
    "handed_over_to": _read_day,
    "needs_me": _read_flag,
    "next_step": _read_next_step,
    "running": _read_flag,
    "recovered": _read_flag,
    "recovered_in": _read_month,
    "currency": _read_currency,
    "test": _read_flag,
}
