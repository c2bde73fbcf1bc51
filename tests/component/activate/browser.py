"""A browser of the function ``activate``: it keeps the cookie, follows nothing, and finds the token in a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jwt

from functions.activate.handler import compose
from functions.activate.wiring import Settings, make_desk_of
from shared.aws import queue_client
from shared.composition import make_secrets_of
from shared.web.session import COOKIE_NAME
from shared.work import CommandWork, WorkQueue
from tests.component.activate.outside import FakeDreamRobotReadings, FakeGateway
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.world import KEYS, MERCHANT, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from functions.activate.ports import MerchantDesk
    from shared.web.application import Application

ACCEPT_PAGE = {"accept": "text/html", "accept-language": "de"}
_CSRF = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


@dataclass
class Browser:
    """One browser of one person."""

    world: World
    gateway: FakeGateway = field(default_factory=FakeGateway)
    dreamrobot: FakeDreamRobotReadings = field(default_factory=FakeDreamRobotReadings)
    cookie: str | None = None

    def __post_init__(self) -> None:
        settings = Settings.load(self.world.environment)
        self.app: Application = compose(settings, self.gateway, self.dreamrobot, self.world.clock)
        self.secrets_of = make_secrets_of(settings)
        self.commands_queue: WorkQueue[CommandWork] = WorkQueue(queue_client(), self.world.queue_urls["commands"])
        self.desk_of = make_desk_of(self.world.stores, self.secrets_of, self.commands_queue, self.world.clock)

    @property
    def desk(self) -> MerchantDesk:
        """What is kept for the merchant."""
        return self.desk_of(MERCHANT)

    def send(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        cookies = [f"{COOKIE_NAME}={self.cookie}"] if self.cookie else []
        event = http_event(
            method, path, body=body, headers=ACCEPT_PAGE | dict(headers or {}), query=query, cookies=cookies
        )
        answer = read_answer(self.app.resolve(event, Context()))
        for cookie in answer.cookies:
            self.cookie = SimpleCookie(cookie)[COOKIE_NAME].value or None
        return answer

    def open(self, path: str, **query: str) -> Answer:
        return self.send("GET", path, query=query)

    def submit(self, path: str, fields: Mapping[str, str], *, csrf_token: str | None = None) -> Answer:
        # Two forms of one person are never sent at the same instant.
        self.world.clock.move(timedelta(milliseconds=1))
        token = csrf_token if csrf_token is not None else self.read_csrf_token()
        body = urlencode({"csrf_token": token, **fields}).encode()
        return self.send("POST", path, body=body, headers={"content-type": "application/x-www-form-urlencoded"})

    def read_csrf_token(self) -> str:
        found = _CSRF.search(self.open("/activate").body)
        assert found is not None
        return found[1]

    def activate(self, customer_number: str = "400123", code: str = "s3cret-code") -> Answer:
        return self.submit("/activate", {"customer_number": customer_number, "authentication_code": code})

    def launch(self, to: str | None = None, **claims: Any) -> Answer:
        query = {"token": self.make_launch_token(**claims)} | ({"to": to} if to is not None else {})
        return self.open("/launch", **query)

    def make_launch_token(self, **claims: Any) -> str:
        now = int(self.world.clock().timestamp())
        known = {
            "iss": "dreamrobot",
            "aud": "atriga-app",
            "sub": MERCHANT,
            "name": "Musterhandel GmbH",
            "locale": "de",
            "iat": now,
            "exp": now + 120,
            "jti": "launch-1",
        }
        return jwt.encode(known | claims, KEYS["launch_keys"][0], algorithm="HS256")
