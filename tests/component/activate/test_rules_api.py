"""The rules of the hand-over as JSON: the same entries as the form, with their types."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from functions.activate.foreign_systems import DreamRobotCause, DreamRobotUnreadableError
from shared.domain.account import HandOverSettings
from tests.component.activate.program import Program, fields_of
from tests.component.activate.settings_browser import ACCOUNT, account_of, deeds_of, record_of, save_rules

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer

WRONG: list[tuple[Any, str]] = [
    ({"grace_days": "10"}, "rules.grace_days"),
    ({"grace_days": -1}, "rules.grace_days"),
    ({"grace_days": 366}, "rules.grace_days"),
    ({"grace_days": 7.5}, "rules.grace_days"),
    ({"grace_days": True}, "rules.grace_days"),
    ({"grace_days": None}, "rules.grace_days"),
    ({"limitation_warning_days": 10**30}, "rules.limitation_warning_days"),
    ({"paid_tolerance": 2.5}, "rules.paid_tolerance"),
    ({"paid_tolerance": "2,5"}, "rules.paid_tolerance"),
    ({"paid_tolerance": "-3"}, "rules.paid_tolerance"),
    ({"paid_tolerance": "100.01"}, "rules.paid_tolerance"),
    ({"minimum_amount": "1.234"}, "rules.minimum_amount"),
    ({"minimum_amount": "999999999"}, "rules.minimum_amount"),
    ({"holds_for_review": "on"}, "rules.holds_for_review"),
    ({"holds_for_review": 1}, "rules.holds_for_review"),
    ({"sensitive_words": "Erotik"}, "rules.sensitive_words"),
    ({"sensitive_words": ["x" * 81]}, "rules.sensitive_words.0"),
    ({"sensitive_words": [f"word {number}" for number in range(201)]}, "rules.sensitive_words"),
    ({"sensitive_words": [5]}, "rules.sensitive_words.0"),
    ({"payment_term_days": {"7": 30}}, "rules.payment_term_days.7"),
    ({"payment_term_days": [30]}, "rules.payment_term_days"),
    ({"unknown_rule": 1}, "rules.unknown_rule"),
    ([], "rules"),
    (None, "rules"),
]


@pytest.fixture
def program(merchant: Browser) -> Program:
    merchant.activate()
    return Program.of(merchant)


def change(program: Program, rules: Any, revision: int = 1) -> Answer:
    return program.post(f"{ACCOUNT}/rules", {"revision": revision, "rules": rules})


def rules_of(merchant: Browser) -> HandOverSettings:
    return account_of(merchant).settings


def test_rules_are_changed_and_on_record_and_those_left_out_stay(merchant: Browser, program: Program) -> None:
    answer = change(
        program,
        {
            "grace_days": 10,
            "paid_tolerance": "2.5",
            "minimum_amount": "1234.50",
            "undelivered_blocks": False,
            "holds_for_review": True,
            "sensitive_words": ["  Erotik ", "Medi\nzin", "erotik", ""],
        },
    )
    assert answer.status == 200
    assert rules_of(merchant) == HandOverSettings(
        grace_days=10,
        paid_tolerance=Decimal("2.5"),
        minimum_amount=Decimal("1234.50"),
        undelivered_blocks=False,
        holds_for_review=True,
        sensitive_words=("Erotik", "Medi zin"),
    )
    assert (answer.json["revision"], answer.json["rules"]["paid_tolerance"]) == (2, "2.50")
    assert answer.json["rules"]["sensitive_words"] == ["Erotik", "Medi zin"]
    entry = record_of(merchant)[0]
    assert (entry.deed.value, entry.actor.value) == ("rules_changed", "merchant")
    assert ("grace_days", "7", "10") in [(value.name, value.before, value.after) for value in entry.values]
    assert "2.5" not in change(program, {"grace_days": 11}, 2).json["rules"]["minimum_amount"]
    assert rules_of(merchant).holds_for_review


def test_what_was_read_can_be_sent_back_and_changes_nothing(merchant: Browser, program: Program) -> None:
    save_rules(merchant, {"grace_days": "21", "minimum_amount": "5,5", "sensitive_words": "Erotik"})
    before, read = account_of(merchant), program.get(ACCOUNT).json
    answer = change(program, read["rules"], read["revision"])
    assert (answer.status, answer.json["rules"]) == (200, read["rules"])
    assert account_of(merchant) == before
    assert deeds_of(merchant).count("rules_changed") == 1
    assert change(program, {}, read["revision"]).status == 200
    assert account_of(merchant) == before


def test_the_defaults_are_read_and_sent_back_to_reset_the_rules(merchant: Browser, program: Program) -> None:
    change(program, {"grace_days": 10, "bundles_orders": False})
    read = program.get(ACCOUNT).json
    assert change(program, read["default_rules"], read["revision"]).status == 200
    assert rules_of(merchant) == HandOverSettings()


def test_what_cannot_be_a_rule_is_said_at_its_field_and_changes_nothing(merchant: Browser, program: Program) -> None:
    for rules, field in WRONG:
        assert fields_of(change(program, rules)) == [field], rules
    assert rules_of(merchant) == HandOverSettings()
    assert "rules_changed" not in deeds_of(merchant)


def test_several_wrong_fields_are_told_at_once_in_english(merchant: Browser, program: Program) -> None:
    answer = change(program, {"paid_tolerance": "100.01", "minimum_amount": "100000.01", "grace_days": 3})
    assert fields_of(answer) == ["rules.minimum_amount", "rules.paid_tolerance"]
    assert answer.json["errors"][1]["message"] == "Enter an amount of at most 100.00."
    assert rules_of(merchant).grace_days == 7


def test_a_change_on_the_page_in_between_is_not_overwritten(merchant: Browser, program: Program) -> None:
    save_rules(merchant, {"grace_days": "10"})
    answer = change(program, {"minimum_amount": "5.00"})
    assert (answer.status, answer.json["code"]) == (409, "changed_meanwhile")
    assert (rules_of(merchant).grace_days, rules_of(merchant).minimum_amount) == (10, Decimal("0.00"))


def test_payment_methods_are_fetched_and_get_terms_of_their_own(merchant: Browser, program: Program) -> None:
    fetched = program.post(f"{ACCOUNT}/payment-methods", {})
    assert fetched.json["payment_methods"] == [
        {"payment_method_id": "7", "name": "Rechnung"},
        {"payment_method_id": "8", "name": "Vorkasse"},
    ]
    assert fetched.json["payment_methods_read_at"] == merchant.world.clock().isoformat()
    assert change(program, {"payment_term_days": {"7": 30, "8": 0}}).status == 200
    assert rules_of(merchant).payment_term_days == {"7": 30, "8": 0}
    assert change(program, {"grace_days": 8}, 2).status == 200
    assert rules_of(merchant).payment_term_days == {"7": 30, "8": 0}
    assert fields_of(change(program, {"payment_term_days": {"99": 5}}, 3)) == ["rules.payment_term_days.99"]
    assert fields_of(change(program, {"payment_term_days": {"7": 366}}, 3)) == ["rules.payment_term_days.7"]
    assert change(program, {"payment_term_days": {}}, 3).status == 200
    assert rules_of(merchant).payment_term_days == {}


def test_dreamrobot_not_telling_the_payment_methods_has_a_code_of_its_own(merchant: Browser, program: Program) -> None:
    for cause in DreamRobotCause:
        merchant.dreamrobot.failure = DreamRobotUnreadableError(cause)
        answer = program.post(f"{ACCOUNT}/payment-methods", {})
        assert (answer.status, answer.json["code"]) == (503, cause.value)
    assert program.get(ACCOUNT).json["payment_methods_read_at"] is None


def test_on_the_page_payment_methods_are_fetched_with_the_form_of_the_rules(
    merchant: Browser, program: Program
) -> None:
    assert merchant.submit(f"{ACCOUNT}/payment-methods", {}).status == 415
    assert merchant.open(f"{ACCOUNT}/payment-methods").headers["Location"] == ACCOUNT
    assert program.get(ACCOUNT).json["payment_methods"] == []
