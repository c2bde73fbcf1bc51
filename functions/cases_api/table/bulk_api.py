"""The same done with many cases by a program: marks at once, orders under a key, and what became of each case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from functions.cases_api.idempotency import read_key
from functions.cases_api.table.bulk import KINDS, MOST_CASES_AT_ONCE, OrderOutcome, name_command
from functions.cases_api.table.bulk_form import AMOUNT, read_pause, read_payments
from functions.cases_api.table.marking_routes import MarkOutcome
from shared.domain.account import Locale
from shared.domain.cases.command_payloads import LONGEST_NOTE
from shared.domain.cases.mark import LONGEST_MARK, MOST_MARKS, read_mark
from shared.web.answers import json_answer
from shared.web.presentation.action_texts import describe_obstacle
from shared.web.presentation.labels import label_of
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, read_raw_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.table.bulk import BulkOrders, Chosen, Ordered
    from functions.cases_api.table.bulk_form import OrderForm
    from functions.cases_api.table.marking_routes import Marking

UNKNOWN_CASE: Final = "unknown_case"
_AMOUNTS: Final = "amounts"

CaseId = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
CaseIds = Annotated[list[CaseId], Field(min_length=1, max_length=MOST_CASES_AT_ONCE)]
Amount = Annotated[str, Field(pattern=r"^[0-9]{1,9}(?:\.[0-9]{1,2})?$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class MarkCases(_Body):
    """A mark to be put on cases, or taken off them."""

    action: Literal["mark", "unmark"]
    case_ids: CaseIds
    mark: Annotated[str, Field(description=f"{LONGEST_MARK} characters at most.")]


class PauseCases(_Body):
    """A pause of cases until a day to come."""

    action: Literal["pause"]
    case_ids: CaseIds
    until: date
    reason: Annotated[str | None, Field(description=f"Free text, {LONGEST_NOTE} characters at most.")] = None


class ReportPayments(_Body):
    """Money that came to the merchant, by case."""

    action: Literal["report_payment"]
    value_date: Annotated[date, Field(description="The day on which the money came.")]
    amounts: Annotated[
        dict[CaseId, Amount],
        Field(
            min_length=1,
            max_length=MOST_CASES_AT_ONCE,
            description="How much came, by case: decimals with a point, in the currency of the case.",
        ),
    ]


class BulkBody(RootModel[Annotated[MarkCases | PauseCases | ReportPayments, Field(discriminator="action")]]):
    """What is to be done with many cases, for the description of the API."""


class _Action(BaseModel):
    """The part of the body that tells which of them it is."""

    action: Literal["mark", "unmark", "pause", "report_payment"]


class CaseOutcome(BaseModel):
    """What became of one case."""

    case_id: str
    outcome: Annotated[
        OrderOutcome | MarkOutcome | Literal["unknown_case"],
        Field(
            description="`ordered` and `marked` also where it was before; `ordered_otherwise`: something else was "
            "ordered under this key, and that stands; `not_offered`: it is not to be had for "
            "the case now, and `reason` says why; `too_many_marks`: the case carries as many as it may."
        ),
    ]
    command_id: Annotated[str | None, Field(description="What was ordered, where something is.")]
    reason: Annotated[str | None, Field(description="Why it is `not_offered`, in English words.")]


class BulkOutcome(BaseModel):
    """What became of each case, in the order in which they were named."""

    action: Literal["mark", "unmark", "pause", "report_payment"]
    items: list[CaseOutcome]


@dataclass(frozen=True, slots=True)
class BulkApi:
    """Answers a program."""

    marking: Marking
    orders: BulkOrders

    def act(self, event: APIGatewayProxyEventV2, merchant_id: str) -> Response[str]:
        """Mark many cases, or order the same for them; an order needs a key, under which a repeat is the same.

        Raises:
            ProblemError: ``invalid_request`` (422); nothing was done then.
        """
        raw = read_raw_body(event)
        # The kind of body is found out first, so that each fault is told at its own field.
        match parse_json(raw, _Action).action:
            case "pause":
                return self._pause(merchant_id, parse_json(raw, PauseCases), read_key(event))
            case "report_payment":
                return self._report(merchant_id, parse_json(raw, ReportPayments), read_key(event))
            case _:
                return self._mark(merchant_id, parse_json(raw, MarkCases))

    def _mark(self, merchant_id: str, body: MarkCases) -> Response[str]:
        mark, named = read_mark(body.mark), dict.fromkeys(body.case_ids)
        if mark is None:
            raise _refused({"mark": "is empty or too long"})
        if body.action == "unmark":
            return _tell(body.action, named, self.marking.unmark_each(merchant_id, named, mark))
        if not self.marking.has_room_for(merchant_id, [mark]):
            raise _refused({"mark": f"would be more than {MOST_MARKS} different marks"})
        return _tell(body.action, named, self.marking.mark_each(merchant_id, named, mark))

    def _pause(self, merchant_id: str, body: PauseCases, token: UUID) -> Response[str]:
        chosen = self.orders.choose(merchant_id, body.case_ids, KINDS[body.action], token)
        today = self.orders.day_of_ordering(chosen)
        form = read_pause({"until": body.until.isoformat(), "reason": body.reason or ""}, today)
        _require_valid(form)
        ordered = self.orders.pause(merchant_id, chosen, body.until, form.reason, token)
        return _tell_ordered(body.action, body.case_ids, chosen, ordered, token)

    def _report(self, merchant_id: str, body: ReportPayments, token: UUID) -> Response[str]:
        chosen = self.orders.choose(merchant_id, body.amounts, KINDS[body.action], token)
        typed = {AMOUNT + case_id: amount for case_id, amount in body.amounts.items()}
        cases = [*chosen.possible, *(one.case for one in chosen.left_out)]
        today = self.orders.day_of_ordering(chosen)
        form = read_payments({"value_date": body.value_date.isoformat(), **typed}, cases, today)
        _require_valid(form)
        ordered = self.orders.report_payments(merchant_id, chosen, form.amounts, body.value_date, token)
        return _tell_ordered(body.action, body.amounts, chosen, ordered, token)


def _tell(action: str, named: Iterable[str], outcomes: Mapping[str, MarkOutcome]) -> Response[str]:
    return json_answer({"action": action, "items": [_show(one, outcomes.get(one, UNKNOWN_CASE)) for one in named]})


def _tell_ordered(action: str, named: Iterable[str], chosen: Chosen, ordered: Ordered, token: UUID) -> Response[str]:
    reasons = {one.case.case_id: describe_obstacle(one.obstacle, Locale.ENGLISH) for one in chosen.left_out}
    items = []
    for case_id in dict.fromkeys(named):
        outcome = ordered.outcomes.get(case_id)
        command_id = name_command(case_id, token) if outcome is OrderOutcome.ORDERED else None
        items.append(_show(case_id, outcome or UNKNOWN_CASE, command_id, reasons.get(case_id)))
    return json_answer({"action": action, "items": items}, HTTPStatus.ACCEPTED)


def _show(case_id: str, outcome: str, command_id: str | None = None, reason: str | None = None) -> dict[str, Any]:
    return {"case_id": case_id, "outcome": str(outcome), "command_id": command_id, "reason": reason}


def _require_valid(form: OrderForm) -> None:
    """Refuse what is wrong with a form; that no case has an amount is told of each case, for none of them is known."""
    faults = {name: fault for name, fault in form.errors.items() if name != _AMOUNTS}
    if faults:
        raise _refused(
            {
                name.replace(AMOUNT, f"{_AMOUNTS}."): label_of(fault, "table_fault", Locale.ENGLISH)
                for name, fault in faults.items()
            }
        )


def _refused(errors: Mapping[str, str]) -> ProblemError:
    told = [FieldError(name, message) for name, message in errors.items()]
    return wrong_fields(*told)
