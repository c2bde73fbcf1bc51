"""DynamoDB calls one after the other, as DynamoDB itself carries out those on one item; and a count of them."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, Any

from shared import aws

if TYPE_CHECKING:
    import pytest


class AtomicCalls:
    """Puts a lock around each call to moto, which is not atomic by itself, and counts calls by operation and table."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()
        client: Any = aws.dynamodb_client()
        self._call = client._make_api_call
        monkeypatch.setattr(client, "_make_api_call", self._call_alone)

    @property
    def total(self) -> int:
        return self.counts.total()

    def _call_alone(self, operation: str, arguments: dict[str, Any]) -> Any:
        with self._lock:
            self.counts[operation, arguments.get("TableName", "")] += 1
            return self._call(operation, arguments)
