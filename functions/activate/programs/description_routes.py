"""The description of the API: the OpenAPI document for programs, and a page of it for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

import shared.web
from shared.web.answers import JSON_CONTENT_TYPE, page
from shared.web.rate_limits import count_request_of_address
from shared.web.request import preferred_locale
from shared.web.session import find_session

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.ports import DeskOf
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.rate_limits import DrawRequest

_FILE = Path(shared.web.__path__[0]) / "openapi.json"
_CACHE_CONTROL = "public, max-age=300"


@cache
def read_document() -> str:
    """Return the document that ``scripts/generate_openapi.py`` wrote."""
    return _FILE.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class DescriptionRoutes:
    """What the routes need."""

    renderer: PageRenderer
    desk_of: DeskOf
    draw_of_address: DrawRequest
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get("/openapi.json")
        def read_description() -> Response[str]:
            count_request_of_address(app.current_event, self.draw_of_address, self.clock())
            headers = {"Cache-Control": _CACHE_CONTROL}
            return Response(HTTPStatus.OK, JSON_CONTENT_TYPE, read_document(), headers=headers, compress=True)

        @app.get("/api")
        def show_description() -> Response[str]:
            return self._show(app.current_event)

    def _show(self, event: APIGatewayProxyEventV2) -> Response[str]:
        count_request_of_address(event, self.draw_of_address, self.clock())
        session = find_session(event, lambda merchant_id: self.desk_of(merchant_id).sign_ins, self.clock())
        document: dict[str, Any] = json.loads(read_document())
        locale = session.locale if session else preferred_locale(event)
        return page(self.renderer.render("api.html", locale=locale, session=session, document=document))
