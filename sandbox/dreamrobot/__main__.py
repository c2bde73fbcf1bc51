"""Starts the simulator: ``python -m sandbox.dreamrobot --port N --app-url http://127.0.0.1:8080 --keys keys.json``."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx

from sandbox.clock import make_clock
from sandbox.dreamrobot.app_calls import AppCalls, load_keys
from sandbox.dreamrobot.application import make_application
from sandbox.dreamrobot.system import DreamRobotSystem, SystemSettings
from sandbox.serving import make_server

_APP_TIMEOUT_SECONDS = 30.0  # the first call of a local cloud starts its functions


def main() -> None:
    """Serve until told to stop."""
    options = _read_options()
    clock = make_clock(options.clock)
    settings = SystemSettings(
        token_lifetime=timedelta(seconds=options.token_seconds), requests_per_day=options.daily_requests
    )
    with httpx.Client(timeout=_APP_TIMEOUT_SECONDS) as client, suppress(KeyboardInterrupt):

        def make_calls() -> AppCalls:
            return AppCalls(client, options.app_url, load_keys(options.keys), clock)

        make_server(make_application(DreamRobotSystem(settings, clock), make_calls), options.host, options.port).run()


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.dreamrobot", description="A simulated DreamRobot.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--app-url", required=True, help="where the app answers, without a path")
    parser.add_argument("--keys", type=Path, required=True, help="JSON file with signing_keys and launch_keys")
    parser.add_argument("--clock", help="ISO 8601 instant at which the simulator's time starts; default: now")
    parser.add_argument("--token-seconds", type=int, default=3600, help="how long a token is good")
    parser.add_argument("--daily-requests", type=int, default=SystemSettings.requests_per_day, help="quota per day")
    return parser.parse_args()


if __name__ == "__main__":
    main()
