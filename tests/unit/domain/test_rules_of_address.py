"""The billing address: each rule's case, and the neighbour that just passes."""

from __future__ import annotations

import pytest

from shared.domain.account import GatewayTerms
from shared.domain.finding import FindingCode, Severity
from tests.unit.domain.orders import (
    codes_of,
    evaluate_order,
    make_facts,
    make_order_at,
    make_settings,
    only_finding,
)


@pytest.mark.parametrize(
    ("changes", "missing", "field"),
    [
        ({"street": None}, "street,house_number", "debtor.address"),
        ({"street": "Lindenallee"}, "house_number", "debtor.address.house_number"),
        ({"street": "Straße des 17. Juni"}, "house_number", "debtor.address.house_number"),
        ({"postal_code": None}, "postal_code", "debtor.address.postal_code"),
        ({"postal_code": "-"}, "postal_code", "debtor.address.postal_code"),
        ({"city": " "}, "city", "debtor.address.city"),
        ({"city": "10115"}, "city", "debtor.address.city"),
        ({"country": None, "country_code": None}, "country", "debtor.address.country"),
    ],
)
def test_an_incomplete_address_is_blocked_and_says_what_is_missing(
    changes: dict[str, object], missing: str, field: str
) -> None:
    evaluation = evaluate_order(make_order_at(**changes))

    finding = only_finding(evaluation)
    assert (finding.code, finding.severity, finding.field) == (FindingCode.ADDRESS_INCOMPLETE, Severity.BLOCK, field)
    assert finding.parameters["missing"] == missing
    assert evaluation.debtor is None


def test_a_street_line_without_a_certain_number_is_shown_as_it_was_given() -> None:
    finding = only_finding(evaluate_order(make_order_at(street="Hauptstr. 5 12")))

    assert finding.parameters == {"missing": "house_number", "given": "Hauptstr. 5 12"}


@pytest.mark.parametrize(
    ("street", "street_2", "expected"),
    [
        ("Lindenallee", "12 a", ("Lindenallee", "12 a", None)),
        ("Lindenallee 12", "Hinterhaus", ("Lindenallee", "12", "Hinterhaus")),
        ("Lindenallee 12, 3. OG", "bei Meier", ("Lindenallee", "12", "3. OG, bei Meier")),
        ("c/o Meier", "Lindenallee 12", ("Lindenallee", "12", "c/o Meier")),
        ("c/o Meier, Lindenallee 12", None, ("Lindenallee", "12", "c/o Meier")),
        (None, "Lindenallee 12", ("Lindenallee", "12", None)),
        ("Lindenallee 12", "lindenallee 12", ("Lindenallee", "12", None)),
    ],
)
def test_both_street_lines_are_read_together(
    street: str | None, street_2: str | None, expected: tuple[str, str, str | None]
) -> None:
    evaluation = evaluate_order(make_order_at(street=street, street_2=street_2))

    assert evaluation.findings == ()
    assert evaluation.debtor is not None
    address = evaluation.debtor.address
    assert (address.street, address.house_number, address.addition) == expected


def test_a_guess_at_the_house_number_is_a_warning_that_shows_the_reading() -> None:
    evaluation = evaluate_order(make_order_at(street="Hauptstr. 3 OG"))

    finding = only_finding(evaluation)
    assert (finding.code, finding.severity) == (FindingCode.ADDRESS_UNCLEAR, Severity.WARNING)
    assert finding.field == "debtor.address.house_number"
    assert finding.parameters == {"street": "Hauptstr.", "house_number": "3", "addition": "OG"}
    assert evaluation.debtor is not None


def test_a_split_that_is_certain_has_no_finding() -> None:
    assert evaluate_order(make_order_at(street="Hauptstr. 3, 2. OG")).findings == ()


def test_a_post_office_box_beside_a_street_leaves_the_street_to_write_to() -> None:
    assert evaluate_order(make_order_at(street="Hauptstr. 3, Postfach 12")).findings == ()


def test_a_town_that_the_street_line_repeats_is_no_addition() -> None:
    debtor = evaluate_order(make_order_at(street="Hauptstr. 3, 10115 Berlin")).debtor

    assert debtor is not None
    assert debtor.address.addition is None


def test_a_flat_in_the_second_line_is_no_house_number() -> None:
    finding = only_finding(evaluate_order(make_order_at(street="Lindenallee", street_2="Wohnung 5")))

    assert finding.parameters["missing"] == "house_number"


def test_a_care_of_in_the_name_lines_belongs_to_the_address() -> None:
    debtor = evaluate_order(make_order_at(name_2="c/o Meier", street_2="Hinterhaus")).debtor

    assert debtor is not None
    assert debtor.address.addition == "c/o Meier, Hinterhaus"


@pytest.mark.parametrize(
    ("country_code", "country", "expected"),
    [("DE", None, "DE"), (None, "Germany", "DE"), (None, "ÖSTERREICH", "AT"), ("", "Schweiz ", "CH"), ("fr", "", "FR")],
)
def test_the_country_comes_from_its_code_or_its_name(
    country_code: str | None, country: str | None, expected: str
) -> None:
    postal_code = {"DE": "10115", "AT": "1010", "CH": "8001", "FR": "75001"}[expected]
    street = "12 rue de la Paix" if expected == "FR" else "Lindenallee 12"

    evaluation = evaluate_order(
        make_order_at(street=street, postal_code=postal_code, country_code=country_code, country=country)
    )

    assert evaluation.findings == ()
    assert evaluation.debtor is not None
    assert evaluation.debtor.address.country == expected


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"country_code": "US", "country": None, "street": "10 Main Street"}, "US"),
        ({"country_code": None, "country": "Atlantis"}, "Atlantis"),
        ({"country_code": "XX", "country": None}, "XX"),
    ],
)
def test_a_country_that_is_none_or_not_announced_is_blocked(changes: dict[str, object], shown: str) -> None:
    finding = only_finding(evaluate_order(make_order_at(**changes)))

    assert (finding.code, finding.severity) == (FindingCode.COUNTRY_NOT_SUPPORTED, Severity.BLOCK)
    assert finding.parameters == {"country": shown}


