"""The pages of one action: its form with the price first, its confirmation, and why it is not to be had now."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from functions.cases_api.case.action_form import ActionForm
from functions.cases_api.case.action_view import ActionView, Step
from functions.cases_api.case.atriga import AtrigaTroubleError
from functions.cases_api.case.ordering import Order, Outcome, accepted_price, name_command
from functions.cases_api.case.prefilling import prefill
from functions.cases_api.case.pricing import Price, ask_price, read_price
from functions.cases_api.idempotency import read_token
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.merchant_days import day_of
from shared.web.answers import page, redirect
from shared.web.forms import read_form
from shared.web.session import CSRF_FIELD, check_csrf_token
from shared.web.uploads import UploadForm, is_upload, read_upload_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.case.desk import CaseDesk, Situation
    from functions.cases_api.case.ordering import Ordering
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.money import Money
    from shared.domain.watching.proposal import Proposal
    from shared.web.pages import PageRenderer
    from shared.web.session import Session

CONFIRMED_AT_ONCE: Final = frozenset({CommandKind.RESUME, CommandKind.UPLOAD_DOCUMENT})
"""Their form says all there is to confirm; and a file that was chosen cannot be carried to a second page."""

_ORDERED_OTHERWISE: Final = {"form": "ordered_otherwise"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for the pages of one action."""

    session: Session
    desk: CaseDesk
    situation: Situation
    kind: CommandKind
    proposal: Proposal | None = None
    upload: UploadForm = field(default_factory=UploadForm)

    @property
    def fields(self) -> Mapping[str, str]:
        """What was typed."""
        return self.upload.fields

    @property
    def case_id(self) -> str:
        """The case."""
        return self.situation.case.case_id

    def back_to_case(self, told: str) -> Response[str]:
        """Lead to the page of the case, which says what was done."""
        return redirect(f"/cases/{quote(self.case_id, safe='')}?told={told}")


@dataclass(frozen=True, slots=True)
class ActionPages:
    """Answers a browser."""

    ordering: Ordering
    renderer: PageRenderer
    new_token: Callable[[], UUID]

    def show(
        self, session: Session, desk: CaseDesk, situation: Situation, kind: CommandKind, proposal_id: str | None
    ) -> Response[str]:
        """Show the form of an action, filled in with what is proposed."""
        proposal = desk.proposals.find_open(situation.case.case_id, proposal_id) if proposal_id else None
        visit = Visit(session, desk, situation, kind, proposal)
        if proposal_id and proposal is None:
            return visit.back_to_case(Outcome.DECIDED_BEFORE)
        typed = prefill(kind, proposal, session.locale)
        return self._with_price(visit, lambda price: self._answer(visit, ActionView(Step.FORM, price, typed)))

    def act(
        self,
        session: Session,
        event: APIGatewayProxyEventV2,
        desk: CaseDesk,
        situation: Situation,
        kind: CommandKind,
    ) -> Response[str]:
        """Check, confirm or order what was typed.

        Raises:
            ProblemError: ``invalid_csrf_token`` (403), or the form cannot be read.
        """
        upload = read_upload_form(event) if is_upload(event) else UploadForm(read_form(event))
        check_csrf_token(upload.fields.get(CSRF_FIELD, ""), session)
        proposal_id = upload.fields.get("proposal")
        proposal = desk.proposals.get(situation.case.case_id, proposal_id) if proposal_id else None
        visit = Visit(session, desk, situation, kind, proposal, upload)
        if proposal_id and (proposal is None or proposal.kind.value != kind.value):
            return visit.back_to_case(Outcome.DECIDED_BEFORE)
        token = read_token(visit.fields) if visit.fields.get("step") == "order" else None
        repeated = self._find_repeat(visit, token)
        return repeated or self._with_price(visit, lambda price: self._go_on(visit, price, token))

    def _find_repeat(self, visit: Visit, token: UUID | None) -> Response[str] | None:
        """Answer a form that was sent before as the first time, whatever has changed since."""
        if token is None:
            return None
        kept = visit.desk.commands.get(visit.case_id, name_command(visit.case_id, token, visit.proposal))
        if kept is None:
            return None
        price = accepted_price(kept.payload)
        # Read as on the day on which it was ordered.
        if _read_form(visit, price, kept.created_at).read(visit.kind) == kept.payload:
            return visit.back_to_case(Outcome.ORDERED)
        view = ActionView(Step.FORM, Price(price), visit.fields, _ORDERED_OTHERWISE)
        return self._answer(visit, view, HTTPStatus.CONFLICT)

    def _with_price(self, visit: Visit, go_on: Callable[[Price], Response[str]]) -> Response[str]:
        """Go on with the price of an action that is offered, or say why it is not to be had."""
        obstacle = visit.situation.obstacle_to(visit.kind)
        if obstacle is not None:
            return self._answer(visit, ActionView(Step.OBSTACLE, obstacle=obstacle), HTTPStatus.CONFLICT)
        try:
            price = ask_price(visit.desk, visit.situation, visit.kind)
        except AtrigaTroubleError as error:
            problem = error.to_problem().problem
            return self._answer(visit, ActionView(Step.TROUBLE, trouble=error.trouble), problem.status, problem.headers)
        if not price.is_possible:
            return self._answer(visit, ActionView(Step.IMPOSSIBLE, price), HTTPStatus.CONFLICT)
        return go_on(price)

    def _go_on(self, visit: Visit, price: Price, token: UUID | None) -> Response[str]:
        if visit.fields.get("step") == "change":
            return self._answer(visit, ActionView(Step.FORM, price, visit.fields))
        form = _read_form(visit, price.amount, self.ordering.clock())
        payload = form.read(visit.kind)
        if payload is None:
            view = ActionView(Step.FORM, price, visit.fields, form.errors)
            return self._answer(visit, view, HTTPStatus.UNPROCESSABLE_ENTITY)
        view = ActionView(Step.CONFIRM, price, visit.fields, payload=payload)
        if token is None:
            return self._answer(visit, view)
        accepted = read_price(visit.fields.get("accepted_price", ""))
        if accepted_price(payload) is not None and not price.is_covered_by(accepted):
            return self._answer(visit, view.with_risen_price(), HTTPStatus.CONFLICT)
        return self._order(visit, price, payload, token)

    def _order(self, visit: Visit, price: Price, payload: CommandPayload, token: UUID) -> Response[str]:
        file = visit.upload.file
        content = file.content if file is not None and visit.kind is CommandKind.UPLOAD_DOCUMENT else None
        outcome = self.ordering.order(visit.desk, Order(visit.case_id, payload, token, visit.proposal, content))
        if outcome is Outcome.ORDERED_OTHERWISE:
            view = ActionView(Step.FORM, price, visit.fields, _ORDERED_OTHERWISE)
            return self._answer(visit, view, HTTPStatus.CONFLICT)
        return visit.back_to_case(outcome)

    def _answer(
        self,
        visit: Visit,
        view: ActionView,
        status: int = HTTPStatus.OK,
        headers: Mapping[str, str] | None = None,
    ) -> Response[str]:
        html = self.renderer.render(
            "case_action.html",
            locale=visit.session.locale,
            session=visit.session,
            case=visit.situation.case,
            kind=visit.kind,
            proposal=visit.proposal,
            view=view,
            is_confirmed_at_once=visit.kind in CONFIRMED_AT_ONCE,
            token=str(self.new_token()),
        )
        return page(html, status, headers)


def _read_form(visit: Visit, price: Money | None, now: datetime) -> ActionForm:
    return ActionForm(visit.fields, visit.situation.case, day_of(now), visit.session.locale, price, visit.upload)
