"""A merchant who is signed in at the pages of one function, and sends its forms with the token of the session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.domain.account import Locale
from shared.web.session import open_session
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from shared.web.application import Application
    from tests.component.world import World

_FORM = {"Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
_TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


class SignedIn:
    """The browser of one merchant; ``home`` is a page from which the token is read."""

    def __init__(self, application: Application, world: World, home: str, merchant_id: str = MERCHANT) -> None:
        self.application = application
        cookie = open_session(
            world.stores.sessions_of(merchant_id), merchant_id, Locale.GERMAN, "s" * 43, world.clock()
        )
        self._cookie = f"{cookie.name}={cookie.value}"
        found = _TOKEN.search(self.get(home).body)
        assert found is not None
        self.token = found[1]

    def get(self, path: str, **query: str) -> Answer:
        event = http_event("GET", path, headers={"Accept": "text/html"}, query=query, cookies=[self._cookie])
        return read_answer(self.application.resolve(event, Context()))

    def post(self, path: str, fields: dict[str, str] | None = None, *, token: str | None = None) -> Answer:
        body = urlencode({"csrf_token": self.token if token is None else token, **(fields or {})}).encode()
        event = http_event("POST", path, body=body, headers=_FORM, cookies=[self._cookie])
        return read_answer(self.application.resolve(event, Context()))
