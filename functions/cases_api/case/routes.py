"""The route of one case: the same address answers a browser with a page and a program with JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.cases_api.case.page import make_case_page
from functions.cases_api.view import show_row
from shared.domain.api_token import Scope
from shared.domain.cases.case_row import row_of
from shared.domain.merchant_days import day_of
from shared.web.answers import json_answer, page
from shared.web.request import public_url, wants_page
from shared.web.session import require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response

    from functions.cases_api.case.desk import CaseDesk
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Sessions


@dataclass(frozen=True, slots=True)
class CaseRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    desk_of: Callable[[str], CaseDesk]
    renderer: PageRenderer
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get("/cases/<case_id>")
        def get_case(case_id: str) -> Response[str]:
            return self._get(app, case_id)

    def _get(self, app: Application, case_id: str) -> Response[str]:
        event = app.current_event
        session = require_session(event, self.sessions_of, self.clock(), Scope.CASES_READ)
        desk = self.desk_of(session.merchant_id)
        if not wants_page(event):
            case, marks = desk.find(case_id), desk.notes.get(case_id).marks
            return json_answer(show_row(row_of(case), marks, public_url(event, self.configured_url)))
        situation = desk.look_at(case_id)
        desk.notes.note_seen(case_id, situation.case.changed_at)
        shown = make_case_page(
            desk,
            situation,
            locale=session.locale,
            today=day_of(self.clock()),
            told=event.query_string_parameters.get("told"),
        )
        return page(self.renderer.render("case.html", locale=session.locale, session=session, page=shown))
