"""What DreamRobot says to the app: signed calls and launch tokens, as in ``contracts/app.openapi.yaml``.

Both schemes are this project's proposal to DreamRobot, whose own is not public (assumed). The demo and the
end-to-end tests call the app through this module too.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jwt
from pydantic import BaseModel, ConfigDict, Field

from sandbox.clock import Clock, utc_now
from sandbox.dreamrobot.system import SystemSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    import httpx

    from sandbox.dreamrobot.samples import SampleMerchant

_SECRET_PREFIX = "whsec_"  # noqa: S105 - the prefix of every Standard Webhooks key
_LAUNCH_LIFETIME = timedelta(seconds=120)


class AppKeys(BaseModel):
    """The keys that DreamRobot and the app share; the first of each kind is used."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    signing_keys: tuple[str, ...] = Field(min_length=1, repr=False)
    launch_keys: tuple[str, ...] = Field(min_length=1, repr=False)


def load_keys(path: Path) -> AppKeys:
    """Read ``{"signing_keys": ["whsec_<base64>"], "launch_keys": ["..."]}``.

    Raises:
        OSError: the file cannot be read.
        pydantic.ValidationError: it holds something else.
    """
    return AppKeys.model_validate_json(path.read_bytes())


def sign_request(keys: AppKeys, message_id: str, sent_at: datetime, content: bytes) -> dict[str, str]:
    """Return the three Standard Webhooks headers, signed with the first key.

    Args:
        keys: the shared keys.
        message_id: identifies the message; a repeat carries the same.
        sent_at: when it is sent.
        content: the raw body, or for GET and DELETE the path with its query.
    """
    key = base64.b64decode(keys.signing_keys[0].removeprefix(_SECRET_PREFIX))
    timestamp = str(int(sent_at.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode() + content
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": f"v1,{signature}"}


@dataclass(frozen=True, kw_only=True)
class LaunchClaims:
    """Who opens the app: a merchant, by id and name, in a language (``de`` or ``en``); ``token_id`` is used once."""

    merchant_id: str
    name: str
    token_id: str
    locale: str = "de"


def make_launch_token(
    keys: AppKeys, claims: LaunchClaims, issued_at: datetime, lifetime: timedelta = _LAUNCH_LIFETIME
) -> str:
    """Return a JWT under the first launch key that signs a merchant in."""
    payload = {
        "iss": "dreamrobot",
        "aud": "atriga-app",
        "sub": claims.merchant_id,
        "name": claims.name,
        "locale": claims.locale,
        "iat": issued_at,
        "exp": issued_at + lifetime,
        "jti": claims.token_id,
    }
    return jwt.encode(payload, keys.launch_keys[0].encode(), algorithm="HS256")


def make_message_id() -> str:
    """Return a new message id, which cannot be guessed."""
    return f"msg_{secrets.token_hex(16)}"


class AppCalls:
    """Calls the app as DreamRobot does.

    Every call returns the app's answer whatever its status, and raises ``httpx.TransportError`` where none came.
    """

    def __init__(
        self,
        client: httpx.Client,
        app_url: str,
        keys: AppKeys,
        clock: Clock = utc_now,
        make_id: Callable[[], str] = make_message_id,
    ) -> None:
        self._client = client
        self._app_url = app_url.rstrip("/")
        self._keys = keys
        self._clock = clock
        self._make_id = make_id

    def install(
        self, merchant: SampleMerchant, locale: str = "de", daily_requests: int = SystemSettings.requests_per_day
    ) -> httpx.Response:
        """Give the app a merchant's REST API access, and say how many requests a day are booked."""
        body = {
            "merchant_id": merchant.merchant_id,
            "name": merchant.name,
            "api_username": merchant.api_username,
            "api_password": merchant.api_password,
            "locale": locale,
            "daily_requests": daily_requests,
        }
        return self._post("/dreamrobot/installations", body, self._make_id())

    def uninstall(self, merchant_id: str) -> httpx.Response:
        """Tell the app that a merchant leaves."""
        return self._send_unwritten("DELETE", f"/dreamrobot/installations/{quote(merchant_id, safe='')}")

    def export_orders(
        self,
        merchant_id: str,
        order_ids: Sequence[str],
        *,
        source: str = "order_overview",
        export_id: str | None = None,
        reminders: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    ) -> httpx.Response:
        """Hand orders to the app; the same ``export_id`` again is a repeat of the same export."""
        body: dict[str, Any] = {"merchant_id": merchant_id, "order_ids": list(order_ids), "source": source}
        if reminders is not None:
            body["reminders"] = reminders
        return self._post("/exports", body, export_id or self._make_id())

    def read_export(self, merchant_id: str, export_id: str) -> httpx.Response:
        """Ask how far an export is."""
        query = urlencode({"merchant_id": merchant_id})
        return self._send_unwritten("GET", f"/exports/{quote(export_id, safe='')}?{query}")

    def make_launch_address(self, merchant: SampleMerchant, to: str = "/overview", locale: str = "de") -> str:
        """Return the address that opens the app, signed in, at the path ``to``."""
        claims = LaunchClaims(
            merchant_id=merchant.merchant_id, name=merchant.name, token_id=self._make_id(), locale=locale
        )
        token = make_launch_token(self._keys, claims, self._clock())
        return f"{self._app_url}/launch?{urlencode({'token': token, 'to': to})}"

    def _post(self, path: str, body: Mapping[str, Any], message_id: str) -> httpx.Response:
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            **sign_request(self._keys, message_id, self._clock(), content),
        }
        return self._client.post(self._app_url + path, content=content, headers=headers)

    def _send_unwritten(self, method: str, path: str) -> httpx.Response:
        headers = sign_request(self._keys, self._make_id(), self._clock(), path.encode())
        return self._client.request(method, self._app_url + path, headers=headers)
