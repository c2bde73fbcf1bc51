"""The whole of the simulated DreamRobot: merchants, orders, tokens, quota and subscriptions, put back by a reset."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sandbox.clock import Clock, berlin_day, utc_now
from sandbox.dreamrobot.access import DailyQuota, TokenDesk
from sandbox.dreamrobot.orders import OrderBook, list_merged, make_book
from sandbox.dreamrobot.samples import SampleMerchant, load_merchants
from shared.domain.finding import FindingCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class SystemSettings:
    """What can be set at the start; the daily requests are generous, so that a day of playing does not use them up."""

    token_lifetime: timedelta = timedelta(seconds=3600)
    requests_per_day: int = 5000


class DreamRobotSystem:
    """Everything that changes while the simulator runs."""

    tokens: TokenDesk
    quota: DailyQuota

    def __init__(
        self,
        settings: SystemSettings | None = None,
        clock: Clock = utc_now,
        make_token: Callable[[int], str] = secrets.token_hex,
    ) -> None:
        self.clock = clock
        self._samples = load_merchants()
        self._settings = settings or SystemSettings()
        self._make_token = make_token
        self.reset()

    @property
    def requests_per_day(self) -> int:
        """How many requests each merchant booked for a day."""
        return self._settings.requests_per_day

    @property
    def today(self) -> date:
        """The day that it is in Germany."""
        return berlin_day(self.clock())

    def reset(self) -> None:
        """Put everything back to how it starts, with order days that count back from today."""
        self.merchants: dict[str, SampleMerchant] = {}
        self._books: dict[str, OrderBook] = {}
        self._merged: dict[str, list[tuple[str, str]]] = {}
        for merchant in self._samples:
            self.put_merchant(merchant)
        self._subscriptions: dict[tuple[str, str], dict[str, Any]] = {}
        # A merchant that is put in later is in the values as well.
        self.tokens = TokenDesk(self.merchants.values(), self._settings.token_lifetime, self.clock, self._make_token)
        self.quota = DailyQuota(self._settings.requests_per_day, self.clock)

    def put_merchant(self, merchant: SampleMerchant) -> None:
        """Add a merchant, or put it in the place of the one of the same id, with its orders as they start."""
        self.merchants[merchant.merchant_id] = merchant
        self._books[merchant.merchant_id] = make_book(merchant, self.today)
        self._merged[merchant.merchant_id] = list_merged(merchant, self.today)

    def find_merchant(self, merchant_id: str) -> SampleMerchant | None:
        """Return the merchant, or ``None``."""
        return self.merchants.get(merchant_id)

    def book_of(self, merchant_id: str) -> OrderBook:
        """Return the orders of one merchant, and of no other."""
        return self._books[merchant_id]

    def merged_orders_of(self, merchant_id: str) -> list[tuple[str, str]]:
        """Return id and label of the orders that were merged away."""
        return self._merged[merchant_id]

    def subscribe(self, merchant_id: str, event_handler: dict[str, Any]) -> str:
        """Keep a subscription and return its id."""
        subscription_id = str(len(self._subscriptions) + 1)
        self._subscriptions[merchant_id, subscription_id] = event_handler
        return subscription_id

    def unsubscribe(self, merchant_id: str, subscription_id: str) -> bool:
        """Drop a subscription and tell whether there was one."""
        return self._subscriptions.pop((merchant_id, subscription_id), None) is not None

    def list_samples(self) -> list[dict[str, Any]]:
        """Return, for tests and the demo, what each order shows: ``merchant_id``, ``id``, ``label``, ``shows``."""
        return [
            sample
            for merchant_id in self.merchants
            for sample in (*self._list_orders_of(merchant_id), *self._list_merged_of(merchant_id))
        ]

    def describe(self) -> dict[str, Any]:
        """Return what a test may want to know: requests left and number of subscriptions."""
        return {
            "requests_left": {merchant_id: self.quota.left(merchant_id) for merchant_id in self.merchants},
            "subscriptions": len(self._subscriptions),
        }

    def _list_orders_of(self, merchant_id: str) -> list[dict[str, Any]]:
        return [
            _describe_sample(merchant_id, order.order_id, order.label, order.shows)
            for order in self.book_of(merchant_id).list_between()
        ]

    def _list_merged_of(self, merchant_id: str) -> list[dict[str, Any]]:
        return [
            _describe_sample(merchant_id, order_id, label, (FindingCode.ORDER_NOT_FOUND,))
            for order_id, label in self.merged_orders_of(merchant_id)
        ]


def _describe_sample(merchant_id: str, order_id: str, label: str, shows: Sequence[str]) -> dict[str, Any]:
    return {"merchant_id": merchant_id, "id": order_id, "label": label, "shows": list(shows)}
