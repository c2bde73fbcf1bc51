"""The page of one atriga account and its forms; each ability as JSON at the same address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from functions.activate.accounts.refusals import headers_of, status_of
from functions.activate.activation.form import AUTHENTICATION_CODE, find_error_of_code
from functions.activate.foreign_systems import (
    AccountRefusedError,
    ChangedMeanwhileError,
    DreamRobotUnreadableError,
    ModeNotOfferedError,
    UnknownAccountError,
)
from functions.activate.settings.page import Told, name_methods
from functions.activate.settings.routes import SETTINGS_PATH
from shared.domain.account import AccountMode, HandOverSettings
from shared.domain.api_token import Scope
from shared.web.answers import page, redirect
from shared.web.presentation.rules_view import fill_form, read_form
from shared.web.problem import ProblemError
from shared.web.request import read_raw_body, sends_json, wants_page
from shared.web.session import only_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.accounts.api import AccountApi
    from functions.activate.accounts.payment_methods import PaymentMethods
    from functions.activate.accounts.upkeep import AccountUpkeep
    from functions.activate.guard import Guard
    from functions.activate.settings.page import SettingsPages
    from shared.domain.account import AtrigaAccount
    from shared.web.application import Application
    from shared.web.session import Session

_REVISION = re.compile(r"[0-9]{1,9}")
_ACCOUNT_PATH = f"{SETTINGS_PATH}/accounts/<customer_number>"
ACTIONS = ("check", "code", "mode", "rules", "payment-methods", "deactivate")
"""What can be done with an account, as the addresses name it."""


@dataclass(frozen=True, slots=True)
class AccountRoutes:
    """What the routes need."""

    guard: Guard
    pages: SettingsPages
    upkeep: AccountUpkeep
    payment_methods: PaymentMethods
    api: AccountApi

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(_ACCOUNT_PATH)
        def show_account(customer_number: str) -> Response[str]:
            return self._show(app.current_event, customer_number)

        for action in ACTIONS:
            self._register_action(app, action)

    def _register_action(self, app: Application, action: str) -> None:
        @app.get(f"{_ACCOUNT_PATH}/{action}")
        def show_action(customer_number: str) -> Response[str]:
            return self._show_action(self.guard.let_in(app.current_event), customer_number, action)

        @app.post(f"{_ACCOUNT_PATH}/{action}")
        def act(customer_number: str) -> Response[str]:
            event = app.current_event
            if sends_json(event):
                return self._act_as_json(event, customer_number, action)
            session, fields = self.guard.take_form(event, Scope.SETTINGS_WRITE)
            return self._act(session, self._find(session, customer_number), action, fields)

    def _show(self, event: APIGatewayProxyEventV2, customer_number: str) -> Response[str]:
        session = self.guard.let_in(event, Scope.SETTINGS_READ)
        account = self._find(session, customer_number)
        if not wants_page(event):
            return self.api.show(session.merchant_id, account)
        return page(self.pages.account(session, account, is_done="done" in event.query_string_parameters))

    def _act_as_json(self, event: APIGatewayProxyEventV2, customer_number: str, action: str) -> Response[str]:
        session = self.guard.let_in(event, Scope.SETTINGS_WRITE)
        account = self._find(session, customer_number)
        try:
            return self.api.act(session.merchant_id, account, action, read_raw_body(event))
        except UnknownAccountError:
            raise _not_found() from None

    def _find(self, session: Session, customer_number: str) -> AtrigaAccount:
        try:
            return self.upkeep.get(session.merchant_id, customer_number)
        except UnknownAccountError:
            raise _not_found() from None

    def _show_action(self, session: Session, customer_number: str, action: str) -> Response[str]:
        account = self._find(session, customer_number)
        if action == "deactivate" and not account.is_deactivated:
            renderer = self.pages.renderer
            return page(
                renderer.render("settings_deactivate.html", locale=session.locale, session=session, account=account)
            )
        # The address of a form, as a browser keeps it after an error: the page itself is meant.
        return redirect(_path_of(account))

    @property
    def _actions(self) -> Mapping[str, Callable[[Session, AtrigaAccount, Mapping[str, str]], Response[str]]]:
        return {
            "check": self._check,
            "code": self._change_code,
            "mode": self._switch_mode,
            "rules": self._change_rules,
            "deactivate": self._deactivate,
        }

    def _act(self, session: Session, account: AtrigaAccount, action: str, fields: Mapping[str, str]) -> Response[str]:
        if action not in self._actions:
            # On the page the payment methods are fetched by a button of the form of the rules.
            raise only_json()
        try:
            return self._actions[action](session, account, fields)
        except UnknownAccountError:
            raise _not_found() from None
        except AccountRefusedError as refusal:
            html = self._render(session, account, Told(cause=refusal.cause, retry_after=refusal.retry_after))
            return page(html, status_of(refusal), headers_of(refusal))
        except (ChangedMeanwhileError, ModeNotOfferedError):
            return page(self._render(session, account, Told(is_outdated=True)), HTTPStatus.CONFLICT)

    def _check(self, session: Session, account: AtrigaAccount, _: Mapping[str, str]) -> Response[str]:
        self.upkeep.check(session.merchant_id, account.customer_number)
        return redirect(f"{_path_of(account)}?done=1")

    def _change_code(self, session: Session, account: AtrigaAccount, fields: Mapping[str, str]) -> Response[str]:
        code = fields.get(AUTHENTICATION_CODE, "")
        error = find_error_of_code(code)
        if error is not None:
            html = self._render(session, account, Told(code_error=error))
            return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        self.upkeep.change_code(session.merchant_id, account.customer_number, code)
        return redirect(f"{_path_of(account)}?done=1")

    def _switch_mode(self, session: Session, account: AtrigaAccount, fields: Mapping[str, str]) -> Response[str]:
        mode = fields.get("mode", "")
        if mode not in set(AccountMode):
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "There is no such mode.")
        number, revision = account.customer_number, _read_revision(fields)
        self.upkeep.switch_mode(session.merchant_id, number, AccountMode(mode), revision)
        return redirect(f"{_path_of(account)}?done=1")

    def _change_rules(self, session: Session, account: AtrigaAccount, fields: Mapping[str, str]) -> Response[str]:
        revision = _read_revision(fields)
        if fields.get("action") == "defaults":
            form = fill_form(HandOverSettings(), session.locale)
            return page(self._render(session, account, Told(rules=form, revision=revision, shows_defaults=True)))
        methods = name_methods(self.guard.desk_of(session.merchant_id), account)
        form, rules = read_form(fields, set(methods), account.settings, session.locale)
        told = Told(rules=form, revision=revision)
        if fields.get("action") == "fetch_payment_methods":
            return self._fetch_payment_methods(session, account, told)
        if form.errors:
            return page(self._render(session, account, told), HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            self.upkeep.change_rules(session.merchant_id, account.customer_number, rules, revision)
        except ChangedMeanwhileError:
            return page(self._render(session, account, Told(rules=form, is_outdated=True)), HTTPStatus.CONFLICT)
        return redirect(f"{_path_of(account)}?done=1")

    def _fetch_payment_methods(self, session: Session, account: AtrigaAccount, told: Told) -> Response[str]:
        """Show the form with the names, and with everything that was typed so far."""
        try:
            self.payment_methods.fetch(session.merchant_id)
        except DreamRobotUnreadableError as error:
            html = self._render(session, account, replace(told, dreamrobot_cause=error.cause))
            return page(html, HTTPStatus.SERVICE_UNAVAILABLE)
        return page(self._render(session, account, told))

    def _deactivate(self, session: Session, account: AtrigaAccount, _: Mapping[str, str]) -> Response[str]:
        self.upkeep.deactivate(session.merchant_id, account.customer_number)
        return redirect(f"{SETTINGS_PATH}?done=1")

    def _render(self, session: Session, account: AtrigaAccount, told: Told) -> str:
        """Render the page with the account as it is now, after what was tried."""
        return self.pages.account(session, self._find(session, account.customer_number), told=told)


def _path_of(account: AtrigaAccount) -> str:
    return f"{SETTINGS_PATH}/accounts/{quote(account.customer_number, safe='')}"


def _read_revision(fields: Mapping[str, str]) -> int:
    """Read the revision that the merchant saw; 0, which no account has, where there is none."""
    revision = fields.get("revision", "")
    return int(revision) if _REVISION.fullmatch(revision) else 0


def _not_found() -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such account or page.")
