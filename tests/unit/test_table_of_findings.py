"""The table of all findings: for each its weight, an order that shows it, and what it says in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from sandbox.dreamrobot.samples import load_merchants
from shared.domain.account import HandOverSettings, Locale
from shared.domain.finding import FindingCode, Severity
from shared.web.presentation.finding_texts import ALL_WORDINGS, describe_finding
from tests.unit.domain.orders import evaluate_order, make_facts, make_order, make_order_at, make_settings, make_status
from tests.unit.sandbox.test_dreamrobot_samples_evaluated import ORDERS, evaluate_sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.domain.evaluation import Evaluation
    from shared.domain.finding import Finding

BLOCK, WARNING, NOTE = Severity.BLOCK, Severity.WARNING, Severity.NOTE
TABLE: Final = {
    FindingCode.ORDER_NOT_FOUND: BLOCK,
    FindingCode.ORDER_UNREADABLE: BLOCK,
    FindingCode.ORDER_NOT_READ: BLOCK,
    FindingCode.ALREADY_HANDED_OVER: BLOCK,
    FindingCode.CANCELLED: BLOCK,
    FindingCode.CREDIT_NOTE: BLOCK,
    FindingCode.PAID: BLOCK,
    FindingCode.NOT_DELIVERED: BLOCK,
    FindingCode.PARKED: WARNING,
    FindingCode.PREPAYMENT: BLOCK,
    FindingCode.FOREIGN_CLAIM: BLOCK,
    FindingCode.NOT_DUE: BLOCK,
    FindingCode.BELOW_MINIMUM: BLOCK,
    FindingCode.CURRENCY_NOT_SUPPORTED: BLOCK,
    FindingCode.COUNTRY_NOT_SUPPORTED: BLOCK,
    FindingCode.ADDRESS_INCOMPLETE: BLOCK,
    FindingCode.ADDRESS_INVALID: BLOCK,
    FindingCode.ADDRESS_NOT_POSTAL: BLOCK,
    FindingCode.ADDRESS_UNCLEAR: WARNING,
    FindingCode.DEBTOR_UNNAMED: BLOCK,
    FindingCode.NAME_UNCLEAR: WARNING,
    FindingCode.DEBTOR_KIND_UNKNOWN: NOTE,
    FindingCode.VAT_ID_INVALID: WARNING,
    FindingCode.DISPUTED: BLOCK,
    FindingCode.RETURN_OPEN: BLOCK,
    FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED: BLOCK,
    FindingCode.NO_INVOICE_NUMBER: WARNING,
    FindingCode.NO_REMINDER_KNOWN: WARNING,
    FindingCode.TIME_BARRED: BLOCK,
    FindingCode.LIMITATION_NEAR: WARNING,
    FindingCode.AMOUNT_UNCLEAR: BLOCK,
    FindingCode.SENSITIVE_SUBJECT: WARNING,
    FindingCode.REFUSED_BY_GATEWAY: BLOCK,
    FindingCode.DISCARDED: BLOCK,
}
"""How much each finding weighs where no setting says otherwise."""

TOLD_BY_ANSWERS: Final = {
    FindingCode.ORDER_NOT_FOUND,
    FindingCode.ORDER_UNREADABLE,
    FindingCode.ORDER_NOT_READ,
    FindingCode.DISCARDED,
    FindingCode.REFUSED_BY_GATEWAY,
}
"""Findings that no order shows; ``merged_orders`` and the postal code 99999 in the sample data bring them about."""

SHOWN: Final = {
    code: [sample for sample in ORDERS if code in sample.shows] for code in FindingCode if code not in TOLD_BY_ANSWERS
}


def findings_of(evaluation: Evaluation, code: FindingCode) -> list[Finding]:
    return [finding for finding in evaluation.findings if finding.code is code]


def test_every_finding_is_in_the_table() -> None:
    assert TABLE.keys() == set(FindingCode)


@pytest.mark.parametrize("code", SHOWN)
def test_a_sample_order_shows_each_finding_with_its_weight(code: FindingCode) -> None:
    assert SHOWN[code]
    for sample in SHOWN[code]:
        severities = {finding.severity for finding in findings_of(evaluate_sample(sample), code)}
        assert severities == {TABLE[code]}, sample.number


@pytest.mark.parametrize("code", SHOWN)
@pytest.mark.parametrize("locale", Locale)
def test_each_finding_of_a_sample_order_is_told_with_all_that_it_knows(code: FindingCode, locale: Locale) -> None:
    for sample in SHOWN[code]:
        for finding in findings_of(evaluate_sample(sample), code):
            text = describe_finding(finding, locale)
            assert not re.search(r"[{}]|None", text)
            if any(wording.needs for wording in ALL_WORDINGS[code]) and finding.parameters:
                assert text != describe_finding(finding.model_copy(update={"parameters": {}}), locale), text


def test_the_merged_orders_and_the_refused_addresses_stand_for_what_no_order_shows() -> None:
    merchant = load_merchants()[0]

    assert merchant.merged_orders
    assert [order for order in merchant.orders if order.customer.zip == "99999"]


NOT_SENT = make_order(status=make_status(is_shipped=False, shipped_on=None))
PARCEL_LOCKER = make_order_at(street="Packstation 112")
SETTINGS_THAT_WEIGH: Final[dict[FindingCode, tuple[str, Callable[[HandOverSettings], Evaluation]]]] = {
    FindingCode.NOT_DELIVERED: ("undelivered_blocks", lambda chosen: evaluate_order(NOT_SENT, settings=chosen)),
    FindingCode.ADDRESS_NOT_POSTAL: (
        "non_postal_address_blocks",
        lambda chosen: evaluate_order(PARCEL_LOCKER, settings=chosen),
    ),
    FindingCode.NO_REMINDER_KNOWN: (
        "missing_reminder_blocks",
        lambda chosen: evaluate_order(settings=chosen, facts=make_facts(reminders=())),
    ),
}


@pytest.mark.parametrize("code", SETTINGS_THAT_WEIGH)
def test_a_setting_of_the_atriga_account_decides_between_block_and_warning(code: FindingCode) -> None:
    name, evaluate = SETTINGS_THAT_WEIGH[code]

    by_default, blocking, warning = (
        findings_of(evaluate(chosen), code)[0].severity
        for chosen in (HandOverSettings(), make_settings(**{name: True}), make_settings(**{name: False}))
    )

    assert (by_default, blocking, warning) == (TABLE[code], BLOCK, WARNING)
