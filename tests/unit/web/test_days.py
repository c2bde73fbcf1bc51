"""Days as forms and addresses hold them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.presentation.days import read_day


@given(st.dates(date(1900, 1, 1), date(9000, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "20261124",
        "2026-W48-2",
        "2026-02-30",
        "2026-11-24\n",
        " 2026-11-24",
        "2026-11-24T09:00",
        "24.11.2026",
        "2026-11-2\N{ARABIC-INDIC DIGIT FOUR}",
        "0001-01-01",
        "1899-12-31",
        "9001-01-01",
        "9999-12-31",
    ],
)
def test_nothing_else_is_a_day(text: str) -> None:
    assert read_day(text) is None


@given(st.text())
def test_no_text_is_too_strange_to_be_told_from_a_day(text: str) -> None:
    assert read_day(text) is None or len(text) == len("2026-11-24")
