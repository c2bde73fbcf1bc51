"""The actions of a case as JSON: what is offered at which price, and ordering one of them."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from functions.cases_api.case.action_form import ActionForm
from functions.cases_api.case.atriga import AtrigaTroubleError
from functions.cases_api.case.ordering import Order, Outcome, accepted_price, name_command
from functions.cases_api.case.pricing import Price, ask_price, read_price, write_price
from functions.cases_api.documents_in_forms import DocumentFields, refuse_unknown_fields
from functions.cases_api.idempotency import key_reused, read_key
from shared.domain.account import Locale
from shared.domain.cases.case_actions import ACTIONS, COSTLY
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.merchant_days import day_of
from shared.domain.money import Money
from shared.web.answers import json_answer
from shared.web.field_errors import describe_field_error
from shared.web.presentation.action_texts import describe_obstacle
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, read_raw_body
from shared.web.session import CSRF_FIELD, check_csrf_token
from shared.web.uploads import UPLOAD_CONTENT_TYPE, UploadForm, is_upload, read_upload_form

if TYPE_CHECKING:
    from datetime import datetime

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.case.desk import CaseDesk, Situation
    from functions.cases_api.case.ordering import Ordering
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.watching.proposal import Proposal
    from shared.web.session import Session


class PriceBody(BaseModel):
    """A price that the caller saw and accepts."""

    model_config = ConfigDict(extra="forbid")

    amount: Annotated[str, Field(pattern=r"^[0-9]{1,9}(?:\.[0-9]{1,2})?$")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]

    def to_money(self) -> Money:
        """Return the amount."""
        return Money.of(self.amount, self.currency)


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
    proposal_id: Annotated[
        str | None,
        Field(min_length=1, max_length=200, description="What the watch proposed, and is taken by this order."),
    ] = None

    def to_fields(self) -> dict[str, str]:
        """Return the same as a form holds it."""
        texts: dict[str, str] = self.model_dump(exclude={"accepted_price", "proposal_id"}, exclude_none=True)
        if self.accepted_price is not None:
            texts["accepted_price"] = write_price(self.accepted_price.to_money())
        if self.proposal_id is not None:
            texts["proposal"] = self.proposal_id
        return texts


class DecisionBody(BaseModel):
    """What becomes of a proposal that is not taken."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["put_aside"]


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
        self,
        event: APIGatewayProxyEventV2,
        session: Session,
        desk: CaseDesk,
        situation: Situation,
        kind: CommandKind,
    ) -> Response[str]:
        """Order an action; the same key and content again are the same order.

        Raises:
            ProblemError: ``invalid_csrf_token`` (403), ``invalid_request`` (422), ``action_not_offered``,
                ``action_not_possible``, ``price_changed``, ``idempotency_key_reused`` or ``decided_before`` (409),
                ``unsupported_media_type`` (415), or what ``Trouble`` tells.
        """
        form = _read_body(event, session, kind)
        token, case_id = read_key(event), situation.case.case_id
        proposal = _find_proposal(desk, case_id, kind, form.fields.get("proposal"))
        command_id = name_command(case_id, token, proposal)
        kept = desk.commands.get(case_id, command_id)
        if kept is not None:
            if not self._is_the_same(situation, kind, form, kept):
                raise _decided_before() if proposal else key_reused()
            return _accepted(case_id, command_id, kind)
        price = _require_price(desk, situation, kind)
        payload = self._read(situation, kind, form, price.amount, self.ordering.clock())
        accepted = read_price(form.fields.get("accepted_price", ""))
        if accepted_price(payload) is not None and not price.is_covered_by(accepted):
            raise _price_changed(price)
        content = form.file.content if form.file else None
        match self.ordering.order(desk, Order(case_id, payload, token, proposal, content)):
            case Outcome.ORDERED_OTHERWISE:
                raise _decided_before() if proposal else key_reused()
            case Outcome.DECIDED_BEFORE:
                raise _decided_before()
        return _accepted(case_id, command_id, kind)

    def put_aside(self, event: APIGatewayProxyEventV2, desk: CaseDesk, proposal: Proposal) -> Response[str]:
        """Close a proposal without doing anything; one that was put aside before is answered as the first time.

        Raises:
            ProblemError: ``invalid_request`` (422), or ``decided_before`` (409) where it was taken.
        """
        body = parse_json(read_raw_body(event), DecisionBody)
        if not self.ordering.put_aside(desk, proposal) and self.ordering.was_taken(desk, proposal):
            raise _decided_before()
        decided = {"case_id": proposal.case_id, "proposal_id": proposal.proposal_id, "decision": body.action}
        return json_answer(decided)

    def _is_the_same(self, situation: Situation, kind: CommandKind, sent: UploadForm, kept: Command) -> bool:
        """Whether a call says what was ordered under its key: then it is answered as the first time.

        It is read as on that day, whatever has changed since. What another action asks for is not even read: its price
        was never asked, and the fault would be told at the wrong field.
        """
        price = accepted_price(kept.payload)
        return kept.kind is kind and self._read(situation, kind, sent, price, kept.created_at) == kept.payload

    def _read(
        self, situation: Situation, kind: CommandKind, sent: UploadForm, price: Money | None, now: datetime
    ) -> CommandPayload:
        form = ActionForm(sent.fields, situation.case, day_of(now), Locale.ENGLISH, price, sent)
        payload = form.read(kind)
        if payload is None:
            errors = [
                FieldError(name, describe_field_error(cause, Locale.ENGLISH)) for name, cause in form.errors.items()
            ]
            raise wrong_fields(*errors)
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


def _read_body(event: APIGatewayProxyEventV2, session: Session, kind: CommandKind) -> UploadForm:
    """Return what was sent as a form holds it: a document comes as a form with a file, all else as JSON."""
    is_document = kind is CommandKind.UPLOAD_DOCUMENT
    if is_upload(event) is not is_document:
        detail = f"A document is sent as {UPLOAD_CONTENT_TYPE}, everything else as JSON."
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail)
    if not is_document:
        return UploadForm(parse_json(read_raw_body(event) or b"{}", ActionBody).to_fields())
    form = read_upload_form(event)
    check_csrf_token(form.fields.get(CSRF_FIELD, ""), session)
    refuse_unknown_fields(form, DocumentFields)
    return form


def _find_proposal(desk: CaseDesk, case_id: str, kind: CommandKind, proposal_id: str | None) -> Proposal | None:
    if not proposal_id:
        return None
    proposal = desk.proposals.get(case_id, proposal_id)
    if proposal is None or proposal.kind.value != kind.value:
        error = FieldError("proposal_id", "is no proposal of this case for this action")
        raise wrong_fields(error)
    return proposal


def _accepted(case_id: str, command_id: str, kind: CommandKind) -> Response[str]:
    body = {"command_id": command_id, "kind": kind.value}
    return json_answer(body, HTTPStatus.ACCEPTED, {"Location": f"/cases/{quote(case_id, safe='')}"})


def _price_changed(price: Price) -> ProblemError:
    now = price.amount
    told = "is missing, or below what it costs now" + (f": {now.amount} {now.currency}" if now else "")
    detail = "The price is not accepted, or it rose; nothing was done."
    return ProblemError(HTTPStatus.CONFLICT, "price_changed", detail, [FieldError("accepted_price", told)])


def _decided_before() -> ProblemError:
    return ProblemError(HTTPStatus.CONFLICT, "decided_before", "Somebody decided on the proposal before.")
