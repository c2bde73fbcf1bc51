"""The settings of a merchant: the overview, language, the record of changes, and leaving."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.accounts.refusals import changed_meanwhile
from functions.activate.foreign_systems import ChangedMeanwhileError
from functions.activate.settings.bodies import LanguageBody
from functions.activate.settings.page import ENTRIES_A_PAGE, Told
from functions.activate.settings.view import show_record, show_settings
from shared.domain.account import Locale
from shared.domain.api_token import Scope
from shared.store.settings_record import CURSOR_PATTERN
from shared.web.answers import json_answer, page, redirect
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, read_raw_body, sends_json, wants_page
from shared.web.session import close_session

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.guard import Guard
    from functions.activate.installation.installation import Installation
    from functions.activate.settings.language import LanguageChoice
    from functions.activate.settings.page import SettingsPages
    from shared.web.application import Application
    from shared.web.session import Session

SETTINGS_PATH = "/settings"


@dataclass(frozen=True, slots=True)
class SettingsRoutes:
    """What the routes need."""

    guard: Guard
    pages: SettingsPages
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
        session = self.guard.let_in(event, Scope.SETTINGS_READ)
        cursor, is_page = event.query_string_parameters.get("cursor"), wants_page(event)
        if cursor is not None and not re.fullmatch(CURSOR_PATTERN, cursor):
            if is_page:
                raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such page.")
            raise wrong_fields(FieldError("cursor", "is not one that this app made for this list"))
        if is_page:
            return page(self.pages.record(session, cursor))
        record = self.guard.desk_of(session.merchant_id).record
        return json_answer(show_record(record.list_newest_first(ENTRIES_A_PAGE, cursor)))

    def _choose_language(self, event: APIGatewayProxyEventV2) -> Response[str]:
        if sends_json(event):
            return self._choose_language_as_json(event)
        session, fields = self.guard.take_form(event, Scope.SETTINGS_WRITE)
        chosen = fields.get("language", "")
        if chosen not in set(Locale):
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "There is no such language.")
        try:
            self.language.choose(session.merchant_id, Locale(chosen))
        except ChangedMeanwhileError:
            return page(self.pages.overview(session, told=Told(is_outdated=True)), HTTPStatus.CONFLICT)
        return redirect(f"{SETTINGS_PATH}?done=1")

    def _choose_language_as_json(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self.guard.let_in(event, Scope.SETTINGS_WRITE)
        language = parse_json(read_raw_body(event), LanguageBody).language
        try:
            self.language.choose(session.merchant_id, language)
        except ChangedMeanwhileError:
            raise changed_meanwhile() from None
        return json_answer({"language": language.value})

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
