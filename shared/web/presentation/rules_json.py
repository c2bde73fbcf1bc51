"""The rules of one atriga account as JSON: models made of the same entries as the form, and read as the form is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, create_model

from shared.domain.account import Locale
from shared.web.presentation.hand_over_rules import PAYMENT_TERMS, RULES, TERM_DAYS
from shared.web.presentation.rules_view import fill_form, read_form, term_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import HandOverSettings

    class Rules(BaseModel):
        """The rules of the hand-over."""

    class ChangedRules(BaseModel):
        """Some rules of the hand-over; those that are left out stay as they are."""

else:
    _MOST_TERMS: Final = 500
    _KINDS = {
        **{
            name: (rule.kind.json_type, f"{rule.label}. {rule.help}" + (f" In {rule.unit}." if rule.unit else ""))
            for name, rule in RULES.items()
        },
        PAYMENT_TERMS: (
            Annotated[dict[str, TERM_DAYS.json_type], Field(max_length=_MOST_TERMS)],
            "Payment terms in days by id of the payment method, for those whose term is another one.",
        ),
    }
    Rules = create_model(
        "Rules",
        __doc__="The rules of the hand-over.",
        **{name: (kind, Field(description=text)) for name, (kind, text) in _KINDS.items()},
    )
    ChangedRules = create_model(
        "ChangedRules",
        __doc__="Some rules of the hand-over; those that are left out stay as they are.",
        __config__=ConfigDict(extra="forbid", hide_input_in_errors=True),
        # What is left out has no value: a default would say that it is set back.
        **{name: (kind, Field(default_factory=lambda: None)) for name, (kind, _) in _KINDS.items()},
    )


def show_rules(settings: HandOverSettings) -> dict[str, Any]:
    """Write settings as JSON."""
    values = {name: rule.kind.to_json(getattr(settings, name)) for name, rule in RULES.items()}
    return values | {PAYMENT_TERMS: dict(settings.payment_term_days)}


def read_rules(
    sent: ChangedRules, payment_method_ids: set[str], kept: HandOverSettings
) -> tuple[Mapping[str, str], HandOverSettings]:
    """Read rules that a program sent, on top of what is kept.

    Returns:
        What is wrong by field, as a sentence each, and the settings, which hold good values alone.
    """
    changed = sent.model_dump(exclude_unset=True)
    terms: dict[str, int] | None = changed.pop(PAYMENT_TERMS, None)
    typed = dict(fill_form(kept, Locale.ENGLISH).typed)
    typed |= {name: RULES[name].kind.typed_of(value) for name, value in changed.items()}
    unknown = dict[str, str]()
    if terms is not None:
        kept = kept.model_copy(update={PAYMENT_TERMS: {}})
        typed = {name: value for name, value in typed.items() if name in RULES}
        typed |= {term_name(one): TERM_DAYS.typed_of(days) for one, days in terms.items()}
        text = "is the id of no payment method that DreamRobot told; fetch them first"
        unknown = {term_name(one): text for one in terms.keys() - payment_method_ids}
    form, rules = read_form(typed, payment_method_ids, kept, Locale.ENGLISH)
    return {**form.errors, **unknown}, rules
