"""Which atriga account each portal account feeds: the forms of the overview, and the same as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from functions.activate.accounts.refusals import changed_meanwhile, dreamrobot_problem_of
from functions.activate.foreign_systems import ChangedMeanwhileError, DreamRobotUnreadableError, UnknownAccountError
from functions.activate.settings.bodies import ConnectPortalAccounts, FetchPortalAccounts
from functions.activate.settings.page import Told
from functions.activate.settings.view import show_portal_accounts
from shared.domain.api_token import Scope
from shared.web.answers import json_answer, page, redirect
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_action, read_raw_body, sends_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.guard import Guard
    from functions.activate.settings.page import SettingsPages
    from functions.activate.settings.portal_connections import Connections, PortalConnections
    from shared.web.application import Application

_PORTAL_FIELD = "portal."
"""Before the id of a portal account: the name of its field."""

_BODIES: Final[Mapping[str, type[ConnectPortalAccounts | FetchPortalAccounts]]] = {
    "connect": ConnectPortalAccounts,
    "fetch": FetchPortalAccounts,
}


@dataclass(frozen=True, slots=True)
class PortalRoutes:
    """What the route needs."""

    guard: Guard
    pages: SettingsPages
    connections: PortalConnections

    def register(self, app: Application) -> None:
        """Add the route to an application."""

        @app.post("/settings/portal-accounts")
        def change_portal_accounts() -> Response[str]:
            event = app.current_event
            return self._take_json(event) if sends_json(event) else self._take_form(event)

    def _take_form(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session, fields = self.guard.take_form(event, Scope.SETTINGS_WRITE)
        merchant_id, version = session.merchant_id, fields.get("version", "")
        wanted = {
            name.removeprefix(_PORTAL_FIELD): value or None
            for name, value in fields.items()
            if name.startswith(_PORTAL_FIELD)
        }
        try:
            match fields.get("action"):
                case "fetch":
                    if not self.connections.fetch(merchant_id):
                        return page(self.pages.overview(session, told=Told(are_fetched=True)))
                case "connect_all":
                    self.connections.connect_all(merchant_id, version, fields.get("customer_number") or None)
                case _:
                    self.connections.change(merchant_id, version, wanted)
        except UnknownAccountError:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such account or page.") from None
        except ChangedMeanwhileError:
            html = self.pages.overview(session, told=Told(is_outdated=True, connected=wanted))
            return page(html, HTTPStatus.CONFLICT)
        except DreamRobotUnreadableError as error:
            html = self.pages.overview(session, told=Told(dreamrobot_cause=error.cause))
            return page(html, HTTPStatus.SERVICE_UNAVAILABLE)
        return redirect("/settings?done=1")

    def _take_json(self, event: APIGatewayProxyEventV2) -> Response[str]:
        merchant_id = self.guard.let_in(event, Scope.SETTINGS_WRITE).merchant_id
        body = parse_action(read_raw_body(event), _BODIES)
        try:
            if isinstance(body, FetchPortalAccounts):
                self.connections.fetch(merchant_id, body.customer_number)
            else:
                self.connections.change(merchant_id, body.version, body.connections)
        except UnknownAccountError:
            raise wrong_fields(*_find_unknown(body, self.connections.read(merchant_id))) from None
        except ChangedMeanwhileError:
            raise changed_meanwhile() from None
        except DreamRobotUnreadableError as error:
            raise dreamrobot_problem_of(error) from None
        return json_answer(show_portal_accounts(self.connections.read(merchant_id)))


def _find_unknown(body: ConnectPortalAccounts | FetchPortalAccounts, seen: Connections) -> list[FieldError]:
    """Return the fields that name what is not the merchant's, or out of use."""
    no_account, no_portal_account = "names no atriga account in use here", "is the id of no portal account here"
    if isinstance(body, FetchPortalAccounts):
        return [FieldError("customer_number", no_account)]
    known, in_use = {one.portal_account_id for one in seen.portal_accounts}, {None, *seen.customer_numbers}
    return [
        FieldError(f"connections.{one}", no_account if one in known else no_portal_account)
        for one, number in body.connections.items()
        if one not in known or number not in in_use
    ]
