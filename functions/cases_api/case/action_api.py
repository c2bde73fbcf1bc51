"""The actions of a case as JSON: what is offered at which price, and ordering one of them."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import quote
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from functions.cases_api.case.action_form import ActionForm
from functions.cases_api.case.atriga import AtrigaTroubleError
from functions.cases_api.case.ordering import Order, Outcome, accepted_price, name_command
from functions.cases_api.case.pricing import Price, ask_price, read_price
from shared.domain.account import Locale
from shared.domain.cases.case_actions import ACTIONS, COSTLY
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.merchant_days import day_of
from shared.web.answers import json_answer
from shared.web.field_errors import describe_field_error
from shared.web.presentation.action_texts import describe_obstacle
from shared.web.problem import FieldError, ProblemError
from shared.web.request import parse_json, read_raw_body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.case.desk import CaseDesk, Situation
    from functions.cases_api.case.ordering import Ordering
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.money import Money

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
LONGEST_KEY: Final = 64
_KEYS: Final = UUID("0d4b3a0e-6a63-4a3e-8a55-6ad2b8b8e0c4")
"""The name space of the keys of callers; what it is does not matter, only that it stays."""


class PriceBody(BaseModel):
    """A price that the caller saw and accepts."""

    model_config = ConfigDict(extra="forbid")

    amount: Annotated[str, Field(max_length=20)]
    currency: Annotated[str, Field(max_length=3)]


class ActionBody(BaseModel):
    """What is to be ordered; which fields an action reads is in ``docs/api.md``. Too long ones are refused by name."""

    model_config = ConfigDict(extra="forbid")

    amount: str | None = None
    value_date: str | None = None
    order_id: str | None = None
    reason: str | None = None
    note: str | None = None
    until: str | None = None
    decision: str | None = None
    accepted_price: PriceBody | None = None

    def to_fields(self) -> dict[str, str]:
        """Return the same as a form holds it."""
        texts = self.model_dump(exclude={"accepted_price"}, exclude_none=True)
        price = self.accepted_price
        return texts if price is None else texts | {"accepted_price": f"{price.amount} {price.currency}"}


@dataclass(frozen=True, slots=True)
class ActionApi:
    """Answers a program."""

    ordering: Ordering

    def list_actions(self, desk: CaseDesk, situation: Situation) -> Response[str]:
        """Tell of every action whether it is offered, and at which price."""
        return json_answer({"items": [_show(desk, situation, kind) for kind in ACTIONS]})

    def show(self, desk: CaseDesk, situation: Situation, kind: CommandKind) -> Response[str]:
        """Tell of one action whether it is offered, and at which price."""
        return json_answer(_show(desk, situation, kind))

    def order(
        self, event: APIGatewayProxyEventV2, desk: CaseDesk, situation: Situation, kind: CommandKind
    ) -> Response[str]:
        """Order an action; the same key and content again are the same order.

        Raises:
            ProblemError: ``invalid_request`` (422), ``action_not_offered``, ``action_not_possible``, ``price_changed``
                or ``idempotency_key_reused`` (409), or what ``Trouble`` tells.
        """
        if kind is CommandKind.UPLOAD_DOCUMENT:
            raise ProblemError(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "A document is handed in with the form."
            )
        token = _read_key(event)
        fields = parse_json(read_raw_body(event) or b"{}", ActionBody).to_fields()
        case_id = situation.case.case_id
        command_id = name_command(case_id, token, None)
        kept = desk.commands.get(case_id, command_id)
        if kept is not None:
            # The same call again is answered as the first time, whatever has changed since.
            if self._read(situation, kind, fields, accepted_price(kept.payload)) != kept.payload:
                raise _key_reused()
            return _accepted(case_id, command_id, kind)
        price = _require_price(desk, situation, kind)
        payload = self._read(situation, kind, fields, price.amount)
        accepted = read_price(fields.get("accepted_price", ""))
        if accepted_price(payload) is not None and not price.is_covered_by(accepted):
            raise _price_changed(price)
        if self.ordering.order(desk, Order(case_id, payload, token)) is Outcome.ORDERED_OTHERWISE:
            raise _key_reused()
        return _accepted(case_id, command_id, kind)

    def _read(
        self, situation: Situation, kind: CommandKind, fields: Mapping[str, str], price: Money | None
    ) -> CommandPayload:
        form = ActionForm(fields, situation.case, day_of(self.ordering.clock()), Locale.ENGLISH, price)
        payload = form.read(kind)
        if payload is None:
            errors = [
                FieldError(name, describe_field_error(cause, Locale.ENGLISH)) for name, cause in form.errors.items()
            ]
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The request is not valid.", errors)
        return payload


def _show(desk: CaseDesk, situation: Situation, kind: CommandKind) -> dict[str, Any]:
    """Return one action; where atriga does not tell its price now, ``price_unknown`` says why."""
    shown: dict[str, Any] = {"kind": kind.value, "offered": False, "reason": None, "price": None, "price_unknown": None}
    obstacle = situation.obstacle_to(kind)
    if obstacle is not None:
        return shown | {"reason": describe_obstacle(obstacle, Locale.ENGLISH)}
    try:
        price = ask_price(desk, situation, kind)
    except AtrigaTroubleError as error:
        return shown | {"offered": True, "price_unknown": error.trouble.value}
    if not price.is_possible:
        return shown | {"reason": price.refusal}
    amount = price.amount
    if amount is None and kind in COSTLY:
        return shown | {"offered": True, "price_unknown": "not_named"}
    written = None if amount is None else {"amount": str(amount.amount), "currency": amount.currency}
    return shown | {"offered": True, "price": written}


def _require_price(desk: CaseDesk, situation: Situation, kind: CommandKind) -> Price:
    obstacle = situation.obstacle_to(kind)
    if obstacle is not None:
        detail = describe_obstacle(obstacle, Locale.ENGLISH)
        raise ProblemError(HTTPStatus.CONFLICT, "action_not_offered", detail)
    try:
        price = ask_price(desk, situation, kind)
    except AtrigaTroubleError as error:
        raise error.to_problem() from None
    if not price.is_possible:
        raise ProblemError(HTTPStatus.CONFLICT, "action_not_possible", "atriga does not do this with the case now.")
    return price


def _read_key(event: APIGatewayProxyEventV2) -> UUID:
    key = event.headers.get(IDEMPOTENCY_HEADER.lower(), "")
    if not 0 < len(key) <= LONGEST_KEY:
        error = FieldError(IDEMPOTENCY_HEADER, f"has 1 to {LONGEST_KEY} characters")
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The request is not valid.", [error])
    return uuid5(_KEYS, key)


def _accepted(case_id: str, command_id: str, kind: CommandKind) -> Response[str]:
    body = {"command_id": command_id, "kind": kind.value}
    return json_answer(body, HTTPStatus.ACCEPTED, {"Location": f"/cases/{quote(case_id, safe='')}"})


def _price_changed(price: Price) -> ProblemError:
    now = price.amount
    told = "is missing, or below what it costs now" + (f": {now.amount} {now.currency}" if now else "")
    detail = "The price is not accepted, or it rose; nothing was done."
    return ProblemError(HTTPStatus.CONFLICT, "price_changed", detail, [FieldError("accepted_price", told)])


def _key_reused() -> ProblemError:
    return ProblemError(
        HTTPStatus.CONFLICT, "idempotency_key_reused", "Something else was ordered under this key, and that stands."
    )
