"""Faults of a simulator, switched on from outside: what a foreign system does on its worst day.

Owns the list of faults that are on, the count of requests per operation, and the control routes for both.
Guarantee: ``cut`` and ``answer_lost`` really close the TCP connection without one byte of an answer (served by
``sandbox.serving``), ``cut`` before any work was done and ``answer_lost`` after all of it.

Use: give each API ``Route`` its operation's name, then wrap the finished application::

    application = Starlette(routes=[*operations, *pages, *control_routes(board, reset)])
    FaultyApplication(application, operations, board, answers)
"""

from __future__ import annotations

import asyncio
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Match, Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CUT_EXTENSION = "sandbox.cut"
EVERY_OPERATION = "*"

_GATEWAY_PAGE = "<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1><p>This is not the API.</p>"


class ConnectionCutError(ConnectionError):
    """Raised in place of a cut connection where there is none, as in a test that calls the application directly."""


class FaultKind(StrEnum):
    """What goes wrong."""

    LATENCY = "latency"
    STATUS = "status"
    CUT = "cut"
    ANSWER_LOST = "answer_lost"
    HTML = "html"
    EXPIRED_TOKEN = "expired_token"  # noqa: S105 - the name of a fault
    QUOTA = "quota"


class Fault(BaseModel):
    """One fault. It waits ``seconds`` first, whatever its kind, and is over after ``times`` requests (``None``: never).

    ``status`` and ``retry_after`` (seconds, sent as ``Retry-After``) shape the answer of kind ``status``;
    ``operation`` is an operation's name or ``*``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    operation: str = EVERY_OPERATION
    kind: FaultKind
    status: int = Field(default=503, ge=400, le=599)
    seconds: float = Field(default=0.0, ge=0, le=300)
    times: int | None = Field(default=None, ge=1)
    retry_after: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _require_seconds_of_latency(self) -> Self:
        if self.kind is FaultKind.LATENCY and not self.seconds:
            message = "latency needs seconds"
            raise ValueError(message)
        return self

    def concerns(self, operation: str) -> bool:
        """Whether this fault hits ``operation``."""
        return self.operation in {EVERY_OPERATION, operation}


class FaultAnswers(Protocol):
    """How one simulator words the faults that have an answer, so that they look like its own."""

    def failed(self, status: int, headers: Mapping[str, str]) -> Response:
        """Answer with an error status."""

    def expired_token(self) -> Response:
        """Answer as to credentials that are no longer good."""

    def quota_used_up(self) -> Response:
        """Answer as to a caller that has spent its share."""


class FaultBoard:
    """The faults that are on, in the order of switching on, and how often each operation was called."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._requests: Counter[str] = Counter()

    def switch_on(self, fault: Fault) -> None:
        """Add a fault behind those that are on."""
        self._faults.append(fault)

    def switch_all_off(self) -> None:
        """End every fault; the counts stay."""
        self._faults.clear()

    def reset(self) -> None:
        """End every fault and count from zero."""
        self._faults.clear()
        self._requests.clear()

    def take(self, operation: str) -> Fault | None:
        """Count a request of ``operation`` and hand out the first fault that concerns it, using it up by one."""
        self._requests[operation] += 1
        for place, fault in enumerate(self._faults):
            if not fault.concerns(operation):
                continue
            if fault.times == 1:
                del self._faults[place]
            elif fault.times is not None:
                self._faults[place] = fault.model_copy(update={"times": fault.times - 1})
            return fault
        return None

    def describe(self) -> dict[str, Any]:
        """Return the counts as ``requests`` and the faults still on as ``faults``."""
        return {
            "requests": dict(sorted(self._requests.items())),
            "faults": [fault.model_dump(mode="json") for fault in self._faults],
        }


class FaultyApplication:
    """An ASGI application that lets a simulator misbehave. Wrap it around the whole: faults know no error handler."""

    def __init__(
        self,
        application: ASGIApp,
        operations: Sequence[BaseRoute],
        board: FaultBoard,
        answers: FaultAnswers,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._application = application
        self._operations = operations
        self._board = board
        self._answers = answers
        self._sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, with the fault that it draws."""
        operation = self._find_operation(scope)
        fault = self._board.take(operation) if operation else None
        if fault is None:
            await self._application(scope, receive, send)
            return
        if fault.seconds:
            await self._sleep(fault.seconds)
        match fault.kind:
            case FaultKind.LATENCY:
                await self._application(scope, receive, send)
            case FaultKind.CUT:
                await _cut_connection(scope, receive)
            case FaultKind.ANSWER_LOST:
                await self._application(scope, receive, _lose)
                await _cut_connection(scope, receive)
            case _:
                await self._answer_of(fault)(scope, receive, send)

    def _find_operation(self, scope: Scope) -> str | None:
        if scope["type"] != "http":
            return None
        for route in self._operations:
            if isinstance(route, Route) and route.matches(scope)[0] is Match.FULL:
                return route.name
        return None

    def _answer_of(self, fault: Fault) -> Response:
        match fault.kind:
            case FaultKind.EXPIRED_TOKEN:
                return self._answers.expired_token()
            case FaultKind.QUOTA:
                return self._answers.quota_used_up()
            case FaultKind.HTML:
                return HTMLResponse(_GATEWAY_PAGE)
            case _:
                headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
                return self._answers.failed(fault.status, headers)


async def _lose(_: Message) -> None:
    """Take a piece of an answer and send nothing."""


async def _cut_connection(scope: Scope, receive: Receive) -> None:
    abort: Callable[[], None] | None = scope.get("extensions", {}).get(CUT_EXTENSION)
    if abort is None:
        raise ConnectionCutError
    abort()
    # The server must have noticed before this returns: it would answer 500 on a connection that it thinks open.
    while (await receive())["type"] != "http.disconnect":
        continue


def control_routes(
    board: FaultBoard,
    reset: Callable[[], None],
    describe: Callable[[], Mapping[str, Any]] = dict,
) -> list[Route]:
    """Make the routes below ``/_control`` that tests and the demo steer a simulator with.

    Args:
        board: the faults and counts.
        reset: puts the simulator's own data back to how it started; the board is reset here.
        describe: further entries for the answer of ``GET /_control/state``.
    """

    async def add_fault(request: Request) -> Response:
        try:
            fault = Fault.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({"errors": error.errors(include_url=False, include_context=False)}, status_code=422)
        board.switch_on(fault)
        return JSONResponse(board.describe(), status_code=201)

    async def remove_faults(_: Request) -> Response:
        board.switch_all_off()
        return Response(status_code=204)

    async def show_state(_: Request) -> Response:
        return JSONResponse({**board.describe(), **describe()})

    async def reset_everything(_: Request) -> Response:
        board.reset()
        reset()
        return Response(status_code=204)

    return [
        Route("/_control/faults", add_fault, methods=["POST"]),
        Route("/_control/faults", remove_faults, methods=["DELETE"]),
        Route("/_control/state", show_state, methods=["GET"]),
        Route("/_control/reset", reset_everything, methods=["POST"]),
    ]
