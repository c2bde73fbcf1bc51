"""The form of one order that is kept back: what the merchant knows beside what DreamRobot holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from shared.domain.cases.timeline import Actor
from shared.domain.export import MerchantAnswers
from shared.domain.orders.reminders import counts_as_reminder
from shared.domain.parties.debtor import DebtorKind, Reminder
from shared.domain.plain_text import clean
from shared.web.presentation.reminder_rows import MAXIMUM_ROWS, read_reminder_rows, write_reminder_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from shared.domain.export import ExportItem

LONGEST_REASON: Final = 200
REMINDERS: Final = "reminders."
"""How the names of all fields about reminders begin."""

_KINDS: Final = {kind.value: kind for kind in (DebtorKind.CONSUMER, DebtorKind.BUSINESS)}
_ANSWERS: Final[Mapping[str, bool | None]] = {"": None, "yes": True, "no": False}


def _require_false(value: bool) -> bool:  # noqa: FBT001 -- it is the value itself
    if value:
        message = "only false is an answer"
        raise ValueError(message)
    return value


# A literal False would take 0 for it.
OnlyFalse = Annotated[bool, AfterValidator(_require_false), WithJsonSchema({"type": "boolean", "const": False})]


class AnswersBody(BaseModel):
    """What a program answers about an order. What is not named stays as it was answered; null takes an answer back."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    debtor_kind: Literal["consumer", "business"] | None = None
    disputed: bool | None = None
    returned: Annotated[
        OnlyFalse | None, Field(description="False: the credit note that was found belongs to another order.")
    ] = None
    time_barred_reason: Annotated[
        str | None, Field(description=f"At most {LONGEST_REASON} characters: why it is handed over all the same.")
    ] = None
    reminders: Annotated[
        list[Reminder], Field(max_length=MAXIMUM_ROWS, description="All of them, in place of those answered before.")
    ] = []

    def to_fields(self, item: ExportItem) -> dict[str, str]:
        """Return the same as the form of the item holds it."""
        words = {answer: word for word, answer in _ANSWERS.items()}
        named = {
            "debtor_kind": self.debtor_kind or "",
            "disputed": words[self.disputed],
            "returned": words[self.returned],
            "time_barred_reason": self.time_barred_reason or "",
        }
        fields = write_item_form(item) | {name: text for name, text in named.items() if name in self.model_fields_set}
        if "reminders" not in self.model_fields_set:
            return fields
        others = {name: text for name, text in fields.items() if not name.startswith(REMINDERS)}
        return others | write_reminder_rows(self.reminders)


@dataclass(frozen=True, slots=True)
class ItemForm:
    """What was typed, and what it means; ``errors`` maps a field to ``malformed``, ``not_counting`` or ``too_long``."""

    typed: Mapping[str, str]
    answers: MerchantAnswers
    errors: Mapping[str, str]


def read_item_form(fields: Mapping[str, str], item: ExportItem, now: datetime, today: date) -> ItemForm:
    """Read the form; a field that is left empty is no answer."""
    rows = read_reminder_rows(fields)
    errors = dict(rows.errors)
    due_day = item.position.due_date if item.position else None
    for number, reminder in rows.reminders:
        if not counts_as_reminder(reminder.sent_on, due_day, today):
            errors[f"{REMINDERS}{number}.sent_on"] = "not_counting"
    reason = clean(fields.get("time_barred_reason"))
    if reason is not None and len(reason) > LONGEST_REASON:
        errors["time_barred_reason"] = "too_long"
    answers = MerchantAnswers(
        reminders=tuple(reminder for _, reminder in rows.reminders),
        disputed=_ANSWERS.get(fields.get("disputed", "")),
        returned=False if fields.get("returned") == "no" else None,
        debtor_kind=_KINDS.get(fields.get("debtor_kind", "")),
        time_barred_override_reason=reason,
        at=now,
        actor=Actor.MERCHANT,
    )
    return ItemForm(fields, answers, errors)


def write_item_form(item: ExportItem) -> dict[str, str]:
    """Write what the merchant answered before into the fields."""
    answers = item.answers
    if answers is None:
        return {}
    words = {answer: word for word, answer in _ANSWERS.items()}
    return {
        **write_reminder_rows(answers.reminders),
        "disputed": words[answers.disputed],
        "returned": words[answers.returned],
        "debtor_kind": answers.debtor_kind.value if answers.debtor_kind else "",
        "time_barred_reason": answers.time_barred_override_reason or "",
    }
