"""Where the order stands: each rule's case, and the neighbour that just passes."""

from __future__ import annotations

from datetime import date

import pytest

from shared.domain.cases.case import HandedOver
from shared.domain.evaluation import order_not_found
from shared.domain.finding import FindingCode, Severity
from shared.domain.orders.order import OrderShipping, OrderStatus, PaymentMethod
from tests.unit.domain.orders import (
    codes_of,
    evaluate_order,
    make_facts,
    make_order,
    make_settings,
    make_status,
    only_finding,
)


def test_a_perfect_order_has_no_finding_and_makes_a_claim() -> None:
    evaluation = evaluate_order()

    assert evaluation.findings == ()
    assert not evaluation.is_blocked
    assert evaluation.position is not None
    assert evaluation.debtor is not None


def test_an_order_that_dreamrobot_does_not_know_is_blocked() -> None:
    finding = order_not_found("9_2026_01")

    assert (finding.code, finding.severity) == (FindingCode.ORDER_NOT_FOUND, Severity.BLOCK)
    assert finding.parameters == {"order_id": "9_2026_01"}


@pytest.mark.parametrize(("case_number", "shown"), [("A-77", "A-77"), (None, "case-1")])
def test_an_order_in_a_running_case_is_blocked_and_names_it(case_number: str | None, shown: str) -> None:
    finding = only_finding(
        evaluate_order(facts=make_facts(handed_over=HandedOver(case_id="case-1", case_number=case_number)))
    )

    assert (finding.code, finding.severity) == (FindingCode.ALREADY_HANDED_OVER, Severity.BLOCK)
    assert finding.parameters == {"case": shown, "case_id": "case-1"}


def test_a_cancelled_order_is_blocked_although_cancelling_marks_it_shipped() -> None:
    order = make_order(status=make_status(is_cancelled=True, cancelled_on=date(2026, 9, 9)))

    finding = only_finding(evaluate_order(order))

    assert (finding.code, finding.severity) == (FindingCode.CANCELLED, Severity.BLOCK)
    assert finding.parameters == {"day": "2026-09-09"}


@pytest.mark.parametrize(
    ("field", "code", "severity"),
    [
        ("is_cancelled", FindingCode.CANCELLED, Severity.BLOCK),
        ("is_paid", FindingCode.PAID, Severity.BLOCK),
        ("is_parked", FindingCode.PARKED, Severity.WARNING),
    ],
)
def test_a_flag_that_made_no_sense_is_not_read_as_no(field: str, code: FindingCode, severity: Severity) -> None:
    finding = only_finding(evaluate_order(make_order(unreadable=(f"status.{field}",))))

    assert (finding.code, finding.severity) == (code, severity)
    assert finding.parameters == {"unreadable": field}


@pytest.mark.parametrize(("blocks", "severity"), [(True, Severity.BLOCK), (False, Severity.WARNING)])
def test_goods_that_never_went_out_weigh_as_the_merchant_set(*, blocks: bool, severity: Severity) -> None:
    order = make_order(status=make_status(is_shipped=False))

    finding = only_finding(evaluate_order(order, settings=make_settings(undelivered_blocks=blocks)))

    assert (finding.code, finding.severity) == (FindingCode.NOT_DELIVERED, severity)


def test_a_status_that_is_no_object_says_nothing_about_cancelling() -> None:
    order = make_order(status=OrderStatus(), unreadable=("status",))

    assert {FindingCode.CANCELLED, FindingCode.PAID} <= set(codes_of(evaluate_order(order)))


def test_goods_that_arrived_were_delivered_even_if_nobody_noted_the_shipping() -> None:
    order = make_order(
        status=make_status(is_shipped=False, shipped_on=None, is_arrived=True, arrived_on=date(2026, 9, 5)),
        shipping=OrderShipping(fee=make_order().shipping.fee),
    )

    evaluation = evaluate_order(order)

    assert evaluation.findings == ()
    assert evaluation.position is not None
    assert evaluation.position.delivered_on == date(2026, 9, 5)


