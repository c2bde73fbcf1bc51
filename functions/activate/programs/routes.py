"""The page on which the merchant makes and revokes what programs and notifications come in with."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.programs.form import LIVES, SCOPE_FIELD, read_token_form
from functions.activate.programs.keys import TooManyTokensError, UnknownTokenError
from functions.activate.settings.routes import SETTINGS_PATH
from shared.domain.api_token import LONGEST_NAME, MOST_TOKENS, Scope
from shared.domain.merchant_days import day_of
from shared.store.errors import ConditionFailedError
from shared.web.answers import page, redirect
from shared.web.problem import ProblemError
from shared.web.rate_limits import OF_A_TOKEN
from shared.web.request import public_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.guard import Guard
    from functions.activate.programs.keys import Keys
    from functions.activate.settings.page import SettingsPages
    from shared.web.application import Application
    from shared.web.session import Session

PROGRAMS_PATH = f"{SETTINGS_PATH}/programs"

_UNTOUCHED: Mapping[str, str] = {"life": "365", f"{SCOPE_FIELD}{Scope.CASES_READ}": "on"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page tells besides: a secret that was made just now, or a form that comes back."""

    token: str | None = None
    address: str | None = None
    typed: Mapping[str, str] | None = None
    errors: Mapping[str, str] | None = None
    has_too_many: bool = False


@dataclass(frozen=True, slots=True)
class ProgramRoutes:
    """What the routes need."""

    guard: Guard
    keys: Keys
    pages: SettingsPages
    configured_url: str

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(PROGRAMS_PATH)
        def show_programs() -> Response[str]:
            event = app.current_event
            return page(self._render(event, self.guard.let_in(event), Shown()))

        @app.post(PROGRAMS_PATH)
        def change_programs() -> Response[str]:
            return self._change(app.current_event)

    def _change(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, fields = self.guard.take_form(event)
        match fields.get("action"):
            case "make":
                return self._make(event, session, fields)
            case "revoke":
                return self._revoke(session, fields)
            case "make_address":
                return self._make_address(event, session)
            case _:
                detail = "The form names no known action."
                raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail)

    def _make(self, event: APIGatewayProxyEventV2, session: Session, fields: Mapping[str, str]) -> Response[str]:
        form = read_token_form(fields, day_of(self.guard.clock()))
        if form.errors:
            shown = Shown(typed=form.typed, errors=form.errors)
            return page(self._render(event, session, shown), HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            token = self.keys.make_token(session.merchant_id, form.name, form.scopes, form.expires_on)
        except TooManyTokensError:
            shown = Shown(typed=form.typed, has_too_many=True)
            return page(self._render(event, session, shown), HTTPStatus.CONFLICT)
        # The page is the answer itself and no redirection: nothing but this one answer ever holds the token.
        return page(self._render(event, session, Shown(token=token)))

    def _revoke(self, session: Session, fields: Mapping[str, str]) -> Response[str]:
        try:
            self.keys.revoke_token(session.merchant_id, fields.get("token_id", ""))
        except UnknownTokenError:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such token.") from None
        return redirect(f"{PROGRAMS_PATH}?done=1")

    def _make_address(self, event: APIGatewayProxyEventV2, session: Session) -> Response[str]:
        try:
            address = self.keys.make_event_address(session.merchant_id)
        except ConditionFailedError as error:
            detail = "The address was made anew at the same time; repeat the request."
            headers = {"Retry-After": "5"}
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "try_again", detail, headers=headers) from error
        return page(self._render(event, session, Shown(address=address)))

    def _render(self, event: APIGatewayProxyEventV2, session: Session, shown: Shown) -> str:
        desk, base = self.guard.desk_of(session.merchant_id), public_url(event, self.configured_url)
        kept = desk.event_address.get()
        address = f"{base}/dreamrobot/events/{shown.address}" if shown.address else None
        is_done = "done" in event.query_string_parameters
        return self.pages.renderer.render(
            "settings_programs.html",
            locale=session.locale,
            session=session,
            api_url=base,
            tokens=desk.api_tokens.list_all(),
            uses=desk.uses.list_last_draws(OF_A_TOKEN.bucket()),
            today=day_of(self.guard.clock()),
            most_tokens=MOST_TOKENS,
            longest_name=LONGEST_NAME,
            scopes=list(Scope),
            scope_field=SCOPE_FIELD,
            lives=LIVES,
            typed=_UNTOUCHED if shown.typed is None else shown.typed,
            errors=shown.errors or {},
            new_token=shown.token,
            has_too_many=shown.has_too_many,
            new_address=address,
            address_made_at=kept.made_at if kept else None,
            done=self.pages.find_just_done(desk, session.locale) if is_done else None,
        )
