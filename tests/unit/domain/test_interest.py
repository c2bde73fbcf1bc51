"""Default interest: the law's rates, days counted one by one, and no rate that nobody announced."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from shared.domain.base_rates import BaseRateUnknownError, base_rate_on, base_rates, half_year_of
from shared.domain.interest import DefaultInterest, reckon_interest
from shared.domain.money import Money
from shared.domain.parties.debtor import DebtorKind

CONSUMER, BUSINESS, UNKNOWN = DebtorKind.CONSUMER, DebtorKind.BUSINESS, DebtorKind.UNKNOWN
THOUSAND = Money.of("1000.00", "EUR")
LAST_KNOWN_DAY = date(2026, 12, 31)


def reckon(
    default_day: date,
    until: date,
    *,
    principal: Money = THOUSAND,
    kind: DebtorKind = BUSINESS,
    contract_day: date = date(2026, 1, 1),
) -> DefaultInterest:
    return reckon_interest(principal, kind=kind, contract_day=contract_day, default_day=default_day, until=until)


def test_the_worked_example_comes_out() -> None:
    interest = reckon(date(2026, 8, 1), date(2026, 9, 2))

    assert interest.amount == Money.of("9.22", "EUR")  # 1000 EUR x 10.52 % x 32 / 365
    (period,) = interest.periods
    assert (period.first_day, period.last_day, period.days) == (date(2026, 8, 2), date(2026, 9, 2), 32)
    assert period.rate == Decimal("10.52")
    assert interest.amount_of(period) == interest.amount


def test_no_interest_runs_on_the_day_on_which_default_begins() -> None:
    same_day = reckon(date(2026, 8, 1), date(2026, 8, 1))
    next_day = reckon(date(2026, 8, 1), date(2026, 8, 2))

    assert (same_day.periods, same_day.amount) == ((), Money.zero("EUR"))
    assert next_day.periods[0].days == 1
    assert next_day.amount == Money.of("0.29", "EUR")


@pytest.mark.parametrize(("kind", "rate"), [(CONSUMER, "6.52"), (UNKNOWN, "6.52"), (BUSINESS, "10.52")])
def test_the_rate_goes_by_the_kind_of_debtor_and_unknown_counts_as_consumer(kind: DebtorKind, rate: str) -> None:
    assert reckon(date(2026, 8, 1), date(2026, 9, 2), kind=kind).periods[0].rate == Decimal(rate)


@pytest.mark.parametrize(("contract_day", "rate"), [(date(2014, 7, 28), "7.12"), (date(2014, 7, 29), "8.12")])
def test_a_contract_from_before_the_new_law_bears_eight_points(contract_day: date, rate: str) -> None:
    interest = reckon(date(2017, 1, 1), date(2017, 2, 1), contract_day=contract_day)

    assert interest.periods[0].rate == Decimal(rate)


def test_the_flat_fee_is_for_businesses_and_the_new_law_and_no_part_of_the_interest() -> None:
    day, until = date(2026, 8, 1), date(2026, 9, 2)

    assert reckon(day, until).flat_fee == Money.of("40.00", "EUR")
    assert reckon(day, until).amount == Money.of("9.22", "EUR")
    assert reckon(day, until, kind=CONSUMER).flat_fee is None
    assert reckon(day, until, kind=UNKNOWN).flat_fee is None
    assert reckon(day, until, contract_day=date(2014, 7, 28)).flat_fee is None


def test_interest_is_split_where_the_base_rate_may_change() -> None:
    interest = reckon(date(2025, 6, 29), date(2026, 1, 2), kind=CONSUMER)

    assert [(period.first_day, period.days, period.rate) for period in interest.periods] == [
        (date(2025, 6, 30), 1, Decimal("7.27")),
        (date(2025, 7, 1), 184, Decimal("6.27")),
        (date(2026, 1, 1), 2, Decimal("6.27")),
    ]
    assert interest.amount == Money.of("32.15", "EUR")  # 0.1992 + 31.6077 + 0.3436, rounded once


def test_a_leap_year_has_a_day_more() -> None:
    leap = reckon(date(2023, 12, 31), date(2024, 2, 29), kind=CONSUMER)

    assert leap.periods[0].days == 60
    assert leap.amount == Money.of("14.13", "EUR")  # 1000 EUR x 8.62 % x 60 / 366


def test_a_whole_year_bears_the_whole_rate() -> None:
    assert reckon(date(2021, 12, 31), date(2022, 12, 31), kind=CONSUMER).amount == Money.of("41.20", "EUR")


def test_the_last_known_day_is_reckoned_and_the_next_is_refused() -> None:
    assert reckon(date(2026, 12, 1), LAST_KNOWN_DAY).periods[-1].last_day == LAST_KNOWN_DAY
    with pytest.raises(BaseRateUnknownError) as refusal:
        reckon(date(2026, 12, 1), LAST_KNOWN_DAY + timedelta(days=1))
    assert refusal.value.half_year == date(2027, 1, 1)


@pytest.mark.parametrize("until", [date(2027, 1, 1), date(2031, 5, 5), date.max])
def test_no_rate_is_carried_on_into_a_half_year_that_nobody_announced(until: date) -> None:
    with pytest.raises(BaseRateUnknownError, match="2027-01-01"):
        reckon(date(2026, 12, 1), until)


def test_before_the_table_begins_nothing_is_reckoned_either() -> None:
    with pytest.raises(BaseRateUnknownError, match="2016-01-01"):
        reckon(date(2016, 6, 29), date(2016, 7, 1))
    assert reckon(date(2016, 6, 30), date(2016, 7, 1)).periods[0].days == 1


def test_default_on_the_last_day_of_the_calendar_bears_nothing() -> None:
    assert reckon(date.max, date.max).periods == ()


def test_the_table_has_a_row_for_each_half_year_without_a_gap() -> None:
    days = sorted(base_rates())

    assert all(half_year_of(day).first_day == day for day in days)
    assert [half_year_of(day).last_day + timedelta(days=1) for day in days[:-1]] == days[1:]
    assert half_year_of(days[-1]).last_day == LAST_KNOWN_DAY


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2016, 7, 1), "-0.88"),
        (date(2022, 12, 31), "-0.88"),
        (date(2023, 1, 1), "1.62"),
        (date(2023, 7, 1), "3.12"),
        (date(2024, 1, 1), "3.62"),
        (date(2024, 7, 1), "3.37"),
        (date(2025, 1, 1), "2.27"),
        (date(2025, 7, 1), "1.27"),
        (date(2026, 6, 30), "1.27"),
        (date(2026, 7, 1), "1.52"),
    ],
)
def test_the_rates_are_those_of_the_bundesbank(day: date, percent: str) -> None:
    assert base_rate_on(day) == Decimal(percent)
