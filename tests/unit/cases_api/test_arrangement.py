"""Rows that are shown together: sorted and grouped."""

from __future__ import annotations

import pytest

from functions.cases_api.table.arrangement import group_rows, is_sorted_as_a_whole, sort_rows
from functions.cases_api.table.view_query import read_view
from shared.domain.cases.case_row import CaseRow, row_of
from shared.domain.cases.case_view import CaseView, Column, Grouping
from shared.domain.cases.mark import CaseNotes
from tests.unit.web.samples import make_case, make_debtor, make_rejected_case, make_snapshot


def make_rows() -> list[CaseRow]:
    names = ("Öz GmbH", "Zander KG", "adler AG")
    rows = [
        row_of(make_case(case_id=str(number), debtor=make_debtor(company=name), snapshot=make_snapshot(stage=stage)))
        for number, (name, stage) in enumerate(zip(names, ("judicial", "review", "judicial"), strict=True))
    ]
    return [*rows, row_of(make_rejected_case().model_copy(update={"case_id": "3"}))]


def view(**query: str) -> CaseView:
    return read_view(query).view


def ids(rows: list[CaseRow]) -> str:
    return "".join(row.case_id for row in rows)


def test_rows_are_sorted_by_names_as_people_sort_them() -> None:
    rows = make_rows()[:3]
    assert ids(sort_rows(rows, {}, view(sort="debtor"))) == "201"
    assert ids(sort_rows(rows, {}, view(sort="-debtor"))) == "102"


def test_rows_without_a_value_come_last_either_way() -> None:
    rows = make_rows()
    assert ids(sort_rows(rows, {}, view(sort="number")))[-1] == "3"
    assert ids(sort_rows(rows, {}, view(sort="-number")))[-1] == "3"


@pytest.mark.parametrize("column", Column)
def test_rows_can_be_sorted_by_every_column(column: Column) -> None:
    notes = {"1": CaseNotes(marks=("a",))}
    for sort in (column.value, f"-{column.value}"):
        assert sorted(ids(sort_rows(make_rows(), notes, view(sort=sort)))) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("query", "is_whole"),
    [
        ({}, True),
        ({"sort": "open"}, True),
        ({"open_from": "5"}, True),
        ({"sort": "debtor"}, False),
        ({"q": "beispiel"}, False),
        ({"mark": "a", "sort": "open"}, False),
    ],
)
def test_it_is_known_whether_the_whole_table_is_sorted(query: dict[str, str], is_whole: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    assert is_sorted_as_a_whole(view(**query)) is is_whole


def test_what_was_marked_last_stays_first() -> None:
    rows = make_rows()[::-1]
    assert sort_rows(rows, {}, view(mark="a")) == rows


def test_rows_are_grouped_and_those_without_a_value_are_last() -> None:
    rows = make_rows()
    groups = group_rows(rows[::-1], {}, Grouping.STAGE)
    assert [(group.value, ids(list(group.rows))) for group in groups] == [
        ("judicial", "20"),
        ("review", "1"),
        (None, "3"),
    ]
    marked = group_rows(rows, {"1": CaseNotes(marks=("a", "b"))}, Grouping.MARK)
    assert [(group.value, ids(list(group.rows))) for group in marked] == [("a", "1"), (None, "023")]
    assert [group.value for group in group_rows(rows, {}, None)] == [None]
    assert group_rows([], {}, None) == []
