"""The app's own client at the simulator: lists, notes, marks, and a quota that is used up."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import httpx
import pytest

from sandbox.dreamrobot.system import SystemSettings
from shared.domain.orders.order_note import merchant_text
from shared.dreamrobot.access import DreamRobotAccess, SharedAccess
from shared.dreamrobot.client import DreamRobotClient
from shared.dreamrobot.errors import QuotaUsedUpError
from tests.unit.dreamrobot.fakes import FakeBudget, FakeRenewals, FakeTokenCache
from tests.unit.sandbox.boss_world import AsgiTransport
from tests.unit.sandbox.dreamrobot_world import FIRST, DreamRobotWorld


class Shop:
    """The client of one merchant of the simulator."""

    def __init__(self, settings: SystemSettings | None = None) -> None:
        self.world = DreamRobotWorld(settings)
        self.budget = FakeBudget(lambda: self.world.now)
        self.book = self.world.system.book_of(FIRST)
        merchant = self.world.system.merchants[FIRST]
        self.client = DreamRobotClient(
            "http://dreamrobot.test/rest/v1.1",
            DreamRobotAccess(merchant.api_username, merchant.api_password),
            SharedAccess(FakeTokenCache(), FakeRenewals(), self.budget),
            httpx.Client(transport=AsgiTransport(self.world.application)),
            now=lambda: self.world.now,
        )

    def infos_of(self, order_id: str) -> str:
        order = self.book.find(order_id)
        assert order is not None
        return order.infos


def test_a_list_holds_every_order_whole_and_as_it_is_read_singly() -> None:
    shop = Shop()
    listed = [order for page in shop.client.list_orders(date(2020, 1, 1), date(2027, 1, 1)) for order in page]
    assert len(listed) == len(shop.book)
    assert {absent for order in listed for absent in order.absent} == set()
    assert shop.client.get_order(listed[0].order_id) == listed[0].order


@pytest.mark.parametrize("number", [701001, 702004, 702005, 702006, 702007])
def test_ten_write_backs_leave_the_merchants_note_as_it_was(number: int) -> None:
    shop = Shop()
    order_id = shop.world.order_id(number)
    before = shop.infos_of(order_id)
    assert [shop.client.note_collection_state(order_id, [f"Stand {count}"]) for count in range(10)] == [True] * 10
    assert merchant_text(shop.infos_of(order_id)) == before
    assert not shop.client.note_collection_state(order_id, ["Stand 9"])


def test_an_order_is_marked_as_paid() -> None:
    shop = Shop()
    order_id = shop.world.order_id(701001)
    shop.client.mark_paid(order_id, Decimal("12.34"))
    order = shop.client.get_order(order_id)
    assert (order.paid_amount, order.status.is_paid) == (Decimal("12.34"), True)


def test_a_quota_that_is_used_up_closes_the_budget_until_midnight() -> None:
    shop = Shop(SystemSettings(requests_per_day=1))
    order_id = shop.world.order_id(701001)
    shop.client.get_order(order_id)
    with pytest.raises(QuotaUsedUpError):
        shop.client.get_order(order_id)
    assert shop.budget.closed_until == datetime.fromisoformat("2026-11-25T00:00:01+01:00")
