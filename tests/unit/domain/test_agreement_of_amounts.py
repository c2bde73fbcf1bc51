"""Lines, shipping and invoice amount: in which readings they agree, and where none does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shared.domain.account import GatewayTerms
from shared.domain.finding import FindingCode, Severity
from shared.domain.money import Money
from shared.domain.orders.order import OrderShipping
from tests.unit.domain.orders import evaluate_order, make_facts, make_line, make_order, only_finding


@pytest.mark.parametrize(
    ("invoice", "price", "fee"),
    [
        ("119.00", "57.05", "4.90"),  # gross with shipping
        ("114.10", "57.05", "4.90"),  # gross without shipping
        ("119.00", "50.00", "0.00"),  # net prices
        ("124.95", "50.00", "5.00"),  # net prices and net shipping
        ("124.00", "50.00", "5.00"),  # net prices, shipping as it is
        ("100.00", "59.50", "0.00"),  # gross prices, net invoice
        ("119.02", "57.05", "4.90"),  # within the tolerance
        ("118.98", "57.05", "4.90"),
    ],
)
def test_amounts_agree_when_any_reading_of_the_lines_comes_to_the_invoice(invoice: str, price: str, fee: str) -> None:
    order = make_order(
        invoice_amount=Decimal(invoice),
        lines=(make_line(unit_price=Decimal(price)),),
        shipping=OrderShipping(fee=Decimal(fee)),
    )

    assert evaluate_order(order).findings == ()


def test_amounts_that_differ_by_three_cents_in_every_reading_are_unclear() -> None:
    finding = only_finding(evaluate_order(make_order(invoice_amount=Decimal("119.03"))))

    assert (finding.code, finding.severity) == (FindingCode.AMOUNT_UNCLEAR, Severity.BLOCK)
    assert finding.parameters == {"invoice": "119.03 EUR", "lines": "119.00 EUR", "shipping": "4.90 EUR"}


def test_a_discount_is_a_line_below_zero() -> None:
    lines = (make_line(), make_line(name="Rabatt 10 %", quantity=Decimal(1), unit_price=Decimal("-11.41")))
    order = make_order(invoice_amount=Decimal("107.59"), lines=lines)

    assert evaluate_order(order).findings == ()


def test_quantities_with_decimals_are_rounded_line_by_line_too() -> None:
    # Five times 0.333 x 10.01 = 3.33333 is 16.66665 together, and 16.65 where 3.33 is charged for each line.
    lines = tuple(make_line(quantity=Decimal("0.333"), unit_price=Decimal("10.01")) for _ in range(5))
    for invoice in ("16.67", "16.65"):
        order = make_order(invoice_amount=Decimal(invoice), lines=lines, shipping=OrderShipping())
        assert evaluate_order(order).findings == ()


def test_net_shipping_may_bear_the_lower_rate_or_the_average_of_the_lines() -> None:
    lines = (
        make_line(quantity=Decimal(1), unit_price=Decimal("100.00"), tax_rate=Decimal(19)),
        make_line(quantity=Decimal(3), unit_price=Decimal("100.00"), tax_rate=Decimal(7)),
    )
    for invoice in ("450.70", "451.00"):  # 440.00 and 10.00 with 7 %, or with 10 % as all lines together
        order = make_order(invoice_amount=Decimal(invoice), lines=lines, shipping=OrderShipping(fee=Decimal("10.00")))
        assert evaluate_order(order).findings == ()


def test_a_currency_without_cents_is_rounded_to_whole_units() -> None:
    # 333 JPY and 10 % are 366.30 for each, and 366 are charged.
    line = make_line(quantity=Decimal(5), unit_price=Decimal(333), tax_rate=Decimal(10))
    order = make_order(currency="JPY", invoice_amount=Decimal(1830), lines=(line,), shipping=OrderShipping())

    evaluation = evaluate_order(order, facts=make_facts(terms=GatewayTerms()))

    assert evaluation.findings == ()
    assert evaluation.position is not None
    assert evaluation.position.principal == Money.of("1830.00", "JPY")


def test_a_currency_that_two_decimals_cannot_hold_is_blocked_and_not_rounded() -> None:
    evaluation = evaluate_order(make_order(currency="KWD"), facts=make_facts(terms=GatewayTerms()))

    assert only_finding(evaluation).code is FindingCode.CURRENCY_NOT_SUPPORTED
    assert evaluation.position is None


@pytest.mark.parametrize("path", ["line.1", "line.1.price", "line.1.quantity"])
def test_a_line_that_made_no_sense_leaves_the_amount_unclear_even_where_the_others_come_to_it(path: str) -> None:
    lost = make_line(quantity=None, unit_price=None)

    unreadable = evaluate_order(make_order(lines=(make_line(), lost), unreadable=(path,)))
    nameless = evaluate_order(make_order(lines=(make_line(), lost), unreadable=("line.1.name",)))

    assert only_finding(unreadable).code is FindingCode.AMOUNT_UNCLEAR
    assert only_finding(unreadable).parameters == {"missing": "lines"}
    assert nameless.findings == ()


def test_each_line_is_taxed_with_its_own_rate() -> None:
    lines = (
        make_line(quantity=Decimal(1), unit_price=Decimal("100.00"), tax_rate=Decimal(19)),
        make_line(quantity=Decimal(1), unit_price=Decimal("100.00"), tax_rate=Decimal(7)),
    )
    order = make_order(invoice_amount=Decimal("226.00"), lines=lines, shipping=OrderShipping())

    assert evaluate_order(order).findings == ()
