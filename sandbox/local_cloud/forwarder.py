"""The loopback address that stands in for the app's custom domain.

The emulator serves an HTTP API below a path of its own, which the pages' links and cookies do not know. This server
puts it at the root of a host, passes requests and answers through unchanged (bodies as streams, each ``Set-Cookie``
on its own line), and mends where the emulator's answers differ from the API Gateway's: an unhandled error in a
function becomes a bare 500, never the text of the exception.
"""

from __future__ import annotations

import argparse
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.local_cloud.ports import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

# RFC 9110, section 7.6.1: they speak of one connection only.
_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# What the client may claim of itself and the API Gateway replaces.
_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"})
# The emulator allows every origin; the deployed API has no CORS at all.
_OF_THE_EMULATOR = ("access-control-", "server")
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
# A little above the API Gateway's 30 seconds, so that the emulator's answer comes first.
_TIMEOUT = httpx.Timeout(35.0)


def make_forwarder(target: str, transport: httpx.AsyncBaseTransport | None = None) -> Starlette:
    """Make the application.

    Args:
        target: address of the API's stage at the emulator, without a slash at its end.
        transport: stands in for the network in a test.
    """
    client = httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False)

    async def forward(request: Request) -> Response:
        try:
            answer = await client.send(_make_request(target, request), stream=True)
        except httpx.TransportError:
            return JSONResponse({"message": "Service Unavailable"}, status_code=503)
        if _is_unhandled_error(answer):
            await answer.aclose()
            return JSONResponse({"message": "Internal Server Error"}, status_code=500)
        forwarded = StreamingResponse(
            answer.aiter_raw(), status_code=answer.status_code, background=BackgroundTask(answer.aclose)
        )
        forwarded.raw_headers = _headers_to_pass(answer)
        return forwarded

    @asynccontextmanager
    async def close_client(_: Starlette) -> AsyncIterator[None]:
        yield
        await client.aclose()

    return Starlette(routes=[Route("/{path:path}", forward, methods=_METHODS)], lifespan=close_client)


def _make_request(target: str, request: Request) -> httpx.Request:
    path = request.scope["raw_path"].decode("ascii")
    query = request.scope["query_string"].decode("ascii")
    sender = request.client.host if request.client else LOOPBACK
    headers = [
        (name, value) for name, value in request.headers.raw if name.decode("latin-1") not in _HOP_BY_HOP | _FORWARDED
    ]
    headers += [
        (b"x-forwarded-for", sender.encode()),
        (b"x-forwarded-port", str(request.url.port or "").encode()),
        (b"x-forwarded-proto", request.url.scheme.encode()),
    ]
    has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
    # Not the client's own way of building one: that would add headers of its own.
    return httpx.Request(
        request.method,
        f"{target}{path}?{query}" if query else f"{target}{path}",
        headers=headers,
        content=request.stream() if has_body else None,
        extensions={"timeout": _TIMEOUT.as_dict()},
    )


def _is_unhandled_error(answer: httpx.Response) -> bool:
    # The app's own errors are problem details or pages; plain JSON under 502 is the emulator quoting an exception.
    return answer.status_code == httpx.codes.BAD_GATEWAY and answer.headers.get("content-type") == "application/json"


def _headers_to_pass(answer: httpx.Response) -> list[tuple[bytes, bytes]]:
    return [
        (name, value)
        for name, value in ((name.lower(), value) for name, value in answer.headers.raw)
        if name.decode("latin-1") not in _HOP_BY_HOP and not name.decode("latin-1").startswith(_OF_THE_EMULATOR)
    ]


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.local_cloud.forwarder", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--target", required=True)
    arguments = parser.parse_args()
    uvicorn.run(
        make_forwarder(arguments.target),
        host=LOOPBACK,
        port=arguments.port,
        # Addresses may carry a launch token; they do not belong into a log.
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
    )


if __name__ == "__main__":
    main()
