"""Views as addresses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.cases_api.table.faults import Fault
from functions.cases_api.table.view_query import read_view, write_view
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_view import CaseFilter, CaseView, Column, Grouping, Order
from shared.domain.cases.mark import read_mark
from shared.domain.cases.next_step import NextStep
from shared.domain.cases.search_words import words_of_search
from shared.domain.plain_text import clean

letters = st.characters(exclude_categories=["Cs", "Cc", "Cf"])
texts = st.text(letters, min_size=1, max_size=40).map(clean).filter(lambda text: text is not None)
amounts = st.decimals(0, 999_999_999, places=2)
days = st.dates(date(1900, 1, 1), date(9000, 12, 31))


def maybe[Value](values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    return st.none() | values


@st.composite
def filters(draw: st.DrawFn) -> CaseFilter:
    lowest, highest = sorted((draw(amounts), draw(amounts)))
    first, last = sorted((draw(days), draw(days)))
    return CaseFilter(
        search=draw(maybe(texts.filter(lambda text: bool(words_of_search(text or ""))))),
        stage=draw(maybe(texts)),
        processing=draw(maybe(texts)),
        payment=draw(maybe(texts)),
        transfer=draw(maybe(st.sampled_from([transfer.value for transfer in Transfer]))),
        portal=draw(maybe(texts)),
        atriga=draw(maybe(texts)),
        mark=draw(maybe(texts.filter(lambda text: read_mark(text or "") == text))),
        open_from=draw(maybe(st.just(lowest))),
        open_to=draw(maybe(st.just(highest))),
        handed_over_from=draw(maybe(st.just(first))),
        handed_over_to=draw(maybe(st.just(last))),
        needs_me=draw(st.booleans()),
        next_step=draw(maybe(st.sampled_from([step.value for step in NextStep]))),
        running=draw(maybe(st.booleans())),
        recovered=draw(maybe(st.booleans())),
        recovered_in=draw(maybe(days.map("{:%Y-%m}".format))),
        currency=draw(maybe(st.sampled_from(["EUR", "CHF"]))),
        test=draw(maybe(st.booleans())),
    )


views = st.builds(
    CaseView,
    filter=filters(),
    order=maybe(st.builds(Order, column=st.sampled_from(Column), descending=st.booleans())),
    grouping=maybe(st.sampled_from(Grouping)),
    columns=maybe(st.lists(st.sampled_from(Column), min_size=1, unique=True).map(tuple)),
)


@given(views)
def test_a_view_comes_back_out_of_its_address(view: CaseView) -> None:
    found = read_view(dict(parse_qsl(write_view(view))))
    assert found.errors == {}
    assert found.view == view


def test_the_usual_view_has_a_bare_address() -> None:
    assert write_view(CaseView()) == ""
    assert read_view({"stage": "", "q": "  ", "cursor": "x", "needs_me": ""}).view == CaseView()


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("q", "x", Fault.TOO_SHORT),
        ("q", "!?", Fault.TOO_SHORT),
        ("q", "x" * 201, Fault.TOO_LONG),
        ("stage", "x" * 201, Fault.TOO_LONG),
        ("next_step", "gone", Fault.UNKNOWN),
        ("running", "maybe", Fault.UNKNOWN),
        ("recovered_in", "2026-13", Fault.UNKNOWN),
        ("recovered_in", "2026-1", Fault.UNKNOWN),
        ("currency", "eur", Fault.UNKNOWN),
        ("transfer", "gone", Fault.UNKNOWN),
        ("mark", "x" * 31, Fault.UNKNOWN),
        ("open_from", "viel", Fault.NO_AMOUNT),
        ("open_from", "-1", Fault.NO_AMOUNT),
        ("open_to", "1e3", Fault.NO_AMOUNT),
        ("open_to", "٣", Fault.NO_AMOUNT),
        ("handed_over_from", "2026-02-30", Fault.NO_DAY),
        ("handed_over_to", "24.11.2026", Fault.NO_DAY),
        ("handed_over_to", "9999-12-31", Fault.NO_DAY),
        ("needs_me", "1", Fault.UNKNOWN),
        ("test", "maybe", Fault.UNKNOWN),
        ("sort", "--open", Fault.UNKNOWN),
        ("sort", "pk", Fault.UNKNOWN),
        ("group", "debtor", Fault.UNKNOWN),
        ("columns", "number,pk", Fault.UNKNOWN),
    ],
)
def test_what_cannot_be_taken_is_named_and_left_out(field: str, typed: str, fault: Fault) -> None:
    found = read_view({field: typed, "payment": "unpaid"})
    assert found.errors == {field: fault}
    assert found.view == CaseView(filter=CaseFilter(payment="unpaid"))
    assert found.typed[field] == typed


def test_bounds_the_wrong_way_round_are_refused() -> None:
    found = read_view(
        {"open_from": "10", "open_to": "5", "handed_over_from": "2026-02-01", "handed_over_to": "2026-01-01"}
    )
    assert found.errors == {"open_to": Fault.REVERSED, "handed_over_to": Fault.REVERSED}


def test_amounts_are_read_with_comma_and_with_point() -> None:
    assert read_view({"open_from": "99,5"}).view.filter.open_from == Decimal("99.5")
    assert read_view({"open_from": "99.50"}).view.filter.open_from == Decimal("99.50")


def test_boxes_that_choose_columns_are_read() -> None:
    assert read_view({"column.number": "1", "column.open": "1"}).view.columns == (Column.NUMBER, Column.OPEN)
