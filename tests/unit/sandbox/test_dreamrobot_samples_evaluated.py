"""The sample orders, read and evaluated by the app's own rules, show what they are there for."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from sandbox.dreamrobot.orders import SandboxOrder, make_book
from sandbox.dreamrobot.samples import load_merchants
from sandbox.dreamrobot.wire import write_order, write_payment_method
from shared.domain.account import GatewayTerms, HandOverSettings
from shared.domain.cases.case import HandedOver
from shared.domain.evaluation import Evaluation, EvaluationFacts, evaluate
from shared.domain.finding import FindingCode
from shared.domain.money import Money
from shared.dreamrobot.loose import LooseObject
from shared.dreamrobot.wire import read_order, read_payment_methods

TODAY = date(2026, 11, 24)
MERCHANT = load_merchants()[0]
ORDERS = sorted(make_book(MERCHANT, TODAY).list_between(), key=lambda order: order.number)
SETTINGS = HandOverSettings(sensitive_words=("Inkontinenz", "Schwangerschaft"))
TERMS = GatewayTerms(
    countries=frozenset({"DE", "AT", "CH", "NL", "FR"}),
    currencies=frozenset({"EUR"}),
    minimum_amount=Money.of("10.00", "EUR"),
)
METHODS = {
    method.payment_method_id: method
    for method in read_payment_methods(
        [LooseObject(write_payment_method(method)) for method in MERCHANT.payment_methods]
    )
}
HARMLESS = {
    FindingCode.PARKED,
    FindingCode.NAME_UNCLEAR,
    FindingCode.ADDRESS_UNCLEAR,
    FindingCode.DEBTOR_KIND_UNKNOWN,
    FindingCode.VAT_ID_INVALID,
    FindingCode.NO_INVOICE_NUMBER,
    FindingCode.NO_REMINDER_KNOWN,
    FindingCode.LIMITATION_NEAR,
    FindingCode.SENSITIVE_SUBJECT,
}
"""Findings that let an order through."""


def evaluate_sample(sample: SandboxOrder) -> Evaluation:
    """Evaluate an order as it comes over the wire, with the facts from beside it that its label tells of."""
    received = json.loads(json.dumps(write_order(sample)), parse_float=Decimal)
    order = read_order(LooseObject(received), sample.order_id)
    facts = EvaluationFacts(
        terms=TERMS,
        payment_method=METHODS.get(order.payment_method_id or ""),
        portal_account_connected=sample.portal_account_id in {account.id for account in MERCHANT.portal_accounts},
        handed_over=HandedOver(case_id="case-1") if FindingCode.ALREADY_HANDED_OVER in sample.shows else None,
        disputed=True if FindingCode.DISPUTED in sample.shows else None,
        credit_note_order_id="1_2026_07" if FindingCode.RETURN_OPEN in sample.shows else None,
    )
    return evaluate(order, SETTINGS, facts, TODAY)


@pytest.mark.parametrize("sample", ORDERS, ids=lambda sample: sample.number)
def test_an_order_shows_what_it_is_there_for_and_is_blocked_only_for_that(sample: SandboxOrder) -> None:
    evaluation = evaluate_sample(sample)
    assert set(sample.shows) <= {finding.code for finding in evaluation.findings}
    assert evaluation.is_blocked == bool(set(sample.shows) - HARMLESS)


def test_an_order_without_a_flaw_has_no_finding_but_the_missing_reminder() -> None:
    findings = {
        sample.number: {finding.code for finding in evaluate_sample(sample).findings}
        for sample in ORDERS
        if not sample.shows
    }
    assert {number: codes for number, codes in findings.items() if codes != {FindingCode.NO_REMINDER_KNOWN}} == {}
