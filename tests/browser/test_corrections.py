"""What merchants put right: a draft, and an order that is kept back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.acting import days_from_now

if TYPE_CHECKING:
    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor


def test_a_draft_is_corrected_after_what_was_wrong_is_told_at_its_field(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    name = f"Paula-{secrets.token_hex(3)}"
    visitor.open(shop, f"/review/{ids['draft_id']}")
    visitor.choose("Kind", "Consumer")
    visitor.field("Company").fill("")
    visitor.field("First name").fill(name)
    visitor.field("Last name").fill("Ankerwart")
    visitor.field("Postal code").fill("1")
    visitor.press("Save the corrections")
    visitor.expect_warning("Please check what you entered")
    expect(visitor.field("Postal code")).to_have_attribute("aria-invalid", "true")
    expect(visitor.field("Postal code")).to_have_value("1")
    expect(visitor.field("First name")).to_have_value(name)

    visitor.field("Postal code").fill("18055")
    visitor.press("Save the corrections")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Ankerwart")
    expect(visitor.page.locator("ol.timeline")).to_contain_text(f"→ {name}")
    expect(visitor.page.locator("dl.facts")).to_contain_text([name])
    visitor.expect_fit()


def test_an_order_that_is_kept_back_is_answered_and_evaluated_again(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop, f"/exports/{ids['export_id']}")
    visitor.row(ids["kept_back_id"]).get_by_role("link", name=visitor.say("Correct and evaluate again")).click()
    sent_on = visitor.field("Sent on").first
    sent_on.fill(days_from_now(2))
    visitor.press("Evaluate again")
    visitor.expect_warning("Please check what you entered")

    day = days_from_now(-5)
    sent_on.fill(day)
    visitor.choose("Does the customer dispute the claim?", "No")
    visitor.press("Evaluate again")
    expect(visitor.page).to_have_url(f"{shop.stack.app_url}/exports/{ids['export_id']}")
    # Still kept back, because it is to be paid in advance; what was answered is kept.
    shop.wait_for_export(ids["export_id"])
    visitor.go(shop, f"/exports/{ids['export_id']}/items/{ids['kept_back_id']}")
    expect(visitor.field("Sent on").first).to_have_value(day)


def test_all_orders_that_are_kept_back_are_evaluated_again(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop, f"/exports/{ids['export_id']}")
    visitor.press("Evaluate all kept-back orders again")
    expect(visitor.page).to_have_url(f"{shop.stack.app_url}/exports/{ids['export_id']}")
    shop.wait_for_export(ids["export_id"])
    visitor.go(shop, f"/exports/{ids['export_id']}")
    expect(visitor.row(ids["kept_back_id"])).to_contain_text(visitor.say("Kept back"))
    visitor.expect_fit()
