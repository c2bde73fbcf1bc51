"""Payouts as merchants look at them: those of some days, one of them whole, and as a file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.visitor import read_table

if TYPE_CHECKING:
    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop


def find_payout(shop: Shop, payout_id: str) -> dict[str, Any]:
    """The payout as programs read it."""
    listed: list[dict[str, Any]] = shop.browser.read_json("/payouts")["items"]
    return next(one for one in listed if one["payout_id"] == payout_id)


def show_payouts(visitor: Visitor, customer_number: str, first: str, last: str) -> None:
    """Fill in the filter of payouts and send it."""
    visitor.field("atriga account").select_option(customer_number)
    visitor.field("Paid out from").fill(first)
    visitor.field("Paid out up to").fill(last)
    visitor.press("Show")


def test_payouts_are_filtered_and_downloaded_as_they_are_shown(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    payout = find_payout(shop, ids["payout_id"])
    visitor.open(shop, "/payouts")
    show_payouts(visitor, shop.customer_number, payout["paid_on"], payout["paid_on"])
    expect(visitor.page).to_have_url(re.compile("paid_from="))
    expect(visitor.row(ids["payout_id"])).to_contain_text(ids["case_number"])

    with visitor.page.expect_download() as downloading:
        visitor.link("As a file for a spreadsheet (CSV)").click()
    rows = read_table(visitor, downloading.value)
    [row] = [row for row in rows if row[visitor.say("Payout")] == ids["payout_id"]]
    assert row[visitor.say("File number")] == ids["case_number"]
    assert row[visitor.say("atriga account")] == shop.customer_number
    assert row[visitor.say("Payout in all")] == visitor.way.typed(payout["total"])

    day_before = (date.fromisoformat(payout["paid_on"]) - timedelta(days=1)).isoformat()
    show_payouts(visitor, shop.customer_number, day_before, day_before)
    expect(visitor.page.get_by_text(visitor.say("No payout fits."))).to_be_visible()
    visitor.link("Remove filters").click()
    expect(visitor.row(ids["payout_id"])).to_be_visible()
    visitor.expect_fit()


def test_a_payout_leads_to_its_cases(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop, "/payouts")
    visitor.row(ids["payout_id"]).get_by_role("link", name=ids["payout_id"]).click()
    expect(visitor.heading("Payout %(number)s", number=ids["payout_id"])).to_be_visible()
    visitor.expect_fit()
    visitor.page.get_by_role("link", name=ids["case_number"]).first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(ids["case_number"])
