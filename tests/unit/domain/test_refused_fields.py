"""What a refused field means to the merchant."""

from __future__ import annotations

import pytest

from shared.domain.cases.command import FieldProblem
from shared.domain.cases.refused_fields import LONGEST_MESSAGE, findings_of
from shared.domain.finding import FindingCode


def problem(field: str, message: str = "Passt nicht.") -> FieldProblem:
    return FieldProblem(field=field, code="invalid", message=message)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("debtor.address.postal_code", FindingCode.ADDRESS_INVALID),
        ("debtor.address", FindingCode.ADDRESS_INVALID),
        ("debtor.address.country", FindingCode.COUNTRY_NOT_SUPPORTED),
        ("debtor.last_name", FindingCode.NAME_UNCLEAR),
        ("debtor.kind", FindingCode.DEBTOR_KIND_UNKNOWN),
        ("debtor.vat_id", FindingCode.VAT_ID_INVALID),
        ("positions.0.due_date", FindingCode.NOT_DUE),
        ("positions.12.principal", FindingCode.AMOUNT_UNCLEAR),
        ("positions.12.paid.amount", FindingCode.AMOUNT_UNCLEAR),
        ("positions.0.principal.currency", FindingCode.CURRENCY_NOT_SUPPORTED),
        ("positions.0.invoice_number", FindingCode.NO_INVOICE_NUMBER),
        ("reminders.0.sent_on", FindingCode.NO_REMINDER_KNOWN),
        ("disputed", FindingCode.DISPUTED),
        ("positions.x.due_date", FindingCode.REFUSED_BY_GATEWAY),
        ("debtor.addresses", FindingCode.REFUSED_BY_GATEWAY),
        ("something.new", FindingCode.REFUSED_BY_GATEWAY),
        ("", FindingCode.REFUSED_BY_GATEWAY),
    ],
)
def test_a_refused_field_is_the_finding_that_it_stands_for(field: str, code: FindingCode) -> None:
    [finding] = findings_of([problem(field)])
    assert finding.code is code
    assert finding.blocks
    assert finding.field == (field or None)


def test_the_gateways_own_text_is_kept_but_not_at_any_length() -> None:
    long, empty = findings_of([problem("x", "ä" * 5000), problem("x", " ")])
    assert long.parameters == {"gateway": "ä" * LONGEST_MESSAGE}
    assert empty.parameters == {}


def test_thousands_of_problems_are_not_thousands_of_findings() -> None:
    assert len(findings_of([problem(f"field.{number}") for number in range(5000)])) <= 20
