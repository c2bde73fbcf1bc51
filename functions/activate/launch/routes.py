"""The routes of coming and going: the start page, the way in from DreamRobot, signing out."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.launch.launch import OVERVIEW_PATH, MerchantNotInstalledError
from shared.web.answers import redirect
from shared.web.launch_token import InvalidLaunchTokenError
from shared.web.problem import ProblemError
from shared.web.rate_limits import count_request_of_address
from shared.web.session import check_csrf, close_session, find_session, require_session

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.launch.launch import Launch
    from shared.web.application import Application
    from shared.web.rate_limits import DrawRequest
    from shared.web.session import Sessions


@dataclass(frozen=True, slots=True)
class LaunchRoutes:
    """What the routes need."""

    launch: Launch
    draw_of_address: DrawRequest

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get("/")
        def start() -> Response[str]:
            return self._start(app.current_event)

        @app.get("/launch")
        def launch() -> Response[str]:
            return self._launch(app.current_event)

        @app.post("/sign-out")
        def sign_out() -> Response[str]:
            return self._sign_out(app.current_event)

    def _sessions_of(self, merchant_id: str) -> Sessions:
        return self.launch.desk_of(merchant_id).sign_ins

    def _start(self, event: APIGatewayProxyEventV2) -> Response[str]:
        require_session(event, self._sessions_of, self.launch.clock())
        return redirect(OVERVIEW_PATH)

    def _launch(self, event: APIGatewayProxyEventV2) -> Response[str]:
        count_request_of_address(event, self.draw_of_address, self.launch.clock())
        query = event.query_string_parameters
        try:
            signed_in = self.launch.sign_in(query.get("token", ""), query.get("to"))
        except InvalidLaunchTokenError:
            detail = "The launch token is not valid, too old, or was used before."
            raise ProblemError(HTTPStatus.UNAUTHORIZED, "invalid_launch_token", detail) from None
        except MerchantNotInstalledError:
            detail = "The app is not installed for this merchant."
            raise ProblemError(HTTPStatus.UNAUTHORIZED, "unknown_merchant", detail) from None
        return redirect(signed_in.path, [signed_in.cookie])

    def _sign_out(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = find_session(event, self._sessions_of, self.launch.clock())
        if session is not None:
            check_csrf(event, session)
        return redirect("/", [close_session(event, self._sessions_of)])
