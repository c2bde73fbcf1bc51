"""What is asked of payouts, as an address holds it."""

from __future__ import annotations

from datetime import date

import pytest

from functions.cases_api.payouts.page import open_amounts
from functions.cases_api.payouts.view_query import read_filter
from functions.cases_api.table.faults import Fault
from shared.domain.cases.figures import Figure, FigureKind
from shared.domain.cases.payout import PayoutFilter, add_by_currency
from shared.domain.money import Money
from shared.store.figures import KeptFigures
from tests.unit.web.samples import NOW


def test_account_and_days_are_read_and_written_again() -> None:
    asked = read_filter({"atriga": " 10001 ", "paid_from": "2026-11-01", "paid_to": "2026-11-30", "cursor": "x"})
    assert asked.wanted == PayoutFilter(atriga="10001", paid_from=date(2026, 11, 1), paid_to=date(2026, 11, 30))
    assert asked.query == "atriga=10001&paid_from=2026-11-01&paid_to=2026-11-30"
    assert asked.errors == {}


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({"paid_from": "1.11.2026"}, {"paid_from": Fault.NO_DAY}),
        ({"paid_to": "2026-11-31"}, {"paid_to": Fault.NO_DAY}),
        ({"paid_from": "2026-11-30", "paid_to": "2026-11-01"}, {"paid_to": Fault.REVERSED}),
        ({"atriga": "1" * 65}, {"atriga": Fault.TOO_LONG}),
    ],
)
def test_what_cannot_be_read_asks_for_nothing_and_is_kept_as_typed(
    query: dict[str, str], errors: dict[str, Fault]
) -> None:
    asked = read_filter(query)
    assert asked.errors == errors
    assert asked.typed == query
    assert all(getattr(asked.wanted, name) is None for name in errors)


def test_amounts_of_two_currencies_never_meet() -> None:
    amounts = [Money.of("10", "EUR"), Money.of("7.50", "CHF"), Money.of("-2.5", "EUR")]
    assert add_by_currency(amounts) == [Money.of("7.50", "CHF"), Money.of("7.50", "EUR")]
    assert add_by_currency([]) == []


def test_figures_that_are_behind_are_no_figures() -> None:
    figures = {Figure(FigureKind.OPEN, "EUR"): 500, Figure(FigureKind.CLAIMED, "EUR"): 900}
    assert open_amounts(KeptFigures(figures, None)) == [Money(cents=500, currency="EUR")]
    assert open_amounts(KeptFigures(figures, NOW)) == []
