"""The routes of notifications: the gateway's pushes are signed, DreamRobot's come to a secret address."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.sync.events import UnknownAddressError
from shared.web.answers import no_content
from shared.web.problem import ProblemError
from shared.web.rate_limits import count_request_of_address
from shared.web.request import read_signed_content

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.sync.events import Events
    from functions.sync.notifications import Notifications
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.rate_limits import DrawRequest

_MAXIMUM_BODY_BYTES = 4 * 1024


@dataclass(frozen=True, slots=True)
class NotificationRoutes:
    """What the routes need."""

    notifications: Notifications
    events: Events
    draw_of_address: DrawRequest
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post("/boss/notifications")
        def receive_boss_push() -> Response[str]:
            event = app.current_event
            self.notifications.take(event.headers, read_signed_content(event, _MAXIMUM_BODY_BYTES))
            return no_content()

        @app.post("/dreamrobot/events/<address>")
        def receive_dreamrobot_event(address: str) -> Response[str]:
            return self._receive_event(app.current_event, address)

    def _receive_event(self, event: APIGatewayProxyEventV2, address: str) -> Response[str]:
        try:
            self.events.take(address)
        except UnknownAddressError:
            # Only who guesses is counted by where the call comes from: DreamRobot calls from few places for everybody.
            count_request_of_address(event, self.draw_of_address, self.clock())
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.") from None
        return no_content()
