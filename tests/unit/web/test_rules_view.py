"""The form of the hand-over rules: every field with a good value, its edges and bad ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from shared.domain.account import HandOverSettings, Locale
from shared.web.presentation.hand_over_rules import PAYMENT_TERMS, RULES
from shared.web.presentation.rules_view import fill_form, plain_values, read_form, show_form, term_name

DE, EN = Locale.GERMAN, Locale.ENGLISH
KEPT = HandOverSettings()


def read(name: str, typed: str, locale: Locale = DE, kept: HandOverSettings = KEPT) -> tuple[Any, str | None]:
    """Type into one field of the form as it stands, and return the value and the error."""
    fields = {**fill_form(kept, locale).typed, name: typed}
    form, settings = read_form(fields, {"7"}, kept, locale)
    assert form.typed[name] == typed
    assert form.errors.keys() <= {name}
    value = settings.payment_term_days.get("7") if name == term_name("7") else getattr(settings, name)
    return value, form.errors.get(name)


def test_every_setting_of_the_hand_over_has_its_place_in_the_form() -> None:
    assert RULES.keys() | {PAYMENT_TERMS} == HandOverSettings.model_fields.keys()


@pytest.mark.parametrize("locale", Locale)
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(locale: Locale) -> None:
    kept = HandOverSettings(
        paid_tolerance=Decimal("2.50"),
        minimum_amount=Decimal("1234.50"),
        undelivered_blocks=False,
        sensitive_words=("Erotik", "b c"),
        payment_term_days={"7": 30},
    )
    form, settings = read_form(fill_form(kept, locale).typed, {"7", "8"}, kept, locale)
    assert not form.errors
    assert settings == kept


NUMBERS = {
    "grace_days": 365,
    "default_payment_term_days": 365,
    "limitation_warning_days": 1095,
    term_name("7"): 365,
}


@pytest.mark.parametrize(("name", "maximum"), NUMBERS.items())
def test_a_number_of_days_is_taken_within_its_bounds(name: str, maximum: int) -> None:
    assert read(name, "21") == (21, None)
    assert read(name, "0") == (0, None)
    assert read(name, str(maximum)) == (maximum, None)
    for typed in (str(maximum + 1), "-1", "7.5", "sieben", "1e1", "\N{ARABIC-INDIC DIGIT SEVEN}", "9" * 30):
        _, error = read(name, typed)
        assert error == f"Geben Sie eine ganze Zahl von 0 bis {maximum} ein."


@pytest.mark.parametrize("name", ["grace_days", "default_payment_term_days", "limitation_warning_days"])
def test_a_number_that_counts_for_all_orders_is_not_left_empty(name: str) -> None:
    assert read(name, "")[1] == "Geben Sie eine ganze Zahl von 0 bis " + str(NUMBERS[name]) + " ein."


def test_an_empty_term_of_a_payment_method_means_the_general_one() -> None:
    kept = HandOverSettings(payment_term_days={"7": 30})
    assert read(term_name("7"), "", kept=kept) == (None, None)


@pytest.mark.parametrize(("name", "maximum"), [("paid_tolerance", Decimal(100)), ("minimum_amount", Decimal(100_000))])
def test_an_amount_is_taken_with_comma_or_point_up_to_its_limit(name: str, maximum: Decimal) -> None:
    for locale in Locale:
        assert read(name, "2,50", locale) == (Decimal("2.50"), None)
        assert read(name, "2.50", locale) == (Decimal("2.50"), None)
        assert read(name, "0", locale) == (Decimal(0), None)
        assert read(name, str(maximum), locale) == (maximum, None)
    assert read(name, f"{maximum},01", DE)[1] == f"Geben Sie einen Betrag von höchstens {maximum},00 ein."
    assert read(name, f"{maximum}.01", EN)[1] == f"Enter an amount of at most {maximum}.00."
    assert read(name, "", DE)[1] == "Geben Sie einen Betrag ein, zum Beispiel 12,50."
    assert read(name, "-1", EN)[1] == "Enter an amount such as 12.50."


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.kind.control == "switch"])
def test_a_switch_is_on_where_it_is_ticked_and_off_where_it_is_not_sent(name: str) -> None:
    assert read(name, "on") == (True, None)
    assert read(name, "") == (False, None)
    assert read(name, "false") == (False, None)


@pytest.mark.parametrize("name", ["foreign_claim_words", "sensitive_words"])
def test_words_stand_one_a_line_each_once_and_without_spare_space(name: str) -> None:
    assert read(name, "Klarna\r\n\r\n  PayPal   Rechnung \nklarna") == (("Klarna", "PayPal Rechnung"), None)
    assert read(name, "") == ((), None)
    assert read(name, "x" * 80) == (("x" * 80,), None)
    assert "80 Zeichen" in (read(name, "x" * 81)[1] or "")
    assert len(read(name, "\n".join(str(number) for number in range(200)))[0]) == 200
    assert "höchstens 200" in (read(name, "\n".join(str(number) for number in range(201)))[1] or "")


def test_all_errors_are_told_at_once_and_good_values_stay() -> None:
    fields = {**fill_form(KEPT, DE).typed, "grace_days": "x", "paid_tolerance": "y", "minimum_amount": "10"}
    form, settings = read_form(fields, set(), KEPT, DE)
    assert form.errors.keys() == {"grace_days", "paid_tolerance"}
    assert form.typed["grace_days"] == "x"
    assert settings.minimum_amount == Decimal(10)


def test_fields_that_nobody_knows_are_not_looked_at() -> None:
    fields = {**fill_form(KEPT, DE).typed, "payment_term_days.99": "5", "is_admin": "on"}
    form, settings = read_form(fields, {"7"}, KEPT, DE)
    assert settings == KEPT
    assert "is_admin" not in form.typed


@pytest.mark.parametrize("locale", Locale)
def test_every_field_is_shown_with_label_and_help_in_the_language(locale: Locale) -> None:
    groups = show_form(fill_form(KEPT, locale), {"7": "Rechnung"}, KEPT, locale)
    fields = {field.name: field for group in groups for field in group.fields}
    assert fields.keys() == {*RULES, term_name("7")}
    assert all(field.label for field in fields.values())
    assert all(fields[name].help for name in RULES)
    assert fields["grace_days"].unit == ("Tage" if locale is DE else "days")
    assert fields[term_name("7")].label == "Rechnung"
    assert not any(field.is_changed or field.error for field in fields.values())


def test_what_differs_from_what_is_kept_is_marked_and_told() -> None:
    form, _ = read_form({**fill_form(KEPT, DE).typed, "grace_days": "9", "bundles_orders": ""}, set(), KEPT, DE)
    fields = {field.name: field for group in show_form(form, {}, KEPT, DE) for field in group.fields}
    assert {name for name, field in fields.items() if field.is_changed} == {"grace_days", "bundles_orders"}
    assert (fields["grace_days"].stored, fields["bundles_orders"].stored) == ("7", "ja")


def test_the_record_gets_every_value_the_same_way_in_every_language() -> None:
    values = plain_values(HandOverSettings(paid_tolerance=Decimal("2.5"), payment_term_days={"7": 30}))
    assert values["paid_tolerance"] == "2.50"
    assert values["undelivered_blocks"] == "on"
    assert values["payment_term_days.7"] == "30"
    assert values.keys() == {*RULES, "payment_term_days.7"}
