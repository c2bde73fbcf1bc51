"""A page of the case table costs the same however many cases there are: its requests are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.store import case_table
from tests.many_cases import RARE, VIEWS, fill

if TYPE_CHECKING:
    from shared.domain.cases.case_view import CaseView
    from shared.store.case_table import CaseTableRepository
    from tests.fast_dynamodb import FastDynamoDB

type Tables = tuple[tuple[FastDynamoDB, CaseTableRepository], ...]

PAGE = 50


@pytest.fixture(scope="module")
def tables() -> Tables:
    """A table of some cases and one of twenty times as many."""
    return fill(1000), fill(20_000)


def count_requests(table: tuple[FastDynamoDB, CaseTableRepository], view: CaseView) -> list[str]:
    client, repository = table
    client.requests.clear()
    repository.read(view, PAGE)
    return sorted(client.requests)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_costs_as_many_requests_with_many_cases_as_with_few(tables: Tables, name: str) -> None:
    few, many = (count_requests(table, VIEWS[name]) for table in tables)
    assert few == many
    assert len(many) <= 5


@pytest.mark.parametrize("name", [name for name in VIEWS if name.startswith("filter") or name == "first page"])
def test_a_single_filter_looks_at_no_row_that_it_does_not_show(tables: Tables, name: str) -> None:
    for _, repository in tables:
        found = repository.read(VIEWS[name], PAGE)
        assert (len(found.rows), found.looked_at) == (PAGE, PAGE)


def test_a_combination_that_nothing_fits_is_looked_for_in_bounded_steps(tables: Tables) -> None:
    _, many = tables
    requests = count_requests(many, RARE)
    assert len(requests) == case_table.MOST_ROWS_LOOKED_AT // 250
    found = many[1].read(RARE, PAGE)
    assert (found.rows, found.looked_at) == ([], case_table.MOST_ROWS_LOOKED_AT)
    assert found.cursor is not None


def test_a_later_page_costs_what_the_first_does(tables: Tables) -> None:
    client, repository = tables[1]
    cursor = None
    costs = []
    for _ in range(5):
        client.requests.clear()
        cursor = repository.read(VIEWS["filter stage"], PAGE, cursor).cursor
        costs.append(len(client.requests))
    assert costs == [2] * 5


def test_pages_reach_every_case_once(tables: Tables) -> None:
    _, repository = tables[0]
    seen: list[str] = []
    cursor = None
    while True:
        found = repository.read(VIEWS["two filters"], 7, cursor)
        seen += [row.case_id for row in found.rows]
        cursor = found.cursor
        if cursor is None:
            break
    expected = [f"case-{number}" for number in range(999, -1, -1) if number % 4 == 1 and number % 3 == 2]
    assert seen == expected
