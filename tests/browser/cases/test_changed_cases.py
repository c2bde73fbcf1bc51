"""What changed in a case stands out in the table until somebody opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.cases.case_desk import OneCase
    from tests.browser.visitor import Visitor

CHANGED = "Changed since you opened it"


def test_a_case_that_changed_stands_out_until_it_is_opened(case: OneCase, visitor: Visitor) -> None:
    row = visitor.row(case.case_number)
    visitor.open(case.shop, case.path)
    visitor.go(case.shop, "/cases?q=" + case.order_id)
    expect(row).not_to_contain_text(visitor.say(CHANGED))
    case.shop.move_case(case.case_number, "payment", amount="20.00")
    case.shop.wait_for_case(case.case_id, payment="partially_paid")
    visitor.go(case.shop, "/cases?q=" + case.order_id)
    expect(row).to_contain_text(visitor.say(CHANGED))
    weight = row.locator("[data-open]").evaluate("link => getComputedStyle(link).fontWeight")
    assert int(weight) >= 600
    row.locator("[data-open]").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(case.case_number)
    visitor.go(case.shop, "/cases?q=" + case.order_id)
    expect(row).not_to_contain_text(visitor.say(CHANGED))
