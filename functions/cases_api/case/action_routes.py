"""The routes of the actions of a case, and of what is proposed about it: pages for people, JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from functions.cases_api.case.ordering import Outcome
from shared.domain.api_token import Scope
from shared.domain.cases.case_actions import ACTIONS
from shared.web.answers import redirect
from shared.web.forms import read_form
from shared.web.problem import ProblemError
from shared.web.request import sends_json, wants_page
from shared.web.session import check_csrf, refuse_program, require_session
from shared.web.uploads import is_upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response

    from functions.cases_api.case.action_api import ActionApi
    from functions.cases_api.case.action_pages import ActionPages
    from functions.cases_api.case.desk import CaseDesk
    from functions.cases_api.case.ordering import Ordering
    from shared.domain.cases.command_payloads import CommandKind
    from shared.web.application import Application
    from shared.web.session import Session, Sessions

_ACTIONS_PATH: Final = "/cases/<case_id>/actions"
_BACK: Final = {"inbox": "/inbox"}
"""Where a form may lead back to besides the case."""


@dataclass(frozen=True, slots=True)
class ActionRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    ordering: Ordering
    pages: ActionPages
    api: ActionApi

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(_ACTIONS_PATH)
        def list_actions(case_id: str) -> Response[str]:
            return self._list(app, case_id)

        @app.get(f"{_ACTIONS_PATH}/<kind>")
        def show_action(case_id: str, kind: str) -> Response[str]:
            return self._show(app, case_id, kind)

        @app.post(f"{_ACTIONS_PATH}/<kind>")
        def order_action(case_id: str, kind: str) -> Response[str]:
            return self._order(app, case_id, kind)

        @app.post("/cases/<case_id>/proposals/<proposal_id>")
        def decide_on_proposal(case_id: str, proposal_id: str) -> Response[str]:
            return self._put_aside(app, case_id, proposal_id)

    def _list(self, app: Application, case_id: str) -> Response[str]:
        _, desk = self._enter(app, Scope.CASES_READ)
        situation = desk.look_at(case_id)
        if wants_page(app.current_event):
            return redirect(f"/cases/{quote(case_id, safe='')}")
        return self.api.list_actions(desk, situation)

    def _show(self, app: Application, case_id: str, named: str) -> Response[str]:
        event = app.current_event
        session, desk = self._enter(app, Scope.CASES_READ)
        situation, kind = desk.look_at(case_id), _read_kind(named)
        if wants_page(event):
            return self.pages.show(session, desk, situation, kind, event.query_string_parameters.get("proposal"))
        return self.api.show(desk, situation, kind)

    def _order(self, app: Application, case_id: str, named: str) -> Response[str]:
        event = app.current_event
        session, desk = self._enter(app, Scope.CASES_ACT)
        situation, kind = desk.look_at(case_id), _read_kind(named)
        if sends_json(event) or (is_upload(event) and not wants_page(event)):
            return self.api.order(event, session, desk, situation, kind)
        refuse_program(session)
        return self.pages.act(session, event, desk, situation, kind)

    def _put_aside(self, app: Application, case_id: str, proposal_id: str) -> Response[str]:
        event = app.current_event
        session, desk = self._enter(app, Scope.CASES_ACT)
        is_json = sends_json(event)
        if not is_json:
            check_csrf(event, session)
        fields = {} if is_json else read_form(event)
        if not is_json and fields.get("action") != "put_aside":
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The form names no known action.")
        proposal = desk.proposals.get(case_id, proposal_id)
        if proposal is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such proposal.")
        if is_json:
            return self.api.put_aside(event, desk, proposal)
        told = "put_aside" if self.ordering.put_aside(desk, proposal) else Outcome.DECIDED_BEFORE.value
        back = _BACK.get(fields.get("back", ""), f"/cases/{quote(case_id, safe='')}")
        return redirect(f"{back}?told={told}")

    def _enter(self, app: Application, scope: Scope) -> tuple[Session, CaseDesk]:
        session = require_session(app.current_event, self.sessions_of, self.ordering.clock(), scope)
        return session, self.ordering.desk_of(session.merchant_id)


def _read_kind(named: str) -> CommandKind:
    kind = next((kind for kind in ACTIONS if kind.value == named), None)
    if kind is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such action.")
    return kind
