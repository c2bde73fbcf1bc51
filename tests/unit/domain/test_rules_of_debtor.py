"""Who the debtor is: each rule's case, and the neighbour that just passes."""

from __future__ import annotations

import pytest

from shared.domain.finding import FindingCode, Severity
from shared.domain.parties.debtor import DebtorKind
from tests.unit.domain.orders import (
    codes_of,
    evaluate_order,
    make_address,
    make_customer,
    make_order,
    make_order_at,
    only_finding,
)

GERMAN_VAT_ID = "DE136695976"


@pytest.mark.parametrize(
    "name", [None, "", " - ", "...", "123", "unbekannt", "Gast", "GmbH", "Herr", "Dr.", "lisa_77", "a@b.de"]
)
def test_an_order_without_a_usable_name_is_blocked(name: str | None) -> None:
    evaluation = evaluate_order(make_order_at(name=name))

    unnamed = evaluation.findings[0]
    assert (unnamed.code, unnamed.severity, unnamed.parameters) == (FindingCode.DEBTOR_UNNAMED, Severity.BLOCK, {})
    assert codes_of(evaluation) == [FindingCode.DEBTOR_UNNAMED, FindingCode.DEBTOR_KIND_UNKNOWN]
    assert evaluation.debtor is None


def test_two_whole_names_in_one_line_name_no_debtor() -> None:
    finding = evaluate_order(make_order_at(name="Max Müller und Eva Klein")).findings[0]

    assert finding.code is FindingCode.DEBTOR_UNNAMED
    assert finding.parameters == {"several_people": "Max Müller und Eva Klein"}


@pytest.mark.parametrize(
    ("name", "field", "maximum"),
    [
        ("Eva-" * 15 + "Anna Klein", "first_name", "60"),
        ("Eva " + "K" * 61, "last_name", "60"),
        ("M" * 116 + " GmbH", "company", "120"),
    ],
)
def test_a_name_that_has_no_room_is_blocked_and_never_cut(name: str, field: str, maximum: str) -> None:
    evaluation = evaluate_order(make_order_at(name=name))

    finding = only_finding(evaluation)
    assert (finding.code, finding.field) == (FindingCode.DEBTOR_UNNAMED, f"debtor.{field}")
    assert finding.parameters == {"too_long": field, "maximum": maximum}
    assert evaluation.debtor is None


@pytest.mark.parametrize("name", ["Eva-" * 14 + "Anna " + "K" * 60, "M" * 115 + " GmbH"])
def test_a_name_that_just_has_room_passes(name: str) -> None:
    assert evaluate_order(make_order_at(name=name)).findings == ()


def test_a_name_that_lost_characters_is_blocked() -> None:
    evaluation = evaluate_order(make_order_at(name="Eva M\N{REPLACEMENT CHARACTER}ller"))

    assert evaluation.findings[0].parameters == {"damaged": "last_name"}
    assert evaluation.debtor is None


def test_a_guess_is_marked_with_its_reading() -> None:
    evaluation = evaluate_order(make_order_at(name="Anna Weber Fischer"))

    finding = only_finding(evaluation)
    assert (finding.code, finding.severity) == (FindingCode.NAME_UNCLEAR, Severity.WARNING)
    assert finding.parameters == {"first_name": "Anna", "last_name": "Weber Fischer"}
    assert not evaluation.is_blocked


def test_a_second_person_is_left_out_and_the_finding_says_so() -> None:
    evaluation = evaluate_order(make_order_at(name="Max Klein", name_2="Eva Klein"))

    assert evaluation.findings[0].parameters == {"first_name": "Max", "last_name": "Klein", "left_out": "Eva Klein"}
    assert evaluation.debtor is not None
    assert evaluation.debtor.display_name == "Max Klein"
    assert evaluation.debtor.address.addition is None


