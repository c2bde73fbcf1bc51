"""The settings of a merchant: the overview, portal accounts, language, the record of changes, and leaving."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.foreign_systems import ChangedMeanwhileError, DreamRobotUnreadableError, UnknownAccountError
from functions.activate.settings.page import Told
from functions.activate.settings.view import show_settings
from shared.domain.account import Locale
from shared.domain.api_token import Scope
from shared.store.settings_record import CURSOR_PATTERN
from shared.web.answers import json_answer, page, redirect
from shared.web.problem import ProblemError
from shared.web.request import wants_page
from shared.web.session import close_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.guard import Guard
    from functions.activate.installation.installation import Installation
    from functions.activate.settings.language import LanguageChoice
    from functions.activate.settings.page import SettingsPages
    from functions.activate.settings.portal_connections import PortalConnections
    from shared.web.application import Application
    from shared.web.session import Session

SETTINGS_PATH = "/settings"

_DONE_PATH = f"{SETTINGS_PATH}?done=1"
_PORTAL_FIELD = "portal."
"""Before the id of a portal account: the name of its field."""


@dataclass(frozen=True, slots=True)
class SettingsRoutes:
    """What the routes need."""

    guard: Guard
    pages: SettingsPages
    connections: PortalConnections
    language: LanguageChoice
    installation: Installation

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(SETTINGS_PATH)
        def show_settings() -> Response[str]:
            return self._show_settings(app.current_event)

        @app.get(f"{SETTINGS_PATH}/changes")
        def show_changes() -> Response[str]:
            return self._show_changes(app.current_event)

        @app.post(f"{SETTINGS_PATH}/portal-accounts")
        def change_portal_accounts() -> Response[str]:
            return self._change_portal_accounts(app.current_event)

        @app.post(f"{SETTINGS_PATH}/language")
        def choose_language() -> Response[str]:
            return self._choose_language(app.current_event)

        @app.get(f"{SETTINGS_PATH}/leave")
        def ask_before_leaving() -> Response[str]:
            return self._ask_before_leaving(self.guard.let_in(app.current_event))

        @app.post(f"{SETTINGS_PATH}/leave")
        def leave() -> Response[str]:
            return self._leave(app.current_event)

    def _show_settings(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self.guard.let_in(event, Scope.SETTINGS_READ)
        if not wants_page(event):
            return json_answer(show_settings(self.guard.desk_of(session.merchant_id)))
        return page(self.pages.overview(session, is_done="done" in event.query_string_parameters))

    def _show_changes(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self.guard.let_in(event)
        cursor = event.query_string_parameters.get("cursor")
        if cursor is not None and not re.fullmatch(CURSOR_PATTERN, cursor):
            raise _not_found()
        return page(self.pages.record(session, cursor))

    def _change_portal_accounts(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, fields = self.guard.take_form(event)
        merchant_id, version = session.merchant_id, fields.get("version", "")
        wanted = {
            name.removeprefix(_PORTAL_FIELD): value or None
            for name, value in fields.items()
            if name.startswith(_PORTAL_FIELD)
        }
        try:
            match fields.get("action"):
                case "fetch":
                    self.connections.fetch(merchant_id)
                case "connect_all":
                    self.connections.connect_all(merchant_id, version, fields.get("customer_number") or None)
                case _:
                    self.connections.change(merchant_id, version, wanted)
        except UnknownAccountError:
            raise _not_found() from None
        except ChangedMeanwhileError:
            return self._say_outdated(session, wanted)
        except DreamRobotUnreadableError as error:
            html = self.pages.overview(session, told=Told(dreamrobot_cause=error.cause))
            return page(html, HTTPStatus.SERVICE_UNAVAILABLE)
        return redirect(_DONE_PATH)

    def _choose_language(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, fields = self.guard.take_form(event)
        chosen = fields.get("language", "")
        if chosen not in set(Locale):
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "There is no such language.")
        try:
            self.language.choose(session.merchant_id, Locale(chosen))
        except ChangedMeanwhileError:
            return self._say_outdated(session, {})
        return redirect(_DONE_PATH)

    def _say_outdated(self, session: Session, wanted: Mapping[str, str | None]) -> Response[str]:
        html = self.pages.overview(session, told=Told(is_outdated=True, connected=wanted))
        return page(html, HTTPStatus.CONFLICT)

    def _ask_before_leaving(self, session: Session, *, is_unconfirmed: bool = False) -> Response[str]:
        renderer = self.pages.renderer
        html = renderer.render(
            "settings_leave.html", locale=session.locale, session=session, is_unconfirmed=is_unconfirmed
        )
        return page(html, HTTPStatus.UNPROCESSABLE_ENTITY if is_unconfirmed else HTTPStatus.OK)

    def _leave(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, fields = self.guard.take_form(event)
        if fields.get("confirmed") != "on":
            return self._ask_before_leaving(session, is_unconfirmed=True)
        self.installation.uninstall(session.merchant_id)
        html = self.pages.renderer.render("left.html", locale=session.locale)
        answer = page(html)
        answer.cookies.append(close_session(event, lambda merchant_id: self.guard.desk_of(merchant_id).sign_ins))
        return answer


def _not_found() -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such account or page.")
