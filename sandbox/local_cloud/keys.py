"""The keys that DreamRobot's simulator and the app share: new ones at each start, readable by this user only."""

from __future__ import annotations

import base64
import json
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_KEY_BYTES = 32


def make_keys(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> dict[str, list[str]]:
    """Make one signing key (Standard Webhooks, ``whsec_``) and one launch key (HS256), in the shape of the secret."""
    signing_key = base64.b64encode(random_bytes(_KEY_BYTES)).decode("ascii")
    return {"signing_keys": [f"whsec_{signing_key}"], "launch_keys": [random_bytes(_KEY_BYTES).hex()]}


def write_keys(keys: dict[str, list[str]], file: Path) -> None:
    """Write the keys so that no other user can read them at any moment."""
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(keys), encoding="utf-8")