@pytest.mark.parametrize(
    ("name", "name_2", "vat_id", "kind"),
    [
        ("Erika Mustermann", None, None, DebtorKind.CONSUMER),
        ("Dr. Erika von Mustermann", None, None, DebtorKind.CONSUMER),
        ("Mustermann, Erika", None, None, DebtorKind.CONSUMER),
        ("Muster GmbH", None, None, DebtorKind.BUSINESS),
        ("Erika Mustermann", "Muster UG", None, DebtorKind.BUSINESS),
        ("Erika Mustermann e.K.", None, None, DebtorKind.BUSINESS),
        ("Erika Mustermann", None, GERMAN_VAT_ID, DebtorKind.BUSINESS),
        ("Erika Mustermann", None, "DE 136 695 976", DebtorKind.BUSINESS),
    ],
)
def test_a_fact_says_consumer_or_business(name: str, name_2: str | None, vat_id: str | None, kind: DebtorKind) -> None:
    order = make_order(customer=make_customer(vat_id=vat_id, address=make_address(name=name, name_2=name_2)))

    evaluation = evaluate_order(order)

    assert evaluation.findings == ()
    assert evaluation.debtor is not None
    assert evaluation.debtor.kind is kind


@pytest.mark.parametrize(
    "name", ["Mustermann", "E. Mustermann", "Blumenladen 24 Mitte", "Praxis Dr. Klein", "Familie Klein"]
)
def test_without_a_fact_the_kind_is_unknown_and_noted(name: str) -> None:
    evaluation = evaluate_order(make_order_at(name=name))

    assert evaluation.findings[-1].code is FindingCode.DEBTOR_KIND_UNKNOWN
    assert evaluation.findings[-1].severity is Severity.NOTE
    assert evaluation.debtor is not None
    assert evaluation.debtor.kind is DebtorKind.UNKNOWN
    assert not evaluation.is_blocked


def test_a_vat_id_that_fails_its_check_digits_is_shown_not_sent_and_proves_nothing() -> None:
    evaluation = evaluate_order(make_order(customer=make_customer(vat_id="DE136695977")))

    assert codes_of(evaluation) == [FindingCode.DEBTOR_KIND_UNKNOWN, FindingCode.VAT_ID_INVALID]
    assert evaluation.findings[1].severity is Severity.WARNING
    assert evaluation.findings[1].parameters == {"vat_id": "DE136695977"}
    assert evaluation.debtor is not None
    assert evaluation.debtor.vat_id is None


@pytest.mark.parametrize("vat_id", [None, "", "-", "keine"])
def test_a_field_that_holds_no_number_holds_no_vat_id(vat_id: str | None) -> None:
    assert evaluate_order(make_order(customer=make_customer(vat_id=vat_id))).findings == ()


@pytest.mark.parametrize(
    ("phone", "sent"),
    [
        ("+493012345678", "+493012345678"),
        ("030 12345678", "+493012345678"),
        ("+43 1 5331234", "+4315331234"),
        ("12345", None),
        ("+0123456789", None),
        ("", None),
    ],
)
def test_a_phone_number_is_sent_only_where_it_is_a_valid_one(phone: str, sent: str | None) -> None:
    debtor = evaluate_order(make_order(customer=make_customer(phone=phone))).debtor

    assert debtor is not None
    assert debtor.phone == sent


@pytest.mark.parametrize(
    ("email", "sent"),
    [
        (" eva@klein.example ", "eva@klein.example"),
        ("eva", None),
        ("eva@klein", None),
        ("eva klein@example.org", None),
        ("a" * 65 + "@example.org", None),
        ("eva@" + "k" * 63 + ("." + "k" * 63) * 3 + ".example", None),
        (None, None),
    ],
)
def test_an_email_address_is_sent_only_where_it_is_one(email: str | None, sent: str | None) -> None:
    debtor = evaluate_order(make_order(customer=make_customer(email=email))).debtor

    assert debtor is not None
    assert debtor.email == sent


def test_a_customer_id_that_has_no_room_is_left_out_and_the_language_is_never_guessed() -> None:
    debtor = evaluate_order(make_order(customer=make_customer(customer_id="9" * 65))).debtor

    assert debtor is not None
    assert debtor.customer_id is None
    assert debtor.language is None


def test_a_name_of_any_length_makes_a_finding_that_can_be_kept() -> None:
    evaluation = evaluate_order(make_order_at(name="Eva " * 100_000, name_2="Klein " * 100_000))

    assert FindingCode.DEBTOR_UNNAMED in codes_of(evaluation)
    assert all(len(value) <= 200 for finding in evaluation.findings for value in finding.parameters.values())
    assert evaluation.debtor is None
