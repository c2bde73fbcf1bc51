"""A merchant's program that calls with an API token."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shared.domain.api_token import ApiToken, Scope, read_token, write_token
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.web.application import Application
    from tests.component.world import World


def give_token(world: World, *scopes: Scope, merchant_id: str = MERCHANT, secret: str = "t" * 43) -> str:
    """Keep a token of a merchant and return its text."""
    text = write_token(merchant_id, secret)
    read = read_token(text)
    assert read is not None
    token = ApiToken(token_id=read.token_id, name="ERP", scopes=frozenset(scopes), made_at=world.clock())
    world.stores.api_tokens_of(merchant_id).add(token, [])
    return text


def call(
    application: Application,
    token: str,
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> Answer:
    sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **(headers or {})}
    return read_answer(application.resolve(http_event(method, path, body=body, headers=sent, query=query), Context()))


class Program:
    """A program with its token; what it sends is bytes, or becomes JSON."""

    def __init__(self, application: Application, token: str) -> None:
        self.application = application
        self.token = token

    def get(self, path: str, **query: str) -> Answer:
        return call(self.application, self.token, "GET", path, query=query)

    def post(self, path: str, body: object = None) -> Answer:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return call(self.application, self.token, "POST", path, body=raw)