def test_a_gateway_that_announces_no_countries_takes_any_real_one() -> None:
    order = make_order_at(country_code="US", country=None, street="10 Main Street")

    assert evaluate_order(order, facts=make_facts(terms=GatewayTerms())).findings == ()


def test_a_code_and_a_name_of_two_countries_contradict_each_other() -> None:
    finding = only_finding(evaluate_order(make_order_at(country="Österreich")))

    assert (finding.code, finding.field) == (FindingCode.ADDRESS_INVALID, "debtor.address.country")
    assert finding.parameters == {"country": "DE", "named_country": "Österreich"}


@pytest.mark.parametrize("postal_code", ["1067", "101155", "00115", "1011A", "CH-8001"])
def test_a_postal_code_that_does_not_fit_the_country_is_blocked_and_not_repaired(postal_code: str) -> None:
    finding = only_finding(evaluate_order(make_order_at(postal_code=postal_code)))

    assert (finding.code, finding.severity) == (FindingCode.ADDRESS_INVALID, Severity.BLOCK)
    assert finding.field == "debtor.address.postal_code"
    assert finding.parameters == {"postal_code": postal_code, "country": "DE"}


@pytest.mark.parametrize("postal_code", ["D-10115", "DE-10115", "10115"])
def test_the_sign_of_its_own_country_is_no_part_of_a_postal_code(postal_code: str) -> None:
    debtor = evaluate_order(make_order_at(postal_code=postal_code)).debtor

    assert debtor is not None
    assert debtor.address.postal_code == "10115"


@pytest.mark.parametrize(
    ("changes", "field", "maximum"),
    [
        ({"street": "L" * 81 + " 12"}, "street", "80"),
        ({"street": "Lindenallee 123/123/12345"}, "house_number", "12"),
        ({"street_2": "H" * 81}, "addition", "80"),
        ({"city": "B" * 61}, "city", "60"),
    ],
)
def test_what_has_no_room_at_the_gateway_is_blocked_and_never_cut(
    changes: dict[str, object], field: str, maximum: str
) -> None:
    evaluation = evaluate_order(make_order_at(**changes))

    finding = only_finding(evaluation)
    assert (finding.code, finding.field) == (FindingCode.ADDRESS_INVALID, f"debtor.address.{field}")
    assert finding.parameters == {"too_long": field, "maximum": maximum}
    assert evaluation.debtor is None


@pytest.mark.parametrize(
    "changes",
    [{"street": "L" * 80 + " 12"}, {"street_2": "H" * 80}, {"city": "B" * 60}, {"street": "Lindenallee 123/123/1234"}],
)
def test_what_just_has_room_passes(changes: dict[str, object]) -> None:
    assert evaluate_order(make_order_at(**changes)).findings == ()


@pytest.mark.parametrize("city", ["M\N{REPLACEMENT CHARACTER}nchen", "M\x07nchen"])
def test_a_part_that_lost_characters_is_blocked(city: str) -> None:
    evaluation = evaluate_order(make_order_at(city=city))

    assert only_finding(evaluation).parameters == {"damaged": "city"}
    assert evaluation.debtor is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"street": "Packstation 123", "street_2": "12345678"}, "parcel_locker"),
        ({"street": "DHL-Packstation 123"}, "parcel_locker"),
        ({"street": "Postfach 12 34"}, "post_office_box"),
        ({"street": "P.O. Box 1234"}, "post_office_box"),
        ({"street": "Postfiliale 512"}, "parcel_shop"),
        ({"street": "Lindenallee 12", "street_2": "Hermes PaketShop"}, "parcel_shop"),
        ({"street": "Lindenallee 12", "street_2": "postlagernd"}, "poste_restante"),
    ],
)
@pytest.mark.parametrize(("blocks", "severity"), [(True, Severity.BLOCK), (False, Severity.WARNING)])
def test_a_place_without_letters_weighs_as_the_merchant_set(
    changes: dict[str, object],
    place: str,
    *,
    blocks: bool,
    severity: Severity,
) -> None:
    finding = only_finding(
        evaluate_order(make_order_at(**changes), settings=make_settings(non_postal_address_blocks=blocks))
    )

    assert (finding.code, finding.severity) == (FindingCode.ADDRESS_NOT_POSTAL, severity)
    assert finding.parameters == {"place": place}


@pytest.mark.parametrize("street", ["Postfachweg 3", "Poststraße 5", "Am Packhof 7", "Stationsweg 24"])
def test_streets_that_only_sound_alike_pass(street: str) -> None:
    assert evaluate_order(make_order_at(street=street)).findings == ()


def test_an_address_with_several_faults_tells_them_all() -> None:
    order = make_order_at(street="Packstation", postal_code="1", city=None)

    assert codes_of(evaluate_order(order)) == [
        FindingCode.ADDRESS_INCOMPLETE,
        FindingCode.ADDRESS_INVALID,
        FindingCode.ADDRESS_NOT_POSTAL,
    ]
