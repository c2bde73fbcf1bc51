"""The address to which DreamRobot sends its notifications about one merchant: ``<merchant id>.<secret>``.

DreamRobot signs no notification (as far as its vendor tells), so the address itself is the secret.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

_ADDRESS = re.compile(r"([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})")


class AddressParts(NamedTuple):
    """Whose an address says it is, and the hash under which it would be kept."""

    merchant_id: str
    address_hash: str


def write_address(merchant_id: str, secret: str) -> str:
    """Return an address; ``secret`` is fresh, of 43 letters, digits, dashes and underscores."""
    return f"{merchant_id}.{secret}"


def read_address(text: str) -> AddressParts | None:
    """Read an address, ``None`` where it is none."""
    found = _ADDRESS.fullmatch(text)
    return AddressParts(found[1], sha256(found[2].encode()).hexdigest()) if found else None
