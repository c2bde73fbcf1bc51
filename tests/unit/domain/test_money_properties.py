"""Money under any numbers: sums that do not depend on order, readings that agree, and nothing that raises."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.base_rates import base_rates
from shared.domain.evaluation.facts import EvaluationFacts
from shared.domain.evaluation.reading import OrderReading
from shared.domain.evaluation.rules_of_money import find_amount_unclear, find_paid
from shared.domain.finding import FindingCode
from shared.domain.interest import reckon_interest
from shared.domain.money import CENT, Money
from shared.domain.orders.order import Order, OrderLine, OrderShipping
from shared.domain.orders.order_amounts import agrees, open_amount, paid_amount, sums_of_lines, usable_amount
from shared.domain.parties.debtor import DebtorKind
from tests.unit.domain.orders import TODAY, evaluate_order, make_line, make_order, make_settings, make_status

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

ANY_NUMBER = (
    st.none()
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.sampled_from(["sNaN", "NaN123", "-Infinity", "1E+999999", "-1E-999999", "9E+400000", "0E-999999"]).map(Decimal)
)
PRICES = st.decimals(min_value="0.01", max_value=2000, places=2)
RATES = st.sampled_from([Decimal(0), Decimal(7), Decimal(19), Decimal("5.5"), Decimal("2.6"), Decimal(21)])
QUANTITIES = st.integers(1, 20).map(Decimal) | st.decimals(min_value="0.1", max_value=20, places=3)
LINES = st.builds(
    OrderLine,
    name=st.just("Ware"),
    quantity=QUANTITIES,
    unit_price=PRICES | PRICES.map(lambda price: -price),  # a discount is a line below zero
    tax_rate=RATES,
)
FEES = st.none() | st.decimals(min_value=0, max_value=50, places=2)
DAYS = st.dates(min_value=min(base_rates()), max_value=date(2026, 12, 31))
CENTS = st.integers(0, 10**9)


def make_order_of(lines: list[OrderLine], fee: Decimal | None, invoice: Decimal | None, currency: str = "EUR") -> Order:
    return make_order(
        lines=tuple(lines), shipping=OrderShipping(fee=fee), invoice_amount=invoice, paid_amount=None, currency=currency
    )


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def factor(line: OrderLine) -> Decimal:
    return 1 + (line.tax_rate or 0) / Decimal(100)


def price(line: OrderLine) -> Decimal:
    return (line.quantity or Decimal(0)) * (line.unit_price or Decimal(0))


def add(lines: list[OrderLine], amount_of: Callable[[OrderLine], Decimal]) -> Decimal:
    return sum((amount_of(line) for line in lines), start=Decimal(0))


READINGS: dict[str, Callable[[list[OrderLine]], Decimal]] = {
    "gross": lambda lines: add(lines, price),
    "gross, each line rounded": lambda lines: add(lines, lambda line: to_cents(price(line))),
    "net prices": lambda lines: add(lines, lambda line: price(line) * factor(line)),
    "net prices, each line rounded": lambda lines: add(lines, lambda line: to_cents(price(line) * factor(line))),
    "net invoice": lambda lines: add(lines, lambda line: price(line) / factor(line)),
    "net invoice, each line rounded": lambda lines: add(lines, lambda line: to_cents(price(line) / factor(line))),
}


@given(st.lists(LINES, min_size=1, max_size=6), FEES, st.randoms(use_true_random=False))
def test_sums_do_not_depend_on_the_order_of_the_lines(
    lines: list[OrderLine], fee: Decimal | None, random: Random
) -> None:
    shuffled = random.sample(lines, len(lines))

    one, other = (sums_of_lines(make_order_of(some, fee, Decimal(1))) for some in (lines, shuffled))

    assert sorted({to_cents(total) for total in one}) == sorted({to_cents(total) for total in other})


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("with_shipping", [True, False])
@given(lines=st.lists(LINES, min_size=1, max_size=6), fee=FEES)
def test_an_order_that_is_consistent_in_any_reading_is_clear(
    *, reading: str, with_shipping: bool, lines: list[OrderLine], fee: Decimal | None
) -> None:
    invoice = to_cents(READINGS[reading](lines) + ((fee or 0) if with_shipping else 0))
    assume(invoice >= 0)

    codes = {finding.code for finding in evaluate_order(make_order_of(lines, fee, invoice)).findings}

    assert FindingCode.AMOUNT_UNCLEAR not in codes


@given(rates=st.sets(RATES, min_size=1, max_size=3), net=PRICES, fee=PRICES, which=st.integers(0, 2))
def test_shipping_may_be_taxed_at_any_rate_of_the_lines(
    rates: set[Decimal], net: Decimal, fee: Decimal, which: int
) -> None:
    lines = [make_line(quantity=Decimal(1), unit_price=net, tax_rate=rate) for rate in sorted(rates)]
    rate = sorted(rates)[which % len(rates)]
    invoice = to_cents(READINGS["net prices"](lines)) + to_cents(fee * (1 + rate / 100))

    assert agrees(invoice, sums_of_lines(make_order_of(lines, fee, invoice)))


@given(
    lines=st.lists(LINES, min_size=1, max_size=4),
    fee=FEES,
    distance=st.decimals(min_value="0.03", max_value=10**6, places=2),
    above=st.booleans(),
)
def test_an_order_that_is_off_by_more_than_two_cents_in_every_reading_is_unclear(
    *, lines: list[OrderLine], fee: Decimal | None, distance: Decimal, above: bool
) -> None:
    sums = sums_of_lines(make_order_of(lines, fee, Decimal(0)))
    # Beyond the outermost reading there is none that could come near.
    invoice = to_cents(max(sums) + distance + CENT if above else min(sums) - distance - CENT)
    assume(invoice >= 0)

    codes = {finding.code for finding in evaluate_order(make_order_of(lines, fee, invoice)).findings}

    assert FindingCode.AMOUNT_UNCLEAR in codes


@given(lines=st.lists(LINES, min_size=1, max_size=4), fee=FEES, invoice=st.decimals(0, 5000, places=2))
def test_an_order_is_clear_exactly_where_a_reading_comes_within_two_cents(
    lines: list[OrderLine], fee: Decimal | None, invoice: Decimal
) -> None:
    order = make_order_of(lines, fee, invoice)
    nearest = min(abs(invoice - total) for total in sums_of_lines(order))

    codes = {finding.code for finding in evaluate_order(order).findings}

    assert (FindingCode.AMOUNT_UNCLEAR in codes) == (nearest > Decimal("0.02"))


@given(invoiced=ANY_NUMBER, paid=ANY_NUMBER)
def test_what_is_open_is_never_negative(invoiced: Decimal | None, paid: Decimal | None) -> None:
    rest = open_amount(usable_amount(invoiced), usable_amount(paid))

    assert rest is None or rest >= 0


@given(invoiced=CENTS, paid=CENTS, tolerance=CENTS)
def test_what_is_open_counts_as_paid_at_zero_and_below_the_tolerance(invoiced: int, paid: int, tolerance: int) -> None:
    order = make_order(invoice_amount=Decimal(invoiced) / 100, paid_amount=Decimal(paid) / 100)
    settings = make_settings(paid_tolerance=Decimal(tolerance) / 100)
    rest = max(invoiced - paid, 0)

    findings = list(find_paid(OrderReading(order, settings, EvaluationFacts(), TODAY)))

    assert bool(findings) == (rest == 0 or rest < tolerance)


@given(
    invoiced=ANY_NUMBER,
    paid=ANY_NUMBER,
    fee=ANY_NUMBER,
    lines=st.lists(st.tuples(ANY_NUMBER, ANY_NUMBER, ANY_NUMBER), max_size=3),
    currency=st.sampled_from([None, "", "EUR", "JPY", "KWD", "XTS"]),
    is_paid=st.booleans(),
)
def test_no_number_makes_anything_raise(
    *,
    invoiced: Decimal | None,
    paid: Decimal | None,
    fee: Decimal | None,
    lines: list[tuple[Decimal | None, Decimal | None, Decimal | None]],
    currency: str | None,
    is_paid: bool,
) -> None:
    # model_copy lets through what the model refuses, so that the rules are tried without that guard.
    order = make_order(
        invoice_amount=invoiced,
        paid_amount=paid,
        currency=currency,
        shipping=OrderShipping().model_copy(update={"fee": fee}),
        lines=tuple(make_line(quantity=count, unit_price=each, tax_rate=rate) for count, each, rate in lines),
        status=make_status(is_paid=is_paid),
    )

    evaluation = evaluate_order(order)

    known = paid_amount(order)
    assert known is None or known.is_finite()
    assert all(total.is_finite() for total in sums_of_lines(order))
    if evaluation.position is not None:
        assert evaluation.position.open.cents >= 0
    assert list(find_amount_unclear(OrderReading(order, make_settings(), EvaluationFacts(), TODAY))) == [
        finding for finding in evaluation.findings if finding.code is FindingCode.AMOUNT_UNCLEAR
    ]


@given(cents=CENTS, kind=st.sampled_from(DebtorKind), days=st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_interest_over_adjoining_spans_adds_up(cents: int, kind: DebtorKind, days: list[date]) -> None:
    def reckon(default_day: date, until: date) -> Decimal:
        interest = reckon_interest(
            Money(cents=cents, currency="EUR"), kind=kind, contract_day=days[0], default_day=default_day, until=until
        )
        return interest.amount.amount

    first, middle, last = days

    assert abs(reckon(first, middle) + reckon(middle, last) - reckon(first, last)) <= CENT


@given(cents=CENTS, default_day=DAYS, until=DAYS)
def test_periods_hold_every_day_of_the_span_once_and_sum_up_to_the_amount(
    cents: int, default_day: date, until: date
) -> None:
    interest = reckon_interest(
        Money(cents=cents, currency="EUR"),
        kind=DebtorKind.CONSUMER,
        contract_day=default_day,
        default_day=default_day,
        until=until,
    )

    days = [period.first_day + timedelta(days=number) for period in interest.periods for number in range(period.days)]
    assert days == [default_day + timedelta(days=number + 1) for number in range(max((until - default_day).days, 0))]
    assert interest.amount.amount == to_cents(sum((period.amount for period in interest.periods), start=Decimal(0)))
