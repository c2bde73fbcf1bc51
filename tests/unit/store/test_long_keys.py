"""Ids come from addresses as well: one that is too long for a key names nothing, and DynamoDB is not asked."""

from __future__ import annotations

from typing import Any, cast

import pytest

from shared.store.keys import case_key, order_key
from shared.store.table import Table

LONGEST_ID = 2048 - len(case_key("merchant-1", ""))


class NobodyAsked:
    """A client that answers nothing; what it is asked for fails the test."""

    def __getattr__(self, name: str) -> Any:
        pytest.fail(f"{name} was called")


@pytest.fixture
def table() -> Table:
    return Table(cast("Any", NobodyAsked()), "cases")


@pytest.mark.parametrize("case_id", ["x" * (LONGEST_ID + 1), "ü" * (LONGEST_ID // 2 + 1)])
def test_what_is_too_long_for_a_partition_key_names_nothing(table: Table, case_id: str) -> None:
    pk = case_key("merchant-1", case_id)
    assert table.get(pk, "CASE") is None
    assert table.get_many([(pk, "CASE")]) == []
    assert table.query_all(pk, "COMMAND#") == []
    assert table.query_newest_first("by_time", ("list_key", pk), limit=10).items == []


def test_what_is_too_long_for_a_sort_key_names_nothing(table: Table) -> None:
    assert table.get(order_key("merchant-1", "1"), "PROPOSAL#" + "x" * 1024) is None


def test_the_longest_key_is_asked_for(table: Table) -> None:
    with pytest.raises(pytest.fail.Exception):
        table.get(case_key("merchant-1", "x" * LONGEST_ID), "x" * 1024)
