"""HTTP calls as API Gateway hands them to a function (HTTP API, payload 2.0)."""

from __future__ import annotations

import base64
import hmac
import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aws_lambda_powertools.utilities.typing import LambdaContext

from tests.component.world import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Context(LambdaContext):
    """The context of an invocation that has some time left."""

    def __init__(self, seconds_left: float = 300) -> None:
        self._function_name = "function"
        self._memory_limit_in_mb = 256
        self._invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:function"
        self._aws_request_id = "request-1"
        self._seconds_left = seconds_left

    def get_remaining_time_in_millis(self) -> int:  # type: ignore[override]  # a static method in the library alone
        return int(self._seconds_left * 1000)


@dataclass
class Answer:
    """What a function answered."""

    status: int
    headers: dict[str, str]
    body: str
    cookies: list[str] = field(default_factory=list)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def http_event(
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    cookies: list[str] | None = None,
) -> dict[str, Any]:
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "headers": {name.lower(): value for name, value in (headers or {}).items()},
        "queryStringParameters": dict(query or {}),
        "cookies": cookies or [],
        "requestContext": {
            "domainName": "api.example",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.9"},
            "requestId": "request-1",
            "stage": "$default",
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


def read_answer(answer: dict[str, Any]) -> Answer:
    body = answer.get("body") or ""
    if answer.get("isBase64Encoded"):
        body = base64.b64decode(body).decode()
    return Answer(answer["statusCode"], answer.get("headers", {}), body, answer.get("cookies", []))


def signature_headers(
    message_id: str, sent_at: datetime, content: bytes, key: str = KEYS["signing_keys"][0]
) -> dict[str, str]:
    """Sign by hand, after the specification and not with the app's own code."""
    timestamp = str(int(sent_at.timestamp()))
    secret = base64.b64decode(key.removeprefix("whsec_"))
    digest = hmac.new(secret, f"{message_id}.{timestamp}.".encode() + content, sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
        "content-type": "application/json",
    }
