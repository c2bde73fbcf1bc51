"""The rules of one atriga account between their three forms: values, the text in a form, the text in the record.

Every setting has one name in the form and in the record: that of its field, or for the term of a payment method
``payment_term_days.<id>``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.web.presentation.hand_over_rules import PAYMENT_TERMS, RULE_GROUPS, RULES, TERM_DAYS
from shared.web.presentation.setting_kinds import UnusableSettingError
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import HandOverSettings, Locale
    from shared.web.presentation.hand_over_rules import Rule
    from shared.web.presentation.setting_kinds import Control


@dataclass(frozen=True, slots=True)
class RulesForm:
    """What was typed, or what stands in the form; ``errors`` has a sentence for each field that cannot be taken."""

    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field as it is shown. ``typed`` stands in the form, ``stored`` is what is kept, written for reading."""

    name: str
    control: Control
    label: str
    help: str
    unit: str
    typed: str
    error: str | None
    stored: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """Fields under one heading; ``is_terms`` marks the fields of the payment methods, which may stay empty."""

    legend: str
    fields: tuple[FieldView, ...]
    is_terms: bool = False


def term_name(payment_method_id: str) -> str:
    """Return the name of the field with the term of a payment method."""
    return f"{PAYMENT_TERMS}.{payment_method_id}"


def fill_form(settings: HandOverSettings, locale: Locale) -> RulesForm:
    """Write settings the way they stand in the form."""
    typed = {name: rule.kind.write(getattr(settings, name), locale) for name, rule in RULES.items()}
    terms = {term_name(one): TERM_DAYS.write(days, locale) for one, days in settings.payment_term_days.items()}
    return RulesForm(typed | terms)


def read_form(
    fields: Mapping[str, str], payment_method_ids: set[str], kept: HandOverSettings, locale: Locale
) -> tuple[RulesForm, HandOverSettings]:
    """Read what was typed on top of what is kept; fields that the app does not know are not looked at.

    The settings hold good values alone; whether all were good is said by ``errors``.
    """
    typed = {name: fields.get(name, "") for name in (*RULES, *map(term_name, sorted(payment_method_ids)))}
    values: dict[str, Any] = {}
    terms: dict[str, int] = {}
    errors: dict[str, str] = {}
    for name, rule in RULES.items():
        try:
            values[name] = rule.kind.read(typed[name], locale)
        except UnusableSettingError as error:
            errors[name] = error.describe(locale)
    for method_id in sorted(payment_method_ids):
        name = term_name(method_id)
        try:
            if typed[name]:
                terms[method_id] = TERM_DAYS.read(typed[name], locale)
        except UnusableSettingError as error:
            errors[name] = error.describe(locale)
    return RulesForm(typed, errors), kept.model_copy(update={**values, PAYMENT_TERMS: terms})


def plain_values(settings: HandOverSettings) -> dict[str, str]:
    """Write settings for the record of changes."""
    values = {name: rule.kind.plain(getattr(settings, name)) for name, rule in RULES.items()}
    return values | {term_name(one): TERM_DAYS.plain(days) for one, days in settings.payment_term_days.items()}


def show_form(
    form: RulesForm, method_names: Mapping[str, str], kept: HandOverSettings, locale: Locale
) -> tuple[GroupView, ...]:
    """Put the form together for the page, the terms of the payment methods last."""
    stored, untouched = plain_values(kept), fill_form(kept, locale).typed

    def show(name: str, rule: Rule, label: str, text: str) -> FieldView:
        before = stored.get(name)
        return FieldView(
            name=name,
            control=rule.kind.control,
            label=label,
            help=text,
            unit=translate(rule.unit, locale) if rule.unit else "",
            typed=form.typed.get(name, ""),
            error=form.errors.get(name),
            stored=rule.kind.show(before, locale) if before is not None else "",
            is_changed=form.typed.get(name, "") != untouched.get(name, ""),
        )

    groups = [
        GroupView(
            translate(group.legend, locale),
            tuple(
                show(rule.name, rule, translate(rule.label, locale), translate(rule.help, locale))
                for rule in group.rules
            ),
        )
        for group in RULE_GROUPS
    ]
    term = RULES["default_payment_term_days"]
    terms = tuple(show(term_name(one), term, name, "") for one, name in method_names.items())
    if terms:
        groups.append(GroupView(translate(msgid("Other payment terms"), locale), terms, is_terms=True))
    return tuple(groups)
