"""Amounts, subject and invoice: each rule's case, and the neighbour that just passes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shared.domain.account import GatewayTerms
from shared.domain.finding import FindingCode, Severity
from shared.domain.money import Money
from tests.unit.domain.orders import (
    codes_of,
    evaluate_order,
    make_facts,
    make_line,
    make_order,
    make_settings,
    make_status,
    only_finding,
)


@pytest.mark.parametrize(
    ("changes", "parameters"),
    [
        ({"paid_amount": Decimal("-119.00")}, {"paid": "-119.00 EUR"}),
        (
            {"invoice_amount": Decimal("-119.00"), "lines": (make_line(quantity=Decimal(-2)),)},
            {"invoice": "-119.00 EUR"},
        ),
    ],
)
def test_a_negative_amount_is_a_credit_note_and_no_claim(
    changes: dict[str, object], parameters: dict[str, str]
) -> None:
    evaluation = evaluate_order(make_order(**changes))

    credit_note = evaluation.findings[0]
    assert (credit_note.code, credit_note.severity) == (FindingCode.CREDIT_NOTE, Severity.BLOCK)
    assert credit_note.parameters == parameters
    assert evaluation.position is None


def test_what_is_paid_in_full_is_blocked() -> None:
    evaluation = evaluate_order(make_order(paid_amount=Decimal("119.00")))

    assert codes_of(evaluation) == [FindingCode.PAID, FindingCode.BELOW_MINIMUM]
    assert evaluation.findings[0].parameters == {}


def test_what_is_overpaid_leaves_nothing_open() -> None:
    evaluation = evaluate_order(make_order(paid_amount=Decimal("500.00")))

    assert FindingCode.PAID in codes_of(evaluation)
    assert evaluation.position is not None
    assert evaluation.position.open == Money.zero("EUR")


def test_the_paid_flag_counts_even_beside_an_open_rest() -> None:
    order = make_order(paid_amount=Decimal("100.00"), status=make_status(is_paid=True))

    finding = only_finding(evaluate_order(order))

    assert (finding.code, finding.severity) == (FindingCode.PAID, Severity.BLOCK)


def test_a_paid_order_without_an_amount_is_paid_and_not_unclear() -> None:
    order = make_order(paid_amount=None, status=make_status(is_paid=True))

    assert codes_of(evaluate_order(order)) == [FindingCode.PAID]


def test_a_rest_below_the_tolerance_counts_as_paid_and_one_at_it_does_not() -> None:
    settings = make_settings(paid_tolerance=Decimal("20.00"))

    below = evaluate_order(make_order(paid_amount=Decimal("99.01")), settings=settings)
    at = evaluate_order(make_order(paid_amount=Decimal("99.00")), settings=settings)

    assert only_finding(below).code is FindingCode.PAID
    assert only_finding(below).parameters == {"open": "19.99 EUR"}
    assert at.findings == ()


def test_a_part_payment_leaves_the_rest_open() -> None:
    evaluation = evaluate_order(make_order(paid_amount=Decimal("19.00")))

    assert evaluation.findings == ()
    assert evaluation.position is not None
    assert evaluation.position.principal == Money.of("119.00", "EUR")
    assert evaluation.position.open == Money.of("100.00", "EUR")


def test_an_empty_paid_amount_of_an_unpaid_order_means_nothing_was_paid() -> None:
    evaluation = evaluate_order(make_order(paid_amount=None))

    assert evaluation.findings == ()
    assert evaluation.position is not None
    assert evaluation.position.paid == Money.zero("EUR")


def test_an_unreadable_paid_amount_is_not_taken_for_nothing() -> None:
    evaluation = evaluate_order(make_order(paid_amount=None, unreadable=("paid_amount",)))

    finding = only_finding(evaluation)
    assert (finding.code, finding.severity) == (FindingCode.AMOUNT_UNCLEAR, Severity.BLOCK)
    assert finding.parameters == {"missing": "paid_amount"}
    assert evaluation.position is None


@pytest.mark.parametrize("amount", [None, Decimal("1000000000000.00"), Decimal("1E+999999")])
def test_without_a_usable_invoice_amount_the_amount_is_unclear(amount: Decimal | None) -> None:
    evaluation = evaluate_order(make_order(invoice_amount=amount))

    finding = only_finding(evaluation)
    assert (finding.code, finding.field) == (FindingCode.AMOUNT_UNCLEAR, "positions.0.principal")
    assert finding.parameters == {"missing": "invoice_amount"}
    assert evaluation.position is None


def test_the_larger_of_the_two_minimums_counts() -> None:
    order = make_order(paid_amount=Decimal("109.01"))

    by_gateway = only_finding(evaluate_order(order))
    by_merchant = only_finding(evaluate_order(order, settings=make_settings(minimum_amount=Decimal("15.00"))))
    at_minimum = evaluate_order(make_order(paid_amount=Decimal("109.00")))

    assert (by_gateway.code, by_gateway.severity) == (FindingCode.BELOW_MINIMUM, Severity.BLOCK)
    assert by_gateway.parameters == {"open": "9.99 EUR", "minimum": "10.00 EUR"}
    assert by_merchant.parameters == {"open": "9.99 EUR", "minimum": "15.00 EUR"}
    assert at_minimum.findings == ()


def test_a_minimum_in_another_currency_limits_nothing() -> None:
    assert evaluate_order(make_order(currency="CHF", paid_amount=Decimal("118.00"))).findings == ()


@pytest.mark.parametrize("currency", [None, "", "1", "eur", "EURO", "USD", "EUR\n", "ÄÖÜ"])
def test_a_currency_that_is_none_or_not_announced_is_blocked(currency: str | None) -> None:
    finding = only_finding(evaluate_order(make_order(currency=currency)))

    assert (finding.code, finding.severity) == (FindingCode.CURRENCY_NOT_SUPPORTED, Severity.BLOCK)


def test_a_gateway_that_announces_no_currencies_takes_any() -> None:
    assert evaluate_order(make_order(currency="USD"), facts=make_facts(terms=GatewayTerms())).findings == ()


def test_a_line_without_a_price_adds_nothing_and_one_without_a_quantity_cannot_be_reckoned() -> None:
    free = make_order(lines=(make_line(), make_line(name="Beilage", unit_price=None)))
    unknown = make_order(lines=(make_line(), make_line(quantity=None)))

    assert evaluate_order(free).findings == ()
    assert only_finding(evaluate_order(unknown)).code is FindingCode.AMOUNT_UNCLEAR


@pytest.mark.parametrize(
    ("lines", "missing"),
    [((), "lines"), ((make_line(name=None),), "line_names"), ((make_line(name=" "),), "line_names")],
)
def test_without_lines_or_names_nobody_knows_what_was_sold(lines: tuple[object, ...], missing: str) -> None:
    evaluation = evaluate_order(make_order(lines=lines))

    finding = only_finding(evaluation)
    assert (finding.code, finding.field) == (FindingCode.AMOUNT_UNCLEAR, "positions.0.subject")
    assert finding.parameters == {"missing": missing}
    assert evaluation.position is None


def test_a_missing_invoice_number_is_a_warning() -> None:
    evaluation = evaluate_order(make_order(invoice_number=None))

    assert only_finding(evaluation).code is FindingCode.NO_INVOICE_NUMBER
    assert only_finding(evaluation).severity is Severity.WARNING
    assert evaluation.position is not None
    assert evaluation.position.invoice_number is None


def test_an_invoice_number_that_has_no_room_is_left_out_and_never_cut() -> None:
    fits, too_long = (
        evaluate_order(make_order(invoice_number="R" * 40)),
        evaluate_order(make_order(invoice_number="R" * 41)),
    )

    assert fits.findings == ()
    assert only_finding(too_long).parameters == {"too_long": "invoice_number", "maximum": "40"}
    assert too_long.position is not None
    assert too_long.position.invoice_number is None


def test_a_sensitive_word_makes_the_subject_neutral() -> None:
    order = make_order(lines=(make_line(name="Erotik-Lampe"),))

    evaluation = evaluate_order(order, settings=make_settings(sensitive_words=("", "EROTIK")))

    finding = only_finding(evaluation)
    assert (finding.code, finding.severity) == (FindingCode.SENSITIVE_SUBJECT, Severity.WARNING)
    assert evaluation.position is not None
    assert evaluation.position.subject == "Bestellung 473_2026_09 vom 01.09.2026"
    assert finding.parameters == {"word": "EROTIK", "subject": evaluation.position.subject}


def test_other_words_stay_in_the_subject() -> None:
    position = evaluate_order(settings=make_settings(sensitive_words=("Kerze",))).position

    assert position is not None
    assert position.subject == "2 x Lampe"
