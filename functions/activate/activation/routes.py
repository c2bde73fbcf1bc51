"""The activation page and its two forms (connect an atriga account, fetch the portal accounts again), and its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.accounts.refusals import FAILING_STEPS, changed_meanwhile, headers_of, problem_of, status_of
from functions.activate.activation.form import (
    AUTHENTICATION_CODE,
    CUSTOMER_NUMBER,
    ActivationBody,
    read_activation_form,
)
from functions.activate.activation.view import show_activated, show_activation
from functions.activate.foreign_systems import (
    AccountRefusedError,
    ChangedMeanwhileError,
    DreamRobotUnreadableError,
    UnknownAccountError,
)
from functions.activate.launch.launch import ACTIVATION_PATH
from shared.domain.api_token import Scope
from shared.web.answers import json_answer, page, redirect
from shared.web.problem import ProblemError
from shared.web.request import parse_json, read_raw_body, sends_json, wants_page

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.activation.activation import Activation
    from functions.activate.activation.form import ActivationForm
    from functions.activate.foreign_systems import DreamRobotCause
    from functions.activate.guard import Guard
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session

_FETCH_PORTAL_ACCOUNTS = "fetch_portal_accounts"
_DONE_PATH = f"{ACTIVATION_PATH}?done=1"


@dataclass(frozen=True, slots=True)
class ActivationRoutes:
    """What the routes need."""

    activation: Activation
    guard: Guard
    renderer: PageRenderer

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(ACTIVATION_PATH)
        def show_activation() -> Response[str]:
            return self._show(app.current_event)

        @app.post(ACTIVATION_PATH)
        def activate() -> Response[str]:
            return self._take(app.current_event)

    def _show(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self.guard.let_in(event, Scope.SETTINGS_READ)
        if not wants_page(event):
            return json_answer(show_activation(self.guard.desk_of(session.merchant_id)))
        return page(self._render(session, is_done="done" in event.query_string_parameters))

    def _take(self, event: APIGatewayProxyEventV2) -> Response[str]:
        if sends_json(event):
            return self._take_json(event)
        session, fields = self.guard.take_form(event, Scope.SETTINGS_WRITE)
        if fields.get("action") == _FETCH_PORTAL_ACCOUNTS:
            return self._fetch_portal_accounts(session, fields.get(CUSTOMER_NUMBER, ""))
        form = read_activation_form(fields)
        if form.errors:
            return page(self._render(session, form=form), HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._activate(session, form)

    def _take_json(self, event: APIGatewayProxyEventV2) -> Response[str]:
        merchant_id = self.guard.let_in(event, Scope.SETTINGS_WRITE).merchant_id
        body = parse_json(read_raw_body(event), ActivationBody)
        unread = None
        try:
            self.activation.activate(merchant_id, body.customer_number, body.authentication_code)
        except AccountRefusedError as refusal:
            raise problem_of(refusal, CUSTOMER_NUMBER, AUTHENTICATION_CODE) from None
        except DreamRobotUnreadableError as error:
            unread = error.cause
        except ChangedMeanwhileError:
            # As on the page: the account is connected, and what was chosen for the portal accounts stands.
            pass
        desk = self.guard.desk_of(merchant_id)
        account = desk.accounts.get_atriga_account(body.customer_number)
        if account is None:
            # The merchant left at the same moment.
            raise changed_meanwhile()
        return json_answer(show_activated(desk, account, unread))

    def _activate(self, session: Session, form: ActivationForm) -> Response[str]:
        try:
            self.activation.activate(session.merchant_id, form.customer_number, form.code)
        except AccountRefusedError as refusal:
            html = self._render(session, form=form, refusal=refusal)
            return page(html, status_of(refusal), headers_of(refusal))
        except DreamRobotUnreadableError as error:
            # The account is connected, so this is no failure; the page says what is still missing.
            return page(self._render(session, portal_cause=error.cause))
        except ChangedMeanwhileError:
            # The account is connected; what the merchant chose for the portal accounts meanwhile stands.
            return redirect(_DONE_PATH)
        return redirect(_DONE_PATH)

    def _fetch_portal_accounts(self, session: Session, customer_number: str) -> Response[str]:
        try:
            self.activation.connect_portal_accounts(session.merchant_id, customer_number)
        except UnknownAccountError:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such atriga account.") from None
        except DreamRobotUnreadableError as error:
            return page(self._render(session, portal_cause=error.cause), HTTPStatus.SERVICE_UNAVAILABLE)
        except ChangedMeanwhileError:
            return redirect(_DONE_PATH)
        return redirect(_DONE_PATH)

    def _render(
        self,
        session: Session,
        *,
        form: ActivationForm | None = None,
        refusal: AccountRefusedError | None = None,
        portal_cause: DreamRobotCause | None = None,
        is_done: bool = False,
    ) -> str:
        accounts = self.activation.desk_of(session.merchant_id).accounts
        atriga_accounts = accounts.list_atriga_accounts()
        return self.renderer.render(
            "activate.html",
            locale=session.locale,
            session=session,
            accounts=atriga_accounts,
            portal_accounts=accounts.list_portal_accounts(),
            customer_number=form.customer_number if form else "",
            field_errors=form.errors if form else {},
            cause=refusal.cause if refusal else None,
            retry_after=refusal.retry_after if refusal else None,
            failing_step=FAILING_STEPS.get(refusal.cause) if refusal else None,
            portal_cause=portal_cause,
            # The address alone must not claim a success.
            is_done=is_done and bool(atriga_accounts),
        )
