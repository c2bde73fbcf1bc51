from __future__ import annotations

from shared.boss.submission import write_submission
from shared.domain.money import Money
from tests.unit.boss.examples import a_case, a_case_of_which_little_is_known


def test_a_case_is_written_whole() -> None:
    assert write_submission(a_case()) == {
        "client_reference": "case-1",
        "creditor": {"name": "Lampenladen", "portal_account": "webseite", "input_tax_deduction": None},
        "debtor": {
            "client_reference": "900",
            "kind": "consumer",
            "company": None,
            "salutation": None,
            "first_name": "Erika",
            "last_name": "Mustermann",
            "vat_id": None,
            "email": "erika@example.org",
            "phone": None,
            "language": None,
            "address": {
                "street": "Hauptstraße",
                "house_number": "12 a",
                "addition": None,
                "postal_code": "01067",
                "city": "Dresden",
                "country": "DE",
            },
        },
        "positions": [
            {
                "order_reference": "123456_2026_05",
                "contract_date": "2026-05-04",
                "invoice_number": None,
                "invoice_date": None,
                "due_date": "2026-05-20",
                "subject": "2 x Lampe",
                "principal": {"amount": "119.00", "currency": "EUR"},
                "paid": {"amount": "19.50", "currency": "EUR"},
                "delivered_on": "2026-05-07",
            }
        ],
        "reminders": [
            {"sent_on": "2026-06-01", "channel": "unknown", "credit_agency_notice": None},
            {"sent_on": "2026-07-01", "channel": "letter", "credit_agency_notice": True},
        ],
        "disputed": None,
    }


def test_what_is_not_known_is_null_or_left_out() -> None:
    written = write_submission(a_case_of_which_little_is_known())
    assert written["creditor"] == {"name": "Lampenladen", "input_tax_deduction": None}
    assert written["reminders"] == []
    assert written["disputed"] is None
    debtor = written["debtor"]
    assert isinstance(debtor, dict)
    assert debtor["kind"] == "unknown"
    assert debtor["first_name"] is debtor["last_name"] is debtor["salutation"] is None
    assert "client_reference" not in debtor


def test_what_the_merchant_says_of_a_dispute_is_sent() -> None:
    assert write_submission(a_case(disputed=False))["disputed"] is False


def test_only_the_label_of_a_portal_account_is_cut() -> None:
    written = write_submission(a_case(portal_account_name="x" * 80, creditor_name="y" * 130))
    assert written["creditor"] == {"name": "y" * 130, "portal_account": "x" * 64, "input_tax_deduction": None}


def test_amounts_of_any_size_are_written_to_the_cent() -> None:
    case = a_case()
    positions = tuple(
        case.positions[0].model_copy(update={"principal": Money(cents=cents, currency="EUR")})
        for cents in (0, 1, 100, 12_345_678_901_234)
    )
    written = write_submission(case.model_copy(update={"positions": positions}))["positions"]
    assert isinstance(written, list)
    amounts = [position["principal"]["amount"] for position in written]
    assert amounts == ["0.00", "0.01", "1.00", "123456789012.34"]
