"""Pushes: signed notices that a case changed, after the Standard Webhooks specification.

A push is sent once, in the background, and only says that something changed. One that does not arrive is
counted and forgotten: the client reads ``/changes`` anyway.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from sandbox.boss.problems import FieldProblem, refuse_fields

if TYPE_CHECKING:
    from datetime import datetime

_SECRET_PREFIX = "whsec_"  # noqa: S105 -- the mark of a secret, not one
_TIMEOUT_SECONDS = 10.0

type Post = Callable[[str, bytes, dict[str, str]], Awaitable[int]]


@dataclass(frozen=True)
class Subscription:
    """Where pushes go, and the key they are signed with."""

    url: str
    key: bytes


@dataclass(frozen=True)
class Push:
    """One notice, to be sent to the subscription that was there when the case changed."""

    change_id: str
    customer_number: str
    case_number: str
    subscription: Subscription

    @property
    def body(self) -> bytes:
        """The notice as it is sent and signed."""
        content = {
            "type": "case.changed",
            "customer_number": self.customer_number,
            "case_number": self.case_number,
        }
        return json.dumps(content, separators=(",", ":")).encode()

    def sign(self, now: datetime) -> dict[str, str]:
        """Return the headers of a delivery at ``now``: id, timestamp and signature over both and the body."""
        message_id, timestamp = f"msg_{self.change_id}", str(int(now.timestamp()))
        signed = b".".join([message_id.encode(), timestamp.encode(), self.body])
        signature = base64.b64encode(hmac.new(self.subscription.key, signed, hashlib.sha256).digest()).decode()
        return {
            "content-type": "application/json",
            "webhook-id": message_id,
            "webhook-timestamp": timestamp,
            "webhook-signature": f"v1,{signature}",
        }


def read_subscription(url: str, secret: str) -> Subscription:
    """Make a subscription of what the client sent; 422 where address or secret cannot be used."""
    problems = []
    if not _is_web_address(url):
        problems.append(FieldProblem("url", "invalid_format", "Das ist keine Webadresse."))
    key = _read_key(secret)
    if not key:
        problems.append(FieldProblem("secret", "invalid_format", "Erwartet wird „whsec_“ und Base64."))
    refuse_fields(problems)
    return Subscription(url, key)


async def post_over_http(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send one push and return the status of its answer; ``httpx.HTTPError`` where none came."""
    async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS) as client:
        response = await client.post(url, content=body, headers=headers)
    return response.status_code


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _read_key(secret: str) -> bytes:
    if not secret.startswith(_SECRET_PREFIX):
        return b""
    try:
        return base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return b""
