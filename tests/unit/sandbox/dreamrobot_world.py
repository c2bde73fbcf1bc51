"""A DreamRobot simulator in memory, with a clock that tests move, an app that only listens, and no socket."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import httpx

from sandbox.dreamrobot.app_calls import AppCalls, AppKeys
from sandbox.dreamrobot.application import make_application
from sandbox.dreamrobot.system import DreamRobotSystem, SystemSettings
from tests.unit.sandbox.boss_world import AsgiTransport

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
APP_URL = "http://app.test"
SIGNING_KEY = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
LAUNCH_KEY = "a-launch-key-of-at-least-32-characters"
KEYS = AppKeys(signing_keys=(SIGNING_KEY, "whsec_b2xk"), launch_keys=(LAUNCH_KEY, "an-older-one"))

FIRST = "merchant-1001"
SECOND = "merchant-2002"


class ListeningApp:
    """The app as the simulator sees it: remembers requests and gives the answer that a test has set."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer: httpx.Response | httpx.TransportError = httpx.Response(202, json={})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if isinstance(self.answer, httpx.TransportError):
            raise self.answer
        return httpx.Response(self.answer.status_code, content=self.answer.content, headers=self.answer.headers)

    @property
    def last_body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.requests[-1].content)
        return body


class DreamRobotWorld:
    """The simulator, its clock, the app that it calls, and clients of its API."""

    def __init__(self, settings: SystemSettings | None = None) -> None:
        self.now = START
        self.app = ListeningApp()
        self._ids = count(1)
        self._tokens = count(1)
        self.system = DreamRobotSystem(
            settings, clock=lambda: self.now, make_token=lambda size: f"{next(self._tokens):0{size * 2}x}"
        )
        self.application = make_application(self.system, self.make_calls)
        self.browser = self._make_client({})

    def make_calls(self) -> AppCalls:
        client = httpx.Client(transport=httpx.MockTransport(self.app))
        return AppCalls(client, APP_URL, KEYS, lambda: self.now, lambda: f"msg_{next(self._ids)}")

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    def fetch_token(self, merchant_id: str = FIRST, password: str | None = None) -> httpx.Response:
        merchant = self.system.merchants[merchant_id]
        return self.browser.post(
            "/rest/v1.1/token.php",
            json={"grant_type": "client_credentials"},
            auth=(merchant.api_username, password or merchant.api_password),
        )

    def api(self, merchant_id: str = FIRST) -> httpx.Client:
        """Return a client that carries a fresh token of the merchant."""
        token = self.fetch_token(merchant_id).json()["access_token"]
        return self._make_client({"Authorization": f"Bearer {token}"}, "/rest/v1.1")

    def order_id(self, number: int, merchant_id: str = FIRST) -> str:
        book = self.system.book_of(merchant_id)
        return next(order.order_id for order in book.list_between() if order.number == number)

    def switch_on(self, **fault: object) -> httpx.Response:
        return self.browser.post("/_control/faults", json=fault)

    def _make_client(self, headers: dict[str, str], path: str = "") -> httpx.Client:
        return httpx.Client(
            transport=AsgiTransport(self.application), base_url=f"http://dreamrobot.test{path}", headers=headers
        )


def error_of(answer: httpx.Response) -> tuple[int, str, int]:
    """HTTP status, name of the error, and code in the body."""
    entry = answer.json()["error"][0]
    assert answer.json()["ack"] == "error"
    return answer.status_code, entry["error"], entry["code"]
