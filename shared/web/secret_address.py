"""Addresses that need no session, because whoever knows them may do the one thing that they are for.

An address names its merchant, so that it is looked for where that merchant's things stand, and carries a secret of
256 bits of which only the hash is kept. Guarantee: an address that is unknown is found out with one read and one
comparison, as one that is known; its answer tells nothing.
"""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from typing import Final, NamedTuple

from shared.domain.account import MERCHANT_ID_PATTERN

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_NO_SECRET: Final = "0" * 64
"""Stands where a merchant has none; no text is known that hashes to it."""


class SecretAddress(NamedTuple):
    """The part of an address that is secret: ``<merchant id>.<secret>``, fit for a path."""

    merchant_id: str
    secret: str

    def __str__(self) -> str:
        return f"{self.merchant_id}.{self.secret}"

    @property
    def hash(self) -> str:
        """What is kept of the secret."""
        return sha256(self.secret.encode()).hexdigest()

    def is_known_by(self, kept_hash: str | None) -> bool:
        """Whether it is the address whose hash is kept; in constant time."""
        return hmac.compare_digest(self.hash, kept_hash or _NO_SECRET)

    def carries(self, secret: str | None) -> bool:
        """Whether it carries this secret, where that one is kept as it is; in constant time."""
        return self.is_known_by(secret and SecretAddress(self.merchant_id, secret).hash)


def read_address(text: str) -> SecretAddress:
    """Read an address; one that cannot be right becomes one that nobody has, so that it takes the same way."""
    merchant_id, _, secret = text.partition(".")
    if re.fullmatch(MERCHANT_ID_PATTERN, merchant_id) and _SECRET.fullmatch(secret):
        return SecretAddress(merchant_id, secret)
    return SecretAddress("nobody", "")
