"""Serving a simulator over HTTP, with connections that ``sandbox.faults`` can really cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.faults import CUT_EXTENSION

if TYPE_CHECKING:
    import asyncio

    from starlette.types import ASGIApp, Receive, Scope, Send


class CuttableProtocol(H11Protocol):
    """HTTP/1.1 that hands the application a way to close its connection without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it too
        """Put the transport's abort into the scope of every request of this connection."""
        super().connection_made(transport)
        served = self.app

        async def serve_cuttable(scope: Scope, receive: Receive, send: Send) -> None:
            scope["extensions"] = {**scope.get("extensions", {}), CUT_EXTENSION: transport.abort}
            await served(scope, receive, send)

        self.app = serve_cuttable


def make_server(application: ASGIApp, host: str, port: int) -> uvicorn.Server:
    """Make a server; ``run()`` serves until the process is told to stop. Port 0 takes any free one."""
    # The access log would show addresses with ids of orders and cases; the counts of the control routes do instead.
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        http=CuttableProtocol,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        # A browser keeps its connections open; Ctrl-C must not wait for it.
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
