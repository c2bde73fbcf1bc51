"""A program of a merchant that reads and changes the settings with a token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.domain.api_token import Scope
from tests.component.programs import call, give_token
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer


@dataclass
class Program:
    """What it may do is up to the scopes of its token."""

    merchant: Browser
    token: str

    @classmethod
    def of(
        cls,
        merchant: Browser,
        *scopes: Scope,
        merchant_id: str = MERCHANT,
        secret: str = "p" * 43,
    ) -> Program:
        some = scopes or (Scope.SETTINGS_READ, Scope.SETTINGS_WRITE)
        return cls(merchant, give_token(merchant.world, *some, merchant_id=merchant_id, secret=secret))

    def get(self, path: str, **query: str) -> Answer:
        return call(self.merchant.app, self.token, "GET", path, query=query)

    def post(self, path: str, body: Any) -> Answer:
        return self.post_raw(path, json.dumps(body).encode())

    def post_raw(self, path: str, body: bytes, content_type: str = "application/json") -> Answer:
        # Two calls are never made at the same instant.
        self.merchant.world.clock.move(timedelta(milliseconds=1))
        headers = {"Content-Type": content_type}
        return call(self.merchant.app, self.token, "POST", path, body=body, headers=headers)


def fields_of(answer: Answer) -> list[str]:
    """Return the fields that a refusal names, having made sure that it is one of what was sent."""
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    return [error["field"] for error in answer.json["errors"]]
