"""The routes that DreamRobot calls to install the app for a merchant and to take it out again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.activate.installation.installation import InstallationRequest
from shared.domain.account import MERCHANT_ID_PATTERN
from shared.web.answers import json_answer, no_content
from shared.web.problem import ProblemError
from shared.web.request import parse_json, read_signed_content
from shared.web.signature import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.installation.installation import Installation
    from shared.web.application import Application
    from shared.web.signature import DreamRobotKeys

_MAXIMUM_BODY_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class InstallationRoutes:
    """What the routes need."""

    installation: Installation
    keys: Callable[[], DreamRobotKeys]

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post("/dreamrobot/installations")
        def install() -> Response[str]:
            return self._install(app.current_event)

        @app.delete("/dreamrobot/installations/<merchant_id>")
        def uninstall(merchant_id: str) -> Response[str]:
            return self._uninstall(app.current_event, merchant_id)

    def _install(self, event: APIGatewayProxyEventV2) -> Response[str]:
        request = parse_json(self._read_signed(event), InstallationRequest)
        is_new = self.installation.install(request)
        return json_answer({"merchant_id": request.merchant_id}, HTTPStatus.CREATED if is_new else HTTPStatus.OK)

    def _uninstall(self, event: APIGatewayProxyEventV2, merchant_id: str) -> Response[str]:
        self._read_signed(event)
        if not re.fullmatch(MERCHANT_ID_PATTERN, merchant_id) or not self.installation.uninstall(merchant_id):
            detail = "The app is not installed for this merchant."
            raise ProblemError(HTTPStatus.NOT_FOUND, "unknown_merchant", detail)
        return no_content()

    def _read_signed(self, event: APIGatewayProxyEventV2) -> bytes:
        content = read_signed_content(event, _MAXIMUM_BODY_BYTES)
        verify(event.headers, content, self.keys().signing_keys, self.installation.clock())
        return content
