"""What a person handed over to the app through the pages, and what the app answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from sandbox.dreamrobot.app_calls import AppCalls, make_message_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.dreamrobot.samples import SampleMerchant

    type MakeCalls = Callable[[], AppCalls]


@dataclass(frozen=True)
class ShownAnswer:
    """An answer of the app as a page shows it; ``status`` is ``None`` where no answer came."""

    status: int | None
    text: str
    body: dict[str, Any]

    @property
    def is_success(self) -> bool:
        """Whether the app took the call."""
        return self.status is not None and httpx.codes.is_success(self.status)


@dataclass(frozen=True)
class SentExport:
    """One hand-over with the first answer to it."""

    merchant_id: str
    export_id: str
    order_ids: tuple[str, ...]
    answer: ShownAnswer


class HandOvers:
    """Sends what the pages ask for and remembers the answers until a reset."""

    def __init__(self, make_calls: MakeCalls, make_id: Callable[[], str] = make_message_id) -> None:
        self._make_calls = make_calls
        self._make_id = make_id
        self._sent: dict[tuple[str, str], SentExport] = {}
        self._installations: dict[str, ShownAnswer] = {}

    def send(self, merchant_id: str, order_ids: Sequence[str], source: str) -> SentExport:
        """Post orders to the app."""
        export_id = self._make_id()
        answer = _ask(
            lambda: self._make_calls().export_orders(merchant_id, order_ids, source=source, export_id=export_id)
        )
        sent = SentExport(merchant_id, export_id, tuple(order_ids), answer)
        self._sent[merchant_id, export_id] = sent
        return sent

    def find(self, merchant_id: str, export_id: str) -> SentExport | None:
        """Return an earlier hand-over of this merchant."""
        return self._sent.get((merchant_id, export_id))

    def read_progress(self, sent: SentExport) -> ShownAnswer:
        """Ask the app how far an export is."""
        return _ask(lambda: self._make_calls().read_export(sent.merchant_id, sent.export_id))

    def install(self, merchant: SampleMerchant, daily_requests: int) -> None:
        """Install the app for a merchant that booked so many requests of the API a day."""
        self._installations[merchant.merchant_id] = _ask(
            lambda: self._make_calls().install(merchant, daily_requests=daily_requests)
        )

    def uninstall(self, merchant_id: str) -> None:
        """Remove the app of a merchant."""
        self._installations[merchant_id] = _ask(lambda: self._make_calls().uninstall(merchant_id))

    def find_installation(self, merchant_id: str) -> ShownAnswer | None:
        """Return the answer to the last call that installed or removed the app."""
        return self._installations.get(merchant_id)


def _ask(call: Callable[[], httpx.Response]) -> ShownAnswer:
    try:
        response = call()
    except httpx.TransportError as error:
        return ShownAnswer(None, f"Die App ist nicht zu erreichen ({type(error).__name__}).", {})
    try:
        body = response.json()
    except ValueError:
        return ShownAnswer(response.status_code, response.text, {})
    text = json.dumps(body, ensure_ascii=False, indent=2)
    return ShownAnswer(response.status_code, text, body if isinstance(body, dict) else {})
