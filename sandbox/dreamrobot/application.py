"""Putting the simulator together: API, pages and control routes over one set of data, with faults around it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.dreamrobot.envelopes import ApiError, DreamRobotAnswers, answer_api_error, describe_error
from sandbox.dreamrobot.pages import Pages
from sandbox.dreamrobot.rest_api import BASE_PATH, RestApi
from sandbox.dreamrobot.samples import SampleMerchant
from sandbox.faults import FaultBoard, FaultyApplication, control_routes

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.dreamrobot.hand_overs import MakeCalls
    from sandbox.dreamrobot.system import DreamRobotSystem


def make_application(system: DreamRobotSystem, make_calls: MakeCalls) -> FaultyApplication:
    """Make the ASGI application.

    Args:
        system: the data.
        make_calls: makes what the pages call the app with, anew for each click so that new keys are seen.
    """
    board = FaultBoard()
    operations = RestApi(system).routes()
    pages = Pages(system, make_calls)

    def reset() -> None:
        system.reset()
        pages.reset()

    async def list_samples(_: Request) -> Response:
        return JSONResponse(system.list_samples())

    async def put_merchant(request: Request) -> Response:
        try:
            merchant = SampleMerchant.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({"errors": error.errors(include_url=False, include_context=False)}, status_code=422)
        system.put_merchant(merchant)
        return Response(status_code=204)

    async def answer_http_error(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        if request.url.path.startswith(BASE_PATH):
            return describe_error(ApiError(error.status_code, error.detail))
        return await pages.show_error(request, error)

    starlette = Starlette(
        routes=[
            *operations,
            *control_routes(board, reset, system.describe),
            Route("/_control/orders", list_samples),
            Route("/_control/merchants", put_merchant, methods=["PUT"]),
            *pages.routes(),
        ],
        exception_handlers={ApiError: answer_api_error, HTTPException: answer_http_error},
    )
    # DreamRobot's paths end in a slash or they do not; a redirect between the two would hide a client's mistake.
    starlette.router.redirect_slashes = False
    return FaultyApplication(starlette, operations, board, DreamRobotAnswers())
