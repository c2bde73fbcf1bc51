"""API tokens: a merchant's own programs come in with one, as far as its scopes reach, until it is revoked or expires.

A token is ``atriga_<merchant id>.<secret><checksum>``. The beginning lets people and scanners of repositories recognise
it, the merchant id says where to look it up, and the checksum tells a mistyped token without a look. Only a hash of the
secret is kept: it is random enough that a plain SHA-256 cannot be turned back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from zlib import crc32

from shared.domain.model import DomainModel

PREFIX = "atriga_"
MOST_TOKENS = 10
LONGEST_NAME = 60

_SECRET_LENGTH = 43
"""What ``secrets.token_urlsafe`` makes of 32 bytes."""

_TOKEN = re.compile(rf"{PREFIX}([A-Za-z0-9_-]{{1,64}})\.([A-Za-z0-9_-]{{{_SECRET_LENGTH}}})([0-9a-f]{{8}})")


class Scope(StrEnum):
    """What a token opens. Each is the least that some program needs; none includes another."""

    CASES_READ = "cases:read"
    CASES_ACT = "cases:act"
    EXPORTS_READ = "exports:read"
    EXPORTS_WRITE = "exports:write"
    PAYOUTS_READ = "payouts:read"
    SETTINGS_READ = "settings:read"
    SETTINGS_WRITE = "settings:write"


class ApiToken(DomainModel):
    """A token as it is kept and shown: ``token_id`` is the hash of its secret, ``expires_on`` its last day."""

    token_id: str
    name: str
    scopes: frozenset[Scope]
    made_at: datetime
    expires_on: date | None = None

    def is_expired(self, today: date) -> bool:
        """Whether its last day, a day in Germany, is over."""
        return self.expires_on is not None and today > self.expires_on


@dataclass(frozen=True, slots=True)
class TokenText:
    """A token that was read: whose it says it is, and under which id it would be kept."""

    merchant_id: str
    token_id: str


def write_token(merchant_id: str, secret: str) -> str:
    """Return the text of a token; ``secret`` is fresh, of 43 letters, digits, dashes and underscores."""
    text = f"{PREFIX}{merchant_id}.{secret}"
    return text + _checksum(text)


def read_token(text: str) -> TokenText | None:
    """Read a token, ``None`` where it is none: of another form, or mistyped."""
    found = _TOKEN.fullmatch(text)
    if found is None or _checksum(text[:-8]) != found[3]:
        return None
    return TokenText(merchant_id=found[1], token_id=sha256(found[2].encode()).hexdigest())


def _checksum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
