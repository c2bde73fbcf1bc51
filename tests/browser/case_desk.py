"""A merchant with cases that atriga took and with drafts that wait: one for each test, so that none needs another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from playwright.sync_api import expect

from sandbox.dreamrobot.samples import (
    SampleCustomer,
    SampleLine,
    SampleMerchant,
    SampleOrder,
    SamplePaymentMethod,
    SamplePortalAccount,
)
from tests.browser.browsing import open_app
from tests.e2e.shop import Shop

if TYPE_CHECKING:
    import httpx
    from playwright.sync_api import Page

    from tests.local_stack import LocalStack

CUSTOMER_NUMBER = "10002"
PRICE = Decimal("199.00")
CASES = 13
CANCELLED = 2
DRAFTS = 2
"""How many there are of each; every test takes its own."""

_NAMES = (
    "Anker", "Birkholz", "Celler", "Dornbusch", "Eichhorst", "Fehmarn", "Gadebusch", "Holthusen", "Ihlow", "Jasmund",
    "Kleinow", "Lassahn", "Malchin", "Neukloster", "Ostrau",
    "Penzlin", "Rambin",
)  # fmt: skip


@dataclass(frozen=True)
class OneCase:
    """A case, with or without a number of atriga's."""

    shop: Shop
    order_id: str
    case_id: str
    case_number: str = ""

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"

    def at_atriga(self) -> dict[str, Any]:
        """What atriga has of it: the one case that holds its order."""
        [case] = self.shop.cases_at_atriga(self.order_id)
        return case

    def count_at_atriga(self, kind: str) -> int:
        """How often a kind of change happened to it at atriga."""
        changes: list[str] = self.at_atriga()["changes"]
        return changes.count(kind)


@dataclass(frozen=True)
class CaseDesk:
    """The merchant, and the cases that no test has taken yet; the orders of ``cancelled`` ones were cancelled."""

    shop: Shop
    cases: list[OneCase] = field(default_factory=list)
    cancelled: list[OneCase] = field(default_factory=list)
    drafts: list[OneCase] = field(default_factory=list)

    @classmethod
    def set_up(cls, stack: LocalStack, http: httpx.Client, page: Page) -> Self:
        """Bring the merchant in, hand its orders over as drafts, and approve on the page all but those that wait."""
        merchant = _make_merchant()
        described = merchant.model_dump_json()
        assert http.put(f"{stack.dreamrobot_url}/_control/merchants", content=described).status_code == 204
        shop = Shop(stack, merchant, CUSTOMER_NUMBER, http)
        shop.activate()
        shop.browser.submit_form(f"/settings/accounts/{CUSTOMER_NUMBER}", {"holds_for_review": "on", "action": "save"})
        drafts = _export(shop, CASES + CANCELLED)
        open_app(page, shop, to="/review")
        page.get_by_role("button", name="Alle freigeben").click()
        expect(page.get_by_role("status")).to_contain_text("Fälle sind auf dem Weg zu atriga")
        accepted = [_wait_until_accepted(draft) for draft in drafts]
        desk = cls(shop, accepted[CANCELLED:], accepted[:CANCELLED], _export(shop, DRAFTS))
        for case in desk.cancelled:
            address = f"{stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders/{case.order_id}/cancel"
            assert http.post(address).status_code == 303
        return desk


def _export(shop: Shop, number: int) -> list[OneCase]:
    items = shop.wait_for_export(shop.export(shop.take_orders(number)))["items"]
    return [OneCase(shop, item["order_id"], item["case_id"]) for item in items]


def _wait_until_accepted(draft: OneCase) -> OneCase:
    accepted = draft.shop.wait_for_case(draft.case_id, transfer="accepted")
    return OneCase(draft.shop, draft.order_id, draft.case_id, accepted["case_number"])


def _make_merchant() -> SampleMerchant:
    # New numbers, because a stack that somebody left running has the cases of an earlier run.
    number = 1_000_000 + secrets.randbelow(8_000_000)
    return SampleMerchant(
        merchant_id="merchant-6006",
        name="Ostufer Versand",
        api_username="api_6006_1",
        api_password="ostufer-sandbox-password",
        portal_accounts=(SamplePortalAccount(id=61001, name="Laden", platform="Shopware", is_default=True),),
        payment_methods=(SamplePaymentMethod(id="1", name="Rechnung"),),
        orders=tuple(_make_order(number, place, name) for place, name in enumerate(_NAMES)),
    )


def _make_order(number: int, place: int, name: str) -> SampleOrder:
    return SampleOrder(
        number=number + place,
        label="Einwandfrei",
        ordered=60,
        shipped=58,
        customer=SampleCustomer(name=f"Petra {name}", street=f"Weg {place + 1}", zip="18055", city="Rostock"),
        lines=(SampleLine(quantity=Decimal(1), name="Kommode", price=PRICE),),
    )
