"""The routes of the review: pages and forms for people, JSON for programs, on the same addresses."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.cases_api.cursor import read_cursor
from functions.cases_api.review.view import REVIEW_PATH
from shared.domain.api_token import Scope
from shared.web.forms import read_form
from shared.web.problem import ProblemError
from shared.web.request import sends_json, wants_page
from shared.web.session import check_csrf, require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.review.api import ReviewApi
    from functions.cases_api.review.pages import ReviewPages
    from functions.cases_api.review.review import Review, ReviewDesk
    from shared.domain.cases.case import Case
    from shared.web.application import Application
    from shared.web.session import Session, Sessions


@dataclass(frozen=True, slots=True)
class ReviewRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    review: Review
    pages: ReviewPages
    api: ReviewApi

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(REVIEW_PATH)
        def list_drafts() -> Response[str]:
            return self._list(app.current_event)

        @app.post(REVIEW_PATH)
        def decide_on_drafts() -> Response[str]:
            return self._decide(app.current_event)

        @app.get(f"{REVIEW_PATH}/<case_id>")
        def show_draft(case_id: str) -> Response[str]:
            return self._show(app.current_event, case_id)

        @app.post(f"{REVIEW_PATH}/<case_id>")
        def act_on_draft(case_id: str) -> Response[str]:
            return self._act(app.current_event, case_id)

    def _list(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, _ = self._enter(event, Scope.CASES_READ)
        cursor = read_cursor(event.query_string_parameters.get("cursor"))
        if wants_page(event):
            return self.pages.list_drafts(session, cursor)
        return self.api.list_drafts(event, session, cursor)

    def _decide(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, _ = self._enter(event, Scope.CASES_ACT)
        if sends_json(event):
            return self.api.decide_on_drafts(event, session)
        check_csrf(event, session)
        return self.pages.decide_on_drafts(session, read_form(event))

    def _show(self, event: APIGatewayProxyEventV2, case_id: str) -> Response[str]:
        session, desk = self._enter(event, Scope.CASES_READ)
        case = _find(desk, case_id)
        if wants_page(event):
            return self.pages.show(session, desk, case)
        return self.api.show(event, session, desk, case)

    def _act(self, event: APIGatewayProxyEventV2, case_id: str) -> Response[str]:
        session, desk = self._enter(event, Scope.CASES_ACT)
        if sends_json(event):
            return self.api.act(event, session, desk, case_id)
        check_csrf(event, session)
        return self.pages.act(session, desk, _find(desk, case_id), read_form(event))

    def _enter(self, event: APIGatewayProxyEventV2, scope: Scope) -> tuple[Session, ReviewDesk]:
        session = require_session(event, self.sessions_of, self.review.clock(), scope)
        return session, self.review.desk_of(session.merchant_id)


def _find(desk: ReviewDesk, case_id: str) -> Case:
    case = desk.cases.get(case_id)
    if case is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such draft.")
    return case
