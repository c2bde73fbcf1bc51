from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.faults import CUT_EXTENSION, ConnectionCutError, Fault, FaultBoard, FaultyApplication, control_routes
from tests.unit.sandbox.boss_world import AsgiTransport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.types import Message, Scope


class PlainAnswers:
    def failed(self, status: int, headers: Mapping[str, str]) -> Response:
        return JSONResponse({"failed": status}, status_code=status, headers=dict(headers))

    def expired_token(self) -> Response:
        return JSONResponse({"expired": True}, status_code=401)

    def quota_used_up(self) -> Response:
        return JSONResponse({"quota": 0}, status_code=429)


class Workshop:
    """An application with two operations that counts the work it has done."""

    def __init__(self) -> None:
        self.work: list[str] = []
        self.slept: list[float] = []
        self.resets = 0
        self.board = FaultBoard()
        operations = [
            Route("/orders/{order_id}", self._work, methods=["GET"], name="getOrder"),
            Route("/orders/{order_id}", self._work, methods=["POST"], name="updateOrder"),
        ]
        pages = [Route("/page", self._work)]
        starlette = Starlette(
            routes=[*operations, *pages, *control_routes(self.board, self._reset, lambda: {"more": 1})]
        )
        self.application = FaultyApplication(starlette, operations, self.board, PlainAnswers(), self._sleep)
        self.client = httpx.Client(transport=AsgiTransport(self.application), base_url="http://simulator.test")

    async def _work(self, request: Request) -> Response:
        self.work.append(f"{request.method} {request.url.path}")
        return JSONResponse({"done": True})

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def _reset(self) -> None:
        self.resets += 1

    def switch_on(self, **fault: object) -> None:
        assert self.client.post("/_control/faults", json=fault).status_code == 201

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.client.get("/_control/state").json()
        return state


def test_without_faults_everything_passes_and_is_counted() -> None:
    workshop = Workshop()
    workshop.client.get("/orders/1")
    workshop.client.get("/orders/2")
    workshop.client.post("/orders/1")
    workshop.client.get("/page")
    assert workshop.state() == {"requests": {"getOrder": 2, "updateOrder": 1}, "faults": [], "more": 1}


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ({"kind": "status", "status": 500}, 500, '{"failed":500}'),
        ({"kind": "expired_token"}, 401, '{"expired":true}'),
        ({"kind": "quota"}, 429, '{"quota":0}'),
        ({"kind": "html"}, 200, "<!doctype html>"),
    ],
)
def test_a_fault_with_an_answer_comes_before_the_work(fault: dict[str, object], status: int, body: str) -> None:
    workshop = Workshop()
    workshop.switch_on(operation="getOrder", **fault)
    answer = workshop.client.get("/orders/1")
    assert answer.status_code == status
    assert answer.text.startswith(body)
    assert workshop.work == []


def test_retry_after_is_sent_where_it_is_asked_for() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="status", status=429, retry_after=5, times=1)
    workshop.switch_on(kind="status", status=503, times=1)
    answers = [workshop.client.get("/orders/1") for _ in range(2)]
    assert [(answer.status_code, answer.headers.get("retry-after")) for answer in answers] == [(429, "5"), (503, None)]


def test_a_fault_is_over_after_its_times() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="status", times=2)
    assert [workshop.client.get("/orders/1").status_code for _ in range(3)] == [503, 503, 200]


def test_a_fault_without_times_stays_until_it_is_switched_off() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="status")
    assert [workshop.client.get("/orders/1").status_code for _ in range(3)] == [503, 503, 503]
    assert workshop.client.delete("/_control/faults").status_code == 204
    assert workshop.client.get("/orders/1").status_code == 200
    assert workshop.state()["requests"] == {"getOrder": 4}


def test_a_fault_hits_its_operation_alone() -> None:
    workshop = Workshop()
    workshop.switch_on(operation="updateOrder", kind="status")
    assert workshop.client.get("/orders/1").status_code == 200
    assert workshop.client.post("/orders/1").status_code == 503
    assert workshop.client.get("/page").status_code == 200


def test_latency_waits_and_goes_on() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="latency", seconds=2.5, times=1)
    assert workshop.client.get("/orders/1").json() == {"done": True}
    assert workshop.slept == [2.5]


def test_a_cut_connection_does_no_work_and_gives_no_answer() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="cut", times=1)
    with pytest.raises(ConnectionCutError):
        workshop.client.get("/orders/1")
    assert workshop.work == []


def test_a_lost_answer_leaves_the_work_done() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="answer_lost", times=1)
    with pytest.raises(ConnectionCutError):
        workshop.client.post("/orders/1")
    assert workshop.work == ["POST /orders/1"]


def test_a_served_connection_is_aborted_and_nothing_is_sent() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="answer_lost", times=1)
    aborted: list[bool] = []
    sent: list[Message] = []
    received: Iterator[Message] = iter([{"type": "http.request", "body": b""}, {"type": "http.disconnect"}])
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/orders/1",
        "root_path": "",
        "query_string": b"",
        "headers": [],
        "extensions": {CUT_EXTENSION: lambda: aborted.append(True)},
    }

    async def receive() -> Message:
        return next(received)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(workshop.application(scope, receive, send))
    assert (aborted, sent, workshop.work) == ([True], [], ["GET /orders/1"])


def test_a_reset_ends_faults_counts_and_what_the_simulator_keeps() -> None:
    workshop = Workshop()
    workshop.switch_on(kind="status")
    workshop.client.get("/orders/1")
    assert workshop.client.post("/_control/reset").status_code == 204
    assert workshop.resets == 1
    assert workshop.state() == {"requests": {}, "faults": [], "more": 1}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "earthquake"},
        {"kind": "latency"},
        {"kind": "status", "status": 200},
        {"kind": "cut", "times": 0},
        {"kind": "cut", "sometimes": True},
        {},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(fault: dict[str, object]) -> None:
    workshop = Workshop()
    answer = workshop.client.post("/_control/faults", json=fault)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert workshop.state()["faults"] == []


def test_faults_that_are_on_are_shown_with_the_times_left() -> None:
    board = FaultBoard()
    board.switch_on(Fault.model_validate({"kind": "cut", "times": 3}))
    board.take("getOrder")
    assert [(fault["kind"], fault["times"]) for fault in board.describe()["faults"]] == [("cut", 2)]
