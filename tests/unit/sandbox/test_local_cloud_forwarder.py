from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.local_cloud.forwarder import make_forwarder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TARGET = "http://127.0.0.1:4566/_aws/execute-api/abc123/$default"
APP = "http://127.0.0.1:8080"


class Emulator(httpx.AsyncBaseTransport):
    """Answers as given, unread and byte by byte as over the network."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self._answer = answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        answer = self._answer(request)
        return httpx.Response(answer.status_code, headers=answer.headers, stream=answer.stream)


def forward(
    answer: Callable[[httpx.Request], httpx.Response],
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
) -> httpx.Response:
    """Send a request through the forwarder to an emulator."""

    async def send() -> httpx.Response:
        forwarder = make_forwarder(TARGET, Emulator(answer))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(forwarder), base_url=APP) as client:
            return await client.request(method, path, headers=headers, content=content)

    return asyncio.run(send())


def test_a_request_reaches_the_stage_of_the_api_with_path_query_and_body_unchanged() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202)

    body = b'{"name": "M\xc3\xbcller"}'
    forward(answer, "POST", "/exports/a%2Fb?x=1&x=2%20&y=", content=body, headers={"Webhook-Id": "msg_1"})
    assert str(seen[0].url) == f"{TARGET}/exports/a%2Fb?x=1&x=2%20&y="
    assert seen[0].content == body
    assert seen[0].headers["webhook-id"] == "msg_1"
    assert seen[0].headers["content-length"] == str(len(body))


def test_the_app_sees_the_address_that_the_browser_asked_and_not_what_the_client_claims() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200)

    forward(answer, "GET", "/", headers={"X-Forwarded-For": "8.8.8.8", "X-Forwarded-Proto": "https"})
    assert seen[0].headers["host"] == "127.0.0.1:8080"
    assert seen[0].headers["x-forwarded-for"] == "127.0.0.1"
    assert seen[0].headers["x-forwarded-proto"] == "http"


def test_every_cookie_keeps_a_line_of_its_own() -> None:
    cookies = [("Set-Cookie", "a=1; Secure; Expires=Tue, 01 Dec 2026 00:00:00 GMT"), ("Set-Cookie", "b=2; HttpOnly")]
    got = forward(lambda _: httpx.Response(303, headers=[*cookies, ("Location", "/cases")]), "GET", "/launch")
    assert got.status_code == 303
    assert got.headers["location"] == "/cases"
    assert got.headers.get_list("set-cookie") == [value for _, value in cookies]


def test_a_compressed_body_arrives_as_it_was_sent() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["accept-encoding"] == "br"
        return httpx.Response(200, headers={"Content-Encoding": "br"}, stream=httpx.ByteStream(b"not really brotli"))

    got = forward(answer, "GET", "/assets/app.css", headers={"Accept-Encoding": "br", "Accept": "text/css"})
    assert got.headers["content-encoding"] == "br"
    assert got.headers.get("transfer-encoding") is None


@pytest.mark.parametrize("name", ["Connection", "Keep-Alive", "TE", "Proxy-Authorization", "Upgrade"])
def test_headers_of_one_connection_are_not_passed_on_either_way(name: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, headers={name: "anything"})

    got = forward(answer, "GET", "/", headers={name: "anything"})
    assert name.lower() not in seen[0].headers
    assert name.lower() not in got.headers


def test_the_emulators_open_door_to_other_origins_is_closed() -> None:
    got = forward(lambda _: httpx.Response(200, headers={"Access-Control-Allow-Origin": "*"}), "GET", "/cases")
    assert "access-control-allow-origin" not in got.headers


def test_an_unhandled_error_of_a_function_is_a_bare_500_without_its_text() -> None:
    quoted = {"errorMessage": "Erika Mustermann", "errorType": "KeyError"}
    got = forward(lambda _: httpx.Response(502, json=quoted), "GET", "/cases")
    assert got.status_code == 500
    assert got.json() == {"message": "Internal Server Error"}


def test_the_apps_own_502_passes() -> None:
    problem = {"code": "gateway_failed"}
    headers = {"Content-Type": "application/problem+json"}
    got = forward(lambda _: httpx.Response(502, json=problem, headers=headers), "GET", "/cases")
    assert got.status_code == 502
    assert got.json() == problem


def test_an_emulator_that_is_away_is_a_503() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        message = "refused"
        raise httpx.ConnectError(message, request=request)

    got = forward(refuse, "GET", "/")
    assert got.status_code == 503
