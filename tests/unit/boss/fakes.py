"""A client whose other side is the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.boss.client import BossClient, KnownCode
from shared.domain.capability import Capability
from tests.unit.scripted_http import ScriptedHttp

if TYPE_CHECKING:
    from shared.boss.calls import CodeSource
    from tests.unit.scripted_http import Step

BASE_URL = "https://boss.example/v1"

AUTHENTICATION_CODE = "c0de-äö-9"


class Bench:
    """One client with the other side that answers it."""

    def __init__(
        self,
        *steps: Step,
        base_url: str = BASE_URL,
        capabilities: frozenset[str] = frozenset(Capability),
        codes: CodeSource | None = None,
    ) -> None:
        self.http = ScriptedHttp(*steps)
        codes = codes or KnownCode(AUTHENTICATION_CODE)
        self.client = BossClient(base_url, "4711", codes, self.http.client, capabilities=capabilities)

    @property
    def calls(self) -> list[str]:
        """What was asked, as ``GET /cases/A-2026-1``, percent-encoded as it went out."""
        return [
            f"{request.method} {request.url.raw_path.decode().removeprefix('/v1')}" for request in self.http.requests
        ]
