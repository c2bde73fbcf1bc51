"""The Standard Webhooks signature under which DreamRobot and atriga's gateway call the app (both assumed).

Guarantee: what passes was made by a holder of one of the keys, over exactly these bytes, within the last
five minutes. A repeat inside that time passes too; what a call does has to be safe to repeat.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

TOLERANCE = timedelta(minutes=5)

_KEY_PREFIX = "whsec_"
_SCHEME = "v1"
_LONGEST_MESSAGE_ID = 128
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class InvalidSignatureError(Exception):
    """Raised where a call is not proven to come from a holder of a key, or is too old."""


def _decode_key(key: str) -> bytes:
    try:
        return base64.b64decode(key.removeprefix(_KEY_PREFIX), validate=True)
    except binascii.Error:
        # The key itself must not end up in the message.
        message = "a signing key is 'whsec_' and base64"
        raise ValueError(message) from None


def _check_key(key: str) -> str:
    if not _decode_key(key):
        message = "a signing key is not empty"
        raise ValueError(message)
    return key


SigningKey = Annotated[str, AfterValidator(_check_key)]


class DreamRobotKeys(BaseModel):
    """The keys that DreamRobot and the app share; the first signs, all are accepted, so that keys can be changed."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    signing_keys: tuple[SigningKey, ...] = Field(min_length=1, repr=False)
    launch_keys: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1, repr=False)

    @classmethod
    def parse(cls, secret: str) -> DreamRobotKeys:
        """Read the secret that the stack output ``DreamRobotSecretName`` names.

        Raises:
            pydantic.ValidationError: The secret is not of the form that the app's contract describes.
        """
        return cls.model_validate_json(secret)


def write_key(random_bytes: bytes) -> str:
    """Return a signing key as both sides keep it."""
    return _KEY_PREFIX + base64.b64encode(random_bytes).decode()


def sign(message_id: str, sent_at: datetime, content: bytes, key: str) -> str:
    """Return the value of ``webhook-signature`` for ``content``."""
    return _signature(message_id, str(int(sent_at.timestamp())), content, key)


def verify(headers: Mapping[str, str], signed_content: bytes, keys: Iterable[str], now: datetime) -> str:
    """Check a signed call and return its ``webhook-id``.

    Args:
        headers: The request's headers; ``webhook-signature`` may hold several signatures.
        signed_content: The raw body; for GET and DELETE the path with its query.
        keys: All keys that are accepted at present.
        now: The present instant.

    Raises:
        InvalidSignatureError: A header is missing, the time is off by more than five minutes, or no signature fits.
    """
    known = {name.lower(): value for name, value in headers.items()}
    message_id = known.get("webhook-id", "")
    timestamp = known.get("webhook-timestamp", "")
    if not 0 < len(message_id) <= _LONGEST_MESSAGE_ID or not _is_recent(timestamp, now):
        raise InvalidSignatureError
    given = [signature.encode() for signature in known.get("webhook-signature", "").split()]
    # All pairs are compared, so that the time taken does not tell which key or signature came close.
    fits = [
        hmac.compare_digest(signature, _signature(message_id, timestamp, signed_content, key).encode())
        for key in keys
        for signature in given
    ]
    if not any(fits):
        raise InvalidSignatureError
    return message_id


def _is_recent(timestamp: str, now: datetime) -> bool:
    if not _TIMESTAMP.fullmatch(timestamp):
        return False
    return abs(now.timestamp() - int(timestamp)) <= TOLERANCE.total_seconds()


def _signature(message_id: str, timestamp: str, content: bytes, key: str) -> str:
    signed = b".".join((message_id.encode(), timestamp.encode(), content))
    digest = hmac.digest(_decode_key(key), signed, sha256)
    return f"{_SCHEME},{base64.b64encode(digest).decode()}"
