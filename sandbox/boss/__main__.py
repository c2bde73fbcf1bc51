"""Starts the BOSS simulator: ``python -m sandbox.boss --port 8082``."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import suppress
from datetime import timedelta

from sandbox.boss.app import build_application
from sandbox.boss.courier import Courier
from sandbox.boss.gateway import DEFAULT_ACCEPTANCE_DELAY, Gateway
from sandbox.clock import make_clock
from sandbox.serving import make_server


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.boss", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="port to listen on")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--acceptance-delay",
        type=float,
        default=DEFAULT_ACCEPTANCE_DELAY.total_seconds(),
        metavar="SECONDS",
        help="time until a case is accepted or rejected (default: %(default)s)",
    )
    parser.add_argument("--public-url", help="address that links lead to, where it is not the one asked")
    parser.add_argument("--clock", help="ISO 8601 instant at which the simulator's time starts (default: now)")
    return parser.parse_args(arguments)


async def serve(arguments: argparse.Namespace) -> None:
    """Serve until the process is told to stop, with the courier beside."""
    clock = make_clock(arguments.clock)
    gateway = Gateway(clock, timedelta(seconds=arguments.acceptance_delay))
    application = build_application(gateway, arguments.public_url)
    courier = asyncio.create_task(Courier(gateway).run())
    try:
        await make_server(application, arguments.host, arguments.port).serve()
    finally:
        courier.cancel()
        with suppress(asyncio.CancelledError):
            await courier


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(read_arguments()))
