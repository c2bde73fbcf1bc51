"""The rules as JSON are the rules of the form: each of them, with its type, there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from shared.domain.account import HandOverSettings
from shared.web.presentation.hand_over_rules import PAYMENT_TERMS, RULES
from shared.web.presentation.rules_json import ChangedRules, Rules, read_rules, show_rules

OTHERS = HandOverSettings(
    bundles_orders=False,
    holds_for_review=True,
    paid_tolerance=Decimal("0.05"),
    undelivered_blocks=False,
    non_postal_address_blocks=False,
    missing_reminder_blocks=True,
    grace_days=0,
    default_payment_term_days=365,
    payment_term_days={"7": 30},
    minimum_amount=Decimal("100000.00"),
    foreign_claim_words=(),
    sensitive_words=("Erotik", "zwei Worte"),
    limitation_warning_days=1095,
    writes_notes=False,
    writes_paid_back=True,
)


@pytest.mark.parametrize("model", [Rules, ChangedRules])
def test_every_rule_is_in_the_models(model: type[Rules | ChangedRules]) -> None:
    assert set(model.model_fields) == {*RULES, PAYMENT_TERMS} == set(HandOverSettings.model_fields)


@pytest.mark.parametrize(("settings", "kept"), [(OTHERS, HandOverSettings()), (HandOverSettings(), OTHERS)])
def test_what_is_shown_is_read_as_the_same_rules(settings: HandOverSettings, kept: HandOverSettings) -> None:
    shown = show_rules(settings)
    Rules.model_validate(shown, strict=True)
    errors, read = read_rules(ChangedRules.model_validate(shown, strict=True), {"7"}, kept)
    assert (errors, read) == ({}, settings)


def test_what_is_left_out_stays() -> None:
    errors, read = read_rules(ChangedRules.model_validate({"grace_days": 3}), {"7"}, OTHERS)
    assert (errors, read) == ({}, OTHERS.model_copy(update={"grace_days": 3}))


def test_a_bound_that_no_schema_tells_is_said_as_on_the_page() -> None:
    sent = ChangedRules.model_validate({"paid_tolerance": "100.01", "payment_term_days": {"8": 1}})
    errors, _ = read_rules(sent, {"7"}, OTHERS)
    assert errors["paid_tolerance"] == "Enter an amount of at most 100.00."
    assert set(errors) == {"paid_tolerance", "payment_term_days.8"}


@pytest.mark.parametrize("sent", [{"grace_days": 366}, {"grace_days": None}, {"unknown": 1}, {"bundles_orders": "on"}])
def test_what_has_another_type_or_is_out_of_bounds_is_no_rule(sent: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ChangedRules.model_validate(sent, strict=True)
