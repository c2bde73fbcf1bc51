"""What a case adds to the figures of its merchant."""

from __future__ import annotations

import statistics
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cases.case import Case, Transfer
from shared.domain.cases.case_row import row_of
from shared.domain.cases.figures import (
    LONGEST_SUBJECT,
    Figure,
    FigureKind,
    Figures,
    add_up,
    difference,
    figures_of,
    median_of,
    read_figures,
    write_figures,
)
from shared.domain.cases.recovery import Recovery
from tests.unit.web.overview_samples import make_running_case, make_swiss_case
from tests.unit.web.samples import NOW, make_case, make_draft, make_snapshot

figures = st.dictionaries(
    st.builds(
        Figure,
        kind=st.sampled_from(FigureKind),
        currency=st.sampled_from(["", "EUR", "CHF"]),
        subject=st.text(max_size=20),
    ),
    st.integers(-(10**12), 10**12).filter(bool),
    max_size=8,
)


def of(case: Case) -> Figures:
    return figures_of(row_of(case))


def number(case: Case, kind: FigureKind, currency: str = "", subject: str = "") -> int:
    return of(case).get(Figure(kind, currency, subject), 0)


def test_a_test_case_adds_itself_to_the_test_cases_and_to_nothing_else() -> None:
    assert of(make_running_case(test=True)) == {Figure(FigureKind.TEST_CASES): 1}


def test_a_running_case_adds_what_is_claimed_and_what_is_open() -> None:
    case = make_running_case()
    assert number(case, FigureKind.CLAIMED, "EUR") == case.total.cents == 123000
    assert number(case, FigureKind.OPEN, "EUR") == number(case, FigureKind.PORTAL_OPEN, "EUR", "1") == 103000
    assert number(case, FigureKind.RUNNING, "EUR") == 1


@pytest.mark.parametrize(
    "case",
    [
        make_case(),
        make_draft(),
        make_running_case(transfer=Transfer.REJECTED),
        make_running_case(transfer=Transfer.WITHDRAWN),
        make_running_case(snapshot=None, transfer=Transfer.SUBMITTING),
    ],
    ids=["closed", "draft", "rejected", "withdrawn", "on its way"],
)
def test_what_does_not_run_adds_nothing_that_is_open(case: Case) -> None:
    assert not [figure for figure in of(case) if figure.kind in {FigureKind.OPEN, FigureKind.CLAIMED}]
    assert number(case, FigureKind.CASES) == 1


@pytest.mark.parametrize("transfer", Transfer)
@pytest.mark.parametrize("closing", [None, make_snapshot().closing])
def test_running_is_the_same_for_a_case_and_its_row(transfer: Transfer, closing: object) -> None:
    for snapshot in (None, make_snapshot(closing=closing)):
        case = make_case(transfer=transfer, snapshot=snapshot)
        assert row_of(case).is_running == case.is_running


def test_money_of_a_closed_case_stays_recovered() -> None:
    case = make_running_case(snapshot=make_snapshot())
    assert number(case, FigureKind.RECOVERED, "EUR") == case.recovery.cents > 0
    assert number(case, FigureKind.RECOVERED_CASES, "EUR") == 1


def test_amounts_of_two_currencies_have_two_names() -> None:
    total = add_up([of(make_running_case(1)), of(make_swiss_case())])
    assert total[Figure(FigureKind.OPEN, "EUR")] == 103000
    assert total[Figure(FigureKind.OPEN, "CHF")] == 20000


@pytest.mark.parametrize(
    ("case", "state"),
    [
        (make_draft(), "transfer:draft"),
        (make_running_case(1), "stage:judicial"),
        (make_case(), "closed:"),
        (make_running_case(snapshot=make_snapshot(closing=None, stage="a:b#c")), "stage:a:b#c"),
    ],
)
def test_a_case_is_in_one_state(case: Case, state: str) -> None:
    assert [figure.subject for figure in of(case) if figure.kind is FigureKind.STATE] == [state]


def test_only_what_the_merchant_has_to_do_needs_the_merchant() -> None:
    waiting = make_running_case(snapshot=make_snapshot(closing=None, processing="waiting_for_client"))
    assert number(waiting, FigureKind.NEXT_STEP, subject="ask_atriga") == 1
    assert not [figure for figure in of(make_running_case()) if figure.kind is FigureKind.NEXT_STEP]


def test_days_are_counted_in_germany_and_never_below_zero() -> None:
    late = NOW.replace(hour=23, minute=30)  # the next day in Germany
    for handed_over_at, days in ((late, "4"), (late + timedelta(days=30), "0")):
        recovery = Recovery(cents=1, first_on=date(2026, 11, 29), by_month={"2026-11": 1})
        case = make_running_case(handed_over_at=handed_over_at, recovery=recovery)
        assert number(case, FigureKind.DAYS, subject=days) == 1


def test_a_portal_account_with_an_endless_name_makes_no_endless_figure() -> None:
    case = make_running_case(portal_account_id=None, portal_account_name="x" * 5000)
    assert max(len(figure.subject) for figure in of(case)) == LONGEST_SUBJECT


@given(figures)
def test_figures_come_back_out_of_their_text(given_figures: Figures) -> None:
    assert read_figures(write_figures(given_figures)) == given_figures


def test_figures_of_other_rules_are_left_out() -> None:
    assert read_figures('{"gone##x":1,"cases##":2}') == {Figure(FigureKind.CASES): 2}


@given(figures, figures)
def test_a_difference_leads_from_one_to_the_other(before: Figures, after: Figures) -> None:
    assert add_up([before, difference(after, before)]) == after
    assert difference(after, after) == {}


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=80))
def test_the_median_of_counts_is_that_of_the_values(values: list[int]) -> None:
    counts = {value: values.count(value) for value in values}
    assert median_of(counts) == Decimal(str(statistics.median(values)))


def test_nothing_has_no_median() -> None:
    assert median_of({}) is None
