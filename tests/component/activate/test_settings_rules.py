"""The rules of the hand-over on the page of an atriga account."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from functions.activate.foreign_systems import DreamRobotCause, DreamRobotUnreadableError
from shared.domain.account import HandOverSettings
from tests.component.activate.settings_browser import (
    ACCOUNT,
    account_of,
    deeds_of,
    hidden,
    record_of,
    save_rules,
)

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser


@pytest.fixture(autouse=True)
def connected(merchant: Browser) -> None:
    merchant.activate()


def rules_of(merchant: Browser) -> HandOverSettings:
    return account_of(merchant).settings


def test_rules_are_saved_and_on_record_with_the_values_before_and_after(merchant: Browser) -> None:
    typed = {
        "grace_days": "10",
        "paid_tolerance": "2,5",
        "minimum_amount": "1.234,50",
        "undelivered_blocks": "(not sent)",
        "holds_for_review": "on",
        "sensitive_words": "Erotik\r\nMedizin",
    }
    answer = save_rules(merchant, typed)
    assert (answer.status, answer.headers["Location"]) == (303, f"{ACCOUNT}?done=1")
    assert rules_of(merchant) == HandOverSettings(
        grace_days=10,
        paid_tolerance=Decimal("2.5"),
        minimum_amount=Decimal("1234.50"),
        undelivered_blocks=False,
        holds_for_review=True,
        sensitive_words=("Erotik", "Medizin"),
    )
    entry = next(entry for entry in record_of(merchant) if entry.deed.value == "rules_changed")
    assert {value.name: (value.before, value.after) for value in entry.values} == {
        "grace_days": ("7", "10"),
        "paid_tolerance": ("0.00", "2.50"),
        "minimum_amount": ("0.00", "1234.50"),
        "undelivered_blocks": ("on", "off"),
        "holds_for_review": ("off", "on"),
        "sensitive_words": ("", "Erotik\nMedizin"),
    }
    assert "Gespeichert: Regeln der Übergabe geändert" in merchant.open(ACCOUNT, done="1").body


def test_saving_what_is_there_already_writes_nothing(merchant: Browser) -> None:
    before = account_of(merchant)
    assert save_rules(merchant, {}).status == 303
    assert account_of(merchant) == before
    assert "rules_changed" not in deeds_of(merchant)


def test_wrong_fields_are_said_at_the_fields_and_keep_what_was_typed(merchant: Browser) -> None:
    answer = save_rules(merchant, {"grace_days": "sieben", "paid_tolerance": "-3", "minimum_amount": "50"})
    assert answer.status == 422
    for text in (
        'value="sieben"',
        'value="-3"',
        'value="50"',
        '<a href="#grace_days">Karenzzeit</a>: Geben Sie eine ganze Zahl von 0 bis 365 ein.',
        '<a href="#paid_tolerance">',
        'id="grace_days_error"',
        'aria-describedby="grace_days_hint grace_days_error" aria-invalid="true"',
    ):
        assert text in answer.body
    assert rules_of(merchant) == HandOverSettings()


def test_of_two_windows_the_second_is_told_and_may_save_on_top(merchant: Browser) -> None:
    revision = hidden(merchant.open(ACCOUNT).body)
    assert save_rules(merchant, {"grace_days": "10"}, revision=revision).status == 303
    answer = save_rules(merchant, {"grace_days": "20"}, revision=revision)
    assert answer.status == 409
    assert "Inzwischen wurde etwas geändert" in answer.body
    assert 'value="20"' in answer.body
    assert "Derzeit gespeichert: 10" in answer.body
    assert rules_of(merchant).grace_days == 10
    assert save_rules(merchant, {"grace_days": "20"}, revision=hidden(answer.body)).status == 303
    assert rules_of(merchant).grace_days == 20


@pytest.mark.parametrize("detour", [{"grace_days": "x"}, {"action": "defaults"}, {"action": "fetch_payment_methods"}])
def test_a_detour_does_not_hide_that_another_window_was_first(merchant: Browser, detour: dict[str, str]) -> None:
    revision = hidden(merchant.open(ACCOUNT).body)
    save_rules(merchant, {"grace_days": "10"})
    page = save_rules(merchant, detour, revision=revision).body
    rules_form = page.partition(f'action="{ACCOUNT}/rules"')[2]
    assert hidden(rules_form) == revision
    assert save_rules(merchant, {"grace_days": "20"}, revision=hidden(rules_form)).status == 409


def test_the_defaults_are_shown_and_saved_only_when_the_merchant_says_so(merchant: Browser) -> None:
    save_rules(merchant, {"grace_days": "10", "bundles_orders": "(not sent)"})
    answer = save_rules(merchant, {"action": "defaults", "grace_days": "11"})
    assert answer.status == 200
    assert "Das sind die Anfangswerte der Regeln" in answer.body
    assert 'name="grace_days" type="text" inputmode="decimal" value="7"' in answer.body
    assert rules_of(merchant).grace_days == 10


def test_payment_methods_are_fetched_only_when_asked_for_and_kept_by_name(merchant: Browser) -> None:
    before = len(merchant.dreamrobot.asked)
    assert "payment_term_days." not in merchant.open(ACCOUNT).body
    answer = save_rules(merchant, {"action": "fetch_payment_methods", "grace_days": "21"})
    assert answer.status == 200
    assert len(merchant.dreamrobot.asked) == before + 1
    assert 'name="payment_term_days.7"' in answer.body
    assert 'value="21"' in answer.body, "what was typed stays"
    assert rules_of(merchant).grace_days == 7

    assert save_rules(merchant, {"payment_term_days.7": "30"}).status == 303
    assert rules_of(merchant).payment_term_days == {"7": 30}
    assert "Zahlungsziel: Rechnung: keine → 30" in merchant.open("/settings").body
    assert save_rules(merchant, {"payment_term_days.7": ""}).status == 303
    assert rules_of(merchant).payment_term_days == {}
    assert len(merchant.dreamrobot.asked) == before + 1


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        (DreamRobotCause.REFUSED, "nimmt den Zugang nicht an"),
        (DreamRobotCause.QUOTA, "Tageskontingent"),
        (DreamRobotCause.UNAVAILABLE, "DreamRobot antwortet gerade nicht"),
    ],
)
def test_payment_methods_that_cannot_be_fetched_cost_nothing_that_was_typed(
    merchant: Browser, cause: DreamRobotCause, text: str
) -> None:
    merchant.dreamrobot.failure = DreamRobotUnreadableError(cause)
    answer = save_rules(merchant, {"action": "fetch_payment_methods", "grace_days": "21"})
    assert answer.status == 503
    assert text in answer.body
    assert 'value="21"' in answer.body


def test_terms_of_payment_methods_that_nobody_told_are_not_taken(merchant: Browser) -> None:
    assert save_rules(merchant, {"payment_term_days.99": "5"}).status == 303
    assert rules_of(merchant).payment_term_days == {}


def test_a_change_of_the_rules_survives_a_check_and_a_new_code(merchant: Browser) -> None:
    save_rules(merchant, {"grace_days": "10"})
    merchant.submit(f"{ACCOUNT}/check", {})
    merchant.activate(code="new-code")
    assert rules_of(merchant).grace_days == 10


def test_whatever_was_typed_is_shown_as_text(merchant: Browser) -> None:
    answer = save_rules(merchant, {"grace_days": "<script>alert(1)</script>", "sensitive_words": "</textarea><b>"})
    assert "<script>alert" not in answer.body
    assert "&lt;/textarea&gt;" in answer.body
