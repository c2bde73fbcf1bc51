from __future__ import annotations

from shared.domain.account import Locale
from shared.web.presentation.settings_record_view import show_entry
from tests.unit.web.samples import EVIL, NOW, make_settings_entries

DE, EN = Locale.GERMAN, Locale.ENGLISH
RULES, MODE, PORTALS, LANGUAGE, CODE = make_settings_entries()


def test_each_value_is_told_in_the_words_and_numbers_of_the_reader() -> None:
    shown = show_entry(RULES, {"7": "Rechnung"}, DE)
    assert (shown.at, shown.actor, shown.deed, shown.subject) == (NOW, "Sie", "Regeln der Übergabe geändert", "400123")
    assert [(value.name, value.before, value.after) for value in shown.values] == [
        ("Kleiner Restbetrag", "0,00", "2,50"),
        ("Aufträge zurückhalten, die weder versandt noch zugestellt sind", "ja", "nein"),
        ("Wörter, die nicht gesendet werden dürfen", "keine", f"Erotik, {EVIL}"),
        ("Zahlungsziel: Rechnung", "keine", "30"),
        ("a_rule_of_the_past", "1", "2"),
    ]
    [tolerance, *_] = show_entry(RULES, {}, EN).values
    assert (tolerance.name, tolerance.after) == ("Small remainder", "2.50")


def test_a_payment_method_without_a_name_is_told_by_its_id() -> None:
    assert show_entry(RULES, {}, DE).values[3].name == "Zahlungsziel: 7"


def test_mode_language_and_portal_accounts_are_told_in_words() -> None:
    assert [(one.name, one.before, one.after) for one in show_entry(MODE, {}, DE).values] == [
        ("Modus", "Echtbetrieb", "Test")
    ]
    assert [(one.before, one.after) for one in show_entry(LANGUAGE, {}, EN).values] == [("German", "English")]
    assert [(one.name, one.before, one.after) for one in show_entry(PORTALS, {}, EN).values] == [
        (EVIL, "400123", "none")
    ]


def test_a_changed_code_is_told_without_any_value() -> None:
    shown = show_entry(CODE, {}, DE)
    assert (shown.deed, shown.values) == ("Authentifizierungscode geändert", ())
