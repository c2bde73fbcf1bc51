"""What programs send to the review. A correction is written into the fields of the form, so that its rules hold."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from functions.cases_api.review.review import DRAFTS_AT_ONCE, Seen
from shared.domain.parties.debtor import DebtorKind, Reminder, ReminderChannel
from shared.store.drafts import MAXIMUM_ORDERS_OF_A_CASE
from shared.web.presentation.reminder_rows import MAXIMUM_ROWS, write_reminder_rows
from shared.web.problem import FieldError

_LONGEST_ID: Final = 64
_ANSWERS: Final = {None: "", True: "yes", False: "no"}
_NO_REMINDER: Final = {"reminders.0.sent_on": ""}
"""A row that is there and empty: none of the reminders stays."""

_LEFT_OUT: Final = "What is left out stays as it is."

Revision = Annotated[int, Field(ge=1, description="As the draft was seen.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SeenDraft(_Body):
    """A draft as it was seen."""

    case_id: Annotated[str, Field(min_length=1, max_length=_LONGEST_ID)]
    revision: Revision


class DraftsAction(StrEnum):
    """What is to be done with drafts."""

    APPROVE = "approve"
    DISCARD = "discard"
    APPROVE_ALL = "approve_all"


class DraftsBody(_Body):
    """A decision about some drafts, or about all."""

    action: DraftsAction
    drafts: Annotated[
        list[SeenDraft], Field(max_length=DRAFTS_AT_ONCE, description="Those decided on; none to approve all.")
    ] = []
    cursor: Annotated[
        str | None, Field(max_length=200, description="The `next_cursor` of the answer before, to approve the rest.")
    ] = None

    @property
    def seen(self) -> list[Seen]:
        """The drafts that are named."""
        return [Seen(draft.case_id, draft.revision) for draft in self.drafts]

    def find_errors(self) -> list[FieldError]:
        """Return what does not go with the action."""
        if self.action is DraftsAction.APPROVE_ALL:
            return [FieldError("drafts", "are not named to approve all")] if self.drafts else []
        errors = [] if self.drafts else [FieldError("drafts", "names no draft")]
        if self.cursor is not None:
            errors.append(FieldError("cursor", "is for approving all"))
        return errors


class ReminderBody(_Body):
    """A reminder that was sent to the debtor."""

    sent_on: date
    channel: ReminderChannel = ReminderChannel.UNKNOWN
    credit_agency_notice: Annotated[bool | None, Field(description="Null: not known.")] = None


class AddressBody(_Body):
    """Parts of the debtor's address."""

    street: str | None = None
    house_number: str | None = None
    addition: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: Annotated[str | None, Field(description="ISO 3166-1 alpha-2.")] = None


class DebtorBody(_Body):
    """Who the debtor is, and where."""

    kind: DebtorKind | None = None
    company: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    address: AddressBody = Field(default_factory=AddressBody)


class PositionBody(_Body):
    """What was sold in one order."""

    order_id: Annotated[str, Field(max_length=_LONGEST_ID)]
    subject: str


class DraftAction(StrEnum):
    """What is to be done with a draft."""

    CORRECT = "correct"
    APPROVE = "approve"
    DISCARD = "discard"


class DraftBody(_Body):
    """What is to be done with one draft. To correct it: the parts that are other than they were read."""

    action: DraftAction
    revision: Revision
    debtor: Annotated[
        DebtorBody, Field(default_factory=DebtorBody, description=f"{_LEFT_OUT} Null says that something is not known.")
    ]
    positions: Annotated[list[PositionBody], Field(max_length=MAXIMUM_ORDERS_OF_A_CASE, description=_LEFT_OUT)] = []
    reminders: Annotated[
        list[ReminderBody] | None,
        Field(max_length=MAXIMUM_ROWS, description="All that were sent, in place of those known before."),
    ] = None
    disputed: Annotated[bool | None, Field(description="Null: not known.")] = None

    @property
    def corrected_parts(self) -> list[str]:
        """The names of the parts that it corrects."""
        return sorted(self.model_fields_set - {"action", "revision"})

    def to_fields(self, order_ids: tuple[str, ...]) -> dict[str, str]:
        """Return the correction as the form holds it; a position of an order that is not in the draft is left out."""
        debtor, address = self.debtor, self.debtor.address
        fields = {f"debtor.{name}": getattr(debtor, name) or "" for name in debtor.model_fields_set - {"address"}}
        if fields.get("debtor.kind") == "":
            fields["debtor.kind"] = DebtorKind.UNKNOWN
        fields |= {f"debtor.address.{name}": getattr(address, name) or "" for name in address.model_fields_set}
        for position in self.positions:
            if position.order_id in order_ids:
                fields[f"positions.{order_ids.index(position.order_id)}.subject"] = position.subject
        if "reminders" in self.model_fields_set:
            sent = [Reminder(**reminder.model_dump()) for reminder in self.reminders or ()]
            fields |= write_reminder_rows(sent) or _NO_REMINDER
        if "disputed" in self.model_fields_set:
            fields["disputed"] = _ANSWERS[self.disputed]
        return fields

    def find_errors(self, order_ids: tuple[str, ...]) -> list[FieldError]:
        """Return which positions name no order of the draft, or one that another names too."""
        errors: list[FieldError] = []
        named: set[str] = set()
        for number, position in enumerate(self.positions):
            field = f"positions.{number}.order_id"
            if position.order_id not in order_ids:
                errors.append(FieldError(field, "is no order of this draft"))
            elif position.order_id in named:
                errors.append(FieldError(field, "is named twice"))
            named.add(position.order_id)
        return errors

    def name_field(self, field: str, order_ids: tuple[str, ...]) -> str:
        """Return where in this body a field of the form stands; one that is not in it keeps its name."""
        part, _, rest = field.partition(".")
        if part == "reminders" and not self.reminders:
            return part
        if part != "positions":
            return field
        number, _, name = rest.partition(".")
        numbers = [one for one, position in enumerate(self.positions) if position.order_id == order_ids[int(number)]]
        return f"positions.{numbers[0]}.{name}" if numbers else field
