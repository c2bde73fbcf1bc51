"""Puts the simulator together: the contract's operations, the console, the handles for tests, and the faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sandbox.boss.api import Api
from sandbox.boss.console import Console
from sandbox.boss.contract import load_contract
from sandbox.boss.problems import ProblemError, answer_http_error, answer_problem
from sandbox.boss.routes_cases import CaseRoutes
from sandbox.boss.routes_control import ControlRoutes
from sandbox.boss.routes_documents import DocumentRoutes
from sandbox.boss.routes_steps import StepRoutes
from sandbox.boss.routes_streams import StreamRoutes
from sandbox.faults import FaultBoard, FaultyApplication, control_routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from sandbox.boss.gateway import Gateway

_STATIC = Path(__file__).parent / "static"


class GatewayFaultAnswers:
    """Words injected faults as the contract does."""

    def failed(self, status: int, headers: Mapping[str, str]) -> Response:
        """Answer with an error status; 429 and 503 carry the contract's codes."""
        code = {429: "rate_limited", 503: "unavailable"}.get(status, "server_error")
        return _answer(status, code, dict(headers))

    def expired_token(self) -> Response:
        """Answer as to a code that was taken back."""
        return _answer(401, "invalid_credentials")

    def quota_used_up(self) -> Response:
        """Answer as to somebody who asks too often."""
        return _answer(429, "rate_limited", {"Retry-After": "60"})


def build_application(gateway: Gateway, public_url: str | None = None) -> FaultyApplication:
    """Make the ASGI application around a gateway. ``public_url`` is where links lead, without a slash at the end."""
    api = Api(gateway, load_contract(), public_url)
    control, documents = ControlRoutes(api), DocumentRoutes(api)
    operations = [
        *CaseRoutes(api).routes(),
        *StepRoutes(api).routes(),
        *documents.routes(),
        *StreamRoutes(api).routes(),
    ]
    board = FaultBoard()
    application = Starlette(
        routes=[
            *operations,
            *control_routes(board, gateway.reset, control.describe),
            *control.routes(),
            *documents.pages(),
            *Console(api).routes(),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        exception_handlers={ProblemError: answer_problem, HTTPException: answer_http_error},
    )
    return FaultyApplication(application, operations, board, GatewayFaultAnswers())


def _answer(status: int, code: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"code": code, "message": "Eingestellte Störung."}, status_code=status, headers=headers)
