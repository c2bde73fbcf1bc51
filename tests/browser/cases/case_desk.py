"""A merchant with cases that atriga took: some for each test, so that none needs another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from sandbox.dreamrobot.samples import (
    SampleCustomer,
    SampleLine,
    SampleMerchant,
    SampleOrder,
    SamplePaymentMethod,
    SamplePortalAccount,
)
from tests.e2e.shop import Shop

if TYPE_CHECKING:
    import httpx

    from tests.local_stack import LocalStack

CUSTOMER_NUMBER = "10002"
PRICE = Decimal("199.00")

CASES = 64
CANCELLED = 8
"""How many cases there are of each; every test takes its own."""

DRAFTS = 28
"""How many orders are left for the tests that hand over drafts of their own."""

_PLACES = (
    "Anker", "Birk", "Celler", "Dorn", "Eich", "Fehmar", "Gade", "Holt", "Ihlow", "Jasm", "Klein", "Lassa", "Malch",
    "Neukl", "Ostra", "Penz",
)  # fmt: skip
_LANDSCAPES = ("berg", "bruch", "feld", "hagen", "hof", "mark", "ried", "wald")
"""Every place with every landscape makes a name, so that no two orders are of the same debtor."""


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
    """The merchant, and the cases that no test has taken yet; the orders of ``cancelled`` ones were cancelled.

    The merchant's account holds every case for review, so an order that a test exports is a draft first.
    """

    shop: Shop
    cases: list[OneCase] = field(default_factory=list)
    cancelled: list[OneCase] = field(default_factory=list)

    @classmethod
    def set_up(cls, stack: LocalStack, http: httpx.Client) -> Self:
        """Bring the merchant in, hand orders over, and wait until atriga took them."""
        merchant = _make_merchant()
        described = merchant.model_dump_json()
        assert http.put(f"{stack.dreamrobot_url}/_control/merchants", content=described).status_code == 204
        shop = Shop(stack, merchant, CUSTOMER_NUMBER, http)
        shop.activate()
        _hold_for_review(shop, "")
        export = shop.wait_for_export(shop.export(shop.take_orders(CASES + CANCELLED)))
        _hold_for_review(shop, "on")
        accepted = [_wait_until_accepted(shop, item["order_id"], item["case_id"]) for item in export["items"]]
        desk = cls(shop, accepted[CANCELLED:], accepted[:CANCELLED])
        for case in desk.cancelled:
            address = f"{stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders/{case.order_id}/cancel"
            assert http.post(address).status_code == 303
        return desk

    def hand_over_drafts(self, number: int) -> list[OneCase]:
        """Export orders, each of which becomes a draft that waits for approval."""
        items = self.shop.wait_for_export(self.shop.export(self.shop.take_orders(number)))["items"]
        return [OneCase(self.shop, item["order_id"], item["case_id"]) for item in items]


def _hold_for_review(shop: Shop, switch: str) -> None:
    typed = {"holds_for_review": switch, "action": "save"}
    shop.browser.submit_form(f"/settings/accounts/{CUSTOMER_NUMBER}", typed)


def _wait_until_accepted(shop: Shop, order_id: str, case_id: str) -> OneCase:
    accepted = shop.wait_for_case(case_id, transfer="accepted")
    return OneCase(shop, order_id, case_id, accepted["case_number"])


def _make_merchant() -> SampleMerchant:
    # New numbers, because a stack that somebody left running has the cases of an earlier run.
    number = 1_000_000 + secrets.randbelow(8_000_000)
    names = [place + landscape for place in _PLACES for landscape in _LANDSCAPES]
    return SampleMerchant(
        merchant_id="merchant-6006",
        name="Ostufer Versand",
        api_username="api_6006_1",
        api_password="ostufer-sandbox-password",
        portal_accounts=(SamplePortalAccount(id=61001, name="Laden", platform="Shopware", is_default=True),),
        payment_methods=(SamplePaymentMethod(id="1", name="Rechnung"),),
        orders=tuple(
            _make_order(number, place, name) for place, name in enumerate(names[: CASES + CANCELLED + DRAFTS])
        ),
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
