"""What a case brought in, by the month in which atriga told of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cases.case import Balance, BalanceLine, CaseSnapshot
from shared.domain.cases.case_progress import follow_snapshot
from shared.domain.cases.recovery import MOST_MONTHS, Recovery, recovered_cents
from shared.domain.money import Money
from tests.unit.web.samples import NOW, euros, make_case, make_position, make_snapshot

PAID_BEFORE = make_position().paid.cents
MARCH, MAY = date(2026, 3, 31), date(2026, 5, 1)


def told(version: int, paid: int, **lines: BalanceLine | None) -> CaseSnapshot:
    balance = Balance(principal=BalanceLine(owed=euros(123450), paid=euros(paid)), total_open=euros(1000)).model_copy(
        update=lines
    )
    return make_snapshot(version=version, closing=None, balance=balance, changed_at=NOW + timedelta(days=version))


def test_what_was_paid_before_the_hand_over_is_not_recovered() -> None:
    case = make_case(snapshot=None)
    assert recovered_cents(case, told(1, PAID_BEFORE)) == 0
    assert follow_snapshot(case, told(1, PAID_BEFORE), NOW).recovery == Recovery()


def test_interest_and_costs_that_were_paid_are_recovered_too() -> None:
    costs = BalanceLine(owed=euros(900), paid=euros(900))
    assert recovered_cents(make_case(), told(1, PAID_BEFORE + 100, agency_costs=costs, interest=costs)) == 1900


def test_money_belongs_to_the_day_on_which_the_case_changed_at_atriga() -> None:
    case = follow_snapshot(make_case(snapshot=None), told(1, PAID_BEFORE + 2500), NOW + timedelta(days=90))
    assert case.recovery == Recovery(cents=2500, first_on=date(2026, 11, 25), by_month={"2026-11": 2500})


def test_the_same_snapshot_twice_and_an_older_one_change_nothing() -> None:
    case = follow_snapshot(make_case(snapshot=None), told(2, PAID_BEFORE + 2500), NOW)
    for version in (2, 1):
        assert follow_snapshot(case, told(version, PAID_BEFORE + 9900), NOW).recovery == case.recovery


@pytest.mark.parametrize(
    "principal", [None, BalanceLine(owed=Money.of(5, "CHF"), paid=Money.of(5, "CHF"))], ids=["missing", "francs"]
)
def test_a_snapshot_that_does_not_tell_leaves_what_is_known(principal: BalanceLine | None) -> None:
    case = follow_snapshot(make_case(snapshot=None), told(1, PAID_BEFORE + 2500), NOW)
    after = follow_snapshot(case, told(2, 0, principal=principal), NOW)
    assert after.snapshot is not None
    assert after.snapshot.version == 2
    assert after.recovery == case.recovery


def test_a_line_in_another_currency_is_never_added() -> None:
    francs = BalanceLine(owed=Money.of(7, "CHF"), paid=Money.of(7, "CHF"))
    assert recovered_cents(make_case(), told(1, PAID_BEFORE + 100, interest=francs)) == 100


def test_what_is_taken_back_is_taken_off_in_its_own_month() -> None:
    recovery = Recovery().follow(5000, MARCH).follow(3000, MAY)
    assert recovery == Recovery(cents=3000, first_on=MARCH, by_month={"2026-03": 5000, "2026-05": -2000})


def test_where_all_is_taken_back_there_was_no_first_payment() -> None:
    recovery = Recovery().follow(5000, MARCH).follow(0, MAY)
    assert (recovery.cents, recovery.first_on) == (0, None)
    assert recovery.follow(100, date(2026, 6, 2)).first_on == date(2026, 6, 2)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 1500)), max_size=60))
def test_the_months_add_up_to_what_came_in_as_long_as_all_are_kept(steps: list[tuple[int, int]]) -> None:
    recovery, day = Recovery(), date(2024, 1, 1)
    months = set()
    for cents, days in steps:
        day += timedelta(days=days % 40)
        if cents != recovery.cents:
            months.add(f"{day:%Y-%m}")
        recovery = recovery.follow(cents, day)
    assert len(recovery.by_month) <= MOST_MONTHS
    assert 0 not in recovery.by_month.values()
    assert (recovery.first_on is None) == (recovery.cents == 0)
    if len(months) <= MOST_MONTHS:
        assert sum(recovery.by_month.values()) == recovery.cents


def test_only_the_newest_months_are_kept() -> None:
    recovery = Recovery()
    for number in range(MOST_MONTHS + 6):
        recovery = recovery.follow(recovery.cents + 100, date(2020 + number // 12, number % 12 + 1, 1))
    assert list(recovery.by_month) == sorted(recovery.by_month)
    assert min(recovery.by_month) == "2020-07"
    assert recovery.cents == 100 * (MOST_MONTHS + 6)
