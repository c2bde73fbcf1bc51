"""A merchant whose every text from outside is markup: names, orders, marks, views, and what the gateway says."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.dreamrobot.samples import (
    SampleCustomer,
    SampleLine,
    SampleMerchant,
    SampleOrder,
    SamplePaymentMethod,
    SamplePortalAccount,
)
from tests.e2e.shop import Shop, wait_until

if TYPE_CHECKING:
    import httpx

    from tests.local_stack import LocalStack

MARKUP = "\"'><img class=outside src=x>"
"""Leaves an attribute, then makes an element; short enough for a mark."""

SCRIPT_RAN = "scriptRan"
SCRIPT = f"{MARKUP}<script>{SCRIPT_RAN}=1</script>"

CUSTOMER_NUMBER = "50005"
"""The account of the BOSS simulator whose name begins as ``MARKUP`` does."""

type Seeded = tuple[Shop, dict[str, str]]
"""The merchant, and the ids that the addresses of the pages name."""


def make_merchant(number: int) -> SampleMerchant:
    """Describe the merchant with its orders: one goes over, the next waits for approval, the third is kept back."""
    return SampleMerchant(
        merchant_id="merchant-5005",
        name=SCRIPT,
        api_username="api_5005_1",
        api_password="markup-sandbox-password",
        portal_accounts=(SamplePortalAccount(id=51001, name=SCRIPT, platform=SCRIPT, is_default=True),),
        payment_methods=(
            SamplePaymentMethod(id="1", name=f"Rechnung {SCRIPT}"),
            SamplePaymentMethod(id="2", name=f"Vorkasse {SCRIPT}", is_prepaid=True),
        ),
        orders=(
            _make_order(number, f"Petra Anker{MARKUP}"),
            _make_order(number + 1, SCRIPT),
            _make_order(number + 2, f"Petra Anker{MARKUP}", method="2", street=f"Weg {MARKUP}"),
        ),
    )


def _make_order(number: int, name: str, method: str = "1", street: str = "Weg 3") -> SampleOrder:
    return SampleOrder(
        number=number,
        label=SCRIPT,
        ordered=60,
        shipped=58,
        method=method,
        customer=SampleCustomer(
            name=name,
            name_2=MARKUP,
            street=street,
            street_2=MARKUP,
            zip="18055",
            city=f"Rostock {MARKUP}",
            username=SCRIPT,
            comment=SCRIPT,
            vat_id=MARKUP,
            email=f"petra{MARKUP}@example.com",
            phone=MARKUP,
        ),
        lines=(SampleLine(quantity=Decimal(1), name=SCRIPT, price=Decimal("99.00")),),
        invoice=f"RE-{number}{MARKUP}",
        infos=SCRIPT,
    )


def seed(stack: LocalStack, http: httpx.Client) -> Seeded:
    """Bring the merchant through the main job."""
    # New numbers, because a stack that somebody left running has the cases of an earlier run.
    number = 1_000_000 + secrets.randbelow(8_000_000)
    merchant = make_merchant(number)
    described = merchant.model_dump_json()
    assert http.put(f"{stack.dreamrobot_url}/_control/merchants", content=described).status_code == 204
    shop = Shop(stack, merchant, CUSTOMER_NUMBER, http)
    shop.activate()
    shop.browser.submit_form(f"/settings/accounts/{CUSTOMER_NUMBER}", {"holds_for_review": "on", "action": "save"})
    listed = http.get(f"{stack.dreamrobot_url}/_control/orders").json()
    orders = {
        order["id"].partition("_")[0]: order["id"] for order in listed if order["merchant_id"] == shop.merchant_id
    }
    order_id, draft_order, kept_back = (orders[str(number + place)] for place in range(3))
    export_id = shop.export(list(orders.values()))
    items = {item["order_id"]: item for item in shop.wait_for_export(export_id)["items"]}
    case_id, draft_id = items[order_id]["case_id"], items[draft_order]["case_id"]
    shop.browser.submit_form(f"/review/{case_id}", {"action": "approve"})
    case_number = shop.wait_for_case(case_id, transfer="accepted")["case_number"]
    _let_everybody_write_markup(shop, case_id, case_number)
    return shop, {
        "order_id": order_id,
        "inquiry_id": _find_inquiry(shop, order_id),
        "payout_id": _find_payout(shop, case_number),
        "export_id": export_id,
        "case_id": case_id,
        "case_number": case_number,
        "draft_id": draft_id,
        "kept_back_id": kept_back,
        "customer_number": CUSTOMER_NUMBER,
        "account_name": MARKUP,
    }


def _let_everybody_write_markup(shop: Shop, case_id: str, case_number: str) -> None:
    shop.browser.submit_form(f"/cases/{case_id}", {"add": MARKUP})
    shop.browser.submit_form("/cases", {"name": SCRIPT, "view": ""})
    shop.move_case(case_number, "payment", amount="20.00")
    shop.move_case(case_number, "payout")
    shop.move_case(case_number, "inquiry", question=SCRIPT, answer_type="text")
    shop.move_case(case_number, "document", title=SCRIPT, kind=SCRIPT)
    shop.move_case(case_number, "unknown-status", code=SCRIPT, text=SCRIPT)
    shop.wait_for_case(case_id, status_text=SCRIPT)


def _find_inquiry(shop: Shop, order_id: str) -> str:
    [at_atriga] = shop.cases_at_atriga(order_id)
    [inquiry] = at_atriga["case"]["inquiries"]
    return str(inquiry["inquiry_id"])


def _find_payout(shop: Shop, case_number: str) -> str:
    _let_payouts_be_read(shop)

    def look() -> str | None:
        shop.synchronize()
        payouts = shop.browser.read_json("/payouts")["items"]
        own = [one for one in payouts if case_number in {share["case_number"] for share in one["allocations"]}]
        return str(own[0]["payout_id"]) if own else None

    return wait_until(look, "the payout")


def _let_payouts_be_read(shop: Shop) -> None:
    """Forget that they were read a moment ago; else they are looked at again in six hours."""
    shop.stack.client("dynamodb").update_item(
        TableName=shop.stack.outputs["AccountsTableName"],
        Key={"pk": {"S": f"M#{shop.merchant_id}"}, "sk": {"S": f"ATRIGA#{CUSTOMER_NUMBER}"}},
        UpdateExpression="REMOVE body.payouts_read_at",
    )
