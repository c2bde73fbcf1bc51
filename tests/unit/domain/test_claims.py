"""A claim is judged by the rules that judged its orders."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.account import GatewayTerms, HandOverSettings
from shared.domain.cases.case import Claim
from shared.domain.evaluation.claims import evaluate_claim
from shared.domain.finding import FindingCode, Severity
from tests.unit.domain.export_items import TODAY, make_address, make_debtor, make_position, reminded

TERMS = GatewayTerms(countries=frozenset({"DE", "AT"}))


def make_claim(address: dict[str, Any] | None = None, debtor: dict[str, Any] | None = None, **changes: Any) -> Claim:
    claim = Claim(
        debtor=make_debtor(address=make_address(**(address or {}))).model_copy(update=debtor or {}),
        positions=(make_position(1), make_position(2)),
        reminders=reminded("2026-10-01"),
    )
    return claim.model_copy(update=changes)


def blocking_fields(claim: Claim, **settings: Any) -> list[tuple[FindingCode, str | None]]:
    findings = evaluate_claim(claim, HandOverSettings(**settings), TERMS, TODAY)
    return [(finding.code, finding.field) for finding in findings if finding.blocks]


def test_a_claim_that_is_as_it_should_be_has_no_finding() -> None:
    assert evaluate_claim(make_claim(), HandOverSettings(), TERMS, TODAY) == ()


@pytest.mark.parametrize(
    ("claim", "code", "field"),
    [
        (make_claim({"street": ""}), FindingCode.ADDRESS_INCOMPLETE, "debtor.address.street"),
        (make_claim({"street": "", "city": " "}), FindingCode.ADDRESS_INCOMPLETE, "debtor.address"),
        (make_claim({"house_number": "12" * 7}), FindingCode.ADDRESS_INVALID, "debtor.address.house_number"),
        (make_claim({"postal_code": "1011"}), FindingCode.ADDRESS_INVALID, "debtor.address.postal_code"),
        (make_claim({"city": "Ber\x00lin"}), FindingCode.ADDRESS_INVALID, "debtor.address.city"),
        (
            make_claim({"country": "PL", "postal_code": "00-001"}),
            FindingCode.COUNTRY_NOT_SUPPORTED,
            "debtor.address.country",
        ),
        (make_claim({"country": "Nirgendwo"}), FindingCode.COUNTRY_NOT_SUPPORTED, "debtor.address.country"),
        (make_claim({"street": "Packstation"}), FindingCode.ADDRESS_NOT_POSTAL, "debtor.address.street"),
        (make_claim(debtor={"last_name": None}), FindingCode.DEBTOR_UNNAMED, "debtor.last_name"),
        (make_claim(debtor={"last_name": "x" * 61}), FindingCode.DEBTOR_UNNAMED, "debtor.last_name"),
        (make_claim(disputed=True), FindingCode.DISPUTED, "disputed"),
        (make_claim(reminders=reminded("2026-09-17")), FindingCode.NO_REMINDER_KNOWN, "reminders.0.sent_on"),
        (
            make_claim(reminders=reminded("2026-10-01", "2026-11-25")),
            FindingCode.NO_REMINDER_KNOWN,
            "reminders.1.sent_on",
        ),
    ],
)
def test_what_would_keep_an_order_back_keeps_a_claim_back_at_its_field(
    claim: Claim, code: FindingCode, field: str
) -> None:
    assert blocking_fields(claim) == [(code, field)]


def test_the_merchants_settings_decide_as_they_do_for_orders() -> None:
    no_reminder = make_claim(reminders=())
    assert blocking_fields(no_reminder) == []
    assert blocking_fields(no_reminder, missing_reminder_blocks=True) == [(FindingCode.NO_REMINDER_KNOWN, "reminders")]
    locker = make_claim({"street": "Packstation"})
    findings = evaluate_claim(locker, HandOverSettings(non_postal_address_blocks=False), TERMS, TODAY)
    assert [finding.severity for finding in findings] == [Severity.WARNING]