def test_a_shipping_day_is_no_proof_of_delivery() -> None:
    position = evaluate_order().position

    assert position is not None
    assert position.delivered_on is None


def test_a_parked_order_passes_with_a_warning() -> None:
    evaluation = evaluate_order(make_order(status=make_status(is_parked=True)))

    assert only_finding(evaluation).severity is Severity.WARNING
    assert codes_of(evaluation) == [FindingCode.PARKED]
    assert not evaluation.is_blocked


def test_an_order_paid_in_advance_is_blocked() -> None:
    method = PaymentMethod(payment_method_id="1", name="Vorkasse", is_prepaid=True)

    finding = only_finding(evaluate_order(facts=make_facts(payment_method=method)))

    assert (finding.code, finding.severity) == (FindingCode.PREPAYMENT, Severity.BLOCK)
    assert finding.parameters == {"payment_method": "Vorkasse"}


@pytest.mark.parametrize(
    "name",
    ["Klarna", "KLARNA Pay later", "PayPal-Rechnung", "PayPalRechnung", "Kauf auf Rechnung (Ratepay)", "Riverty"],
)
def test_a_claim_that_a_provider_bought_is_blocked_however_it_is_spelled(name: str) -> None:
    method = PaymentMethod(payment_method_id="5", name=name)

    finding = only_finding(evaluate_order(facts=make_facts(payment_method=method)))

    assert (finding.code, finding.severity) == (FindingCode.FOREIGN_CLAIM, Severity.BLOCK)
    assert finding.parameters["payment_method"] == name


@pytest.mark.parametrize("name", ["Rechnung", "PayPal", "Lastschrift", "Amazon Pay"])
def test_a_claim_of_the_merchants_own_passes(name: str) -> None:
    facts = make_facts(payment_method=PaymentMethod(payment_method_id="5", name=name))

    assert evaluate_order(facts=facts).findings == ()


def test_an_empty_word_in_the_settings_matches_no_payment_method() -> None:
    assert evaluate_order(settings=make_settings(foreign_claim_words=("", " - "))).findings == ()


def test_a_payment_method_that_is_not_known_is_neither_prepaid_nor_foreign() -> None:
    assert evaluate_order(facts=make_facts(payment_method=None)).findings == ()


def test_a_dispute_is_only_what_the_merchant_marked() -> None:
    assert codes_of(evaluate_order(facts=make_facts(disputed=True))) == [FindingCode.DISPUTED]
    assert evaluate_order(facts=make_facts(disputed=None)).findings == ()
    assert evaluate_order(facts=make_facts(disputed=False)).findings == ()


def test_an_open_return_and_a_fitting_credit_note_block_each() -> None:
    returned = only_finding(evaluate_order(facts=make_facts(returned=True)))
    credited = only_finding(evaluate_order(facts=make_facts(credit_note_order_id="500_2026_10")))

    assert (returned.code, returned.severity, returned.parameters) == (FindingCode.RETURN_OPEN, Severity.BLOCK, {})
    assert (credited.code, credited.parameters) == (FindingCode.RETURN_OPEN, {"credit_note_order": "500_2026_10"})


def test_a_portal_account_without_an_atriga_account_blocks() -> None:
    finding = only_finding(evaluate_order(facts=make_facts(portal_account_connected=False)))

    assert (finding.code, finding.severity) == (FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED, Severity.BLOCK)
    assert finding.parameters == {"portal_account": "7"}


def test_all_findings_are_collected_not_only_the_first() -> None:
    order = make_order(
        status=make_status(is_cancelled=True, is_parked=True), invoice_number=None, currency="978", lines=()
    )

    evaluation = evaluate_order(order, facts=make_facts(disputed=True, reminders=()))

    assert codes_of(evaluation) == [
        FindingCode.CANCELLED,
        FindingCode.PARKED,
        FindingCode.CURRENCY_NOT_SUPPORTED,
        FindingCode.DISPUTED,
        FindingCode.NO_INVOICE_NUMBER,
        FindingCode.NO_REMINDER_KNOWN,
        FindingCode.AMOUNT_UNCLEAR,
    ]
