"""Drafts that wait for approval: approved one by one, ticked or all, in the list, on a page or in the case table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.cases.case_desk import CaseDesk, OneCase
    from tests.browser.visitor import Visitor


@pytest.fixture
def draft(desk: CaseDesk) -> OneCase:
    """A draft that waits."""
    [draft] = desk.hand_over_drafts(1)
    return draft


def expect_handed_over_once(draft: OneCase) -> None:
    """atriga gets the case of a draft, and gets it once."""
    draft.shop.wait_for_case(draft.case_id, transfer="accepted")
    assert draft.at_atriga()["submits"] == draft.count_at_atriga("received") == 1


def test_a_draft_is_approved_on_its_page(draft: OneCase, visitor: Visitor) -> None:
    visitor.open(draft.shop, "/review")
    visitor.row(draft.order_id).get_by_role("link").click()
    expect(visitor.page.locator("dl.facts").first).to_be_visible()
    addition = visitor.field("Address addition")
    addition.fill("Hinterhaus 1")
    addition.press("Enter")
    expect(visitor.page.locator("ol.timeline")).to_contain_text("→ Hinterhaus 1")
    assert draft.shop.cases_at_atriga(draft.order_id) == []
    addition.fill("Hinterhaus 2")
    visitor.button("Approve and hand over").click()
    expect(visitor.page.get_by_text(visitor.say("Approved for the hand-over"))).to_be_visible()
    expect_handed_over_once(draft)
    assert "Hinterhaus 2" in str(draft.at_atriga())
    visitor.go(draft.shop, draft.path)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(draft.at_atriga()["case"]["case_number"])


def test_a_draft_is_discarded_on_its_page(draft: OneCase, visitor: Visitor) -> None:
    visitor.open(draft.shop, f"/review/{draft.case_id}")
    visitor.press("Discard")
    expect(visitor.heading("You discarded this draft")).to_be_visible()
    visitor.expect_fit()
    assert draft.shop.cases_at_atriga(draft.order_id) == []


def test_ticked_drafts_are_approved_and_discarded_in_the_list(desk: CaseDesk, visitor: Visitor) -> None:
    approved, discarded = desk.hand_over_drafts(2)
    visitor.open(desk.shop, "/review")
    visitor.row(approved.order_id).get_by_role("checkbox").check()
    visitor.press("Approve the ticked ones")
    visitor.expect_told("%(num)s case is on its way to atriga.", 1)
    expect(visitor.row(approved.order_id)).to_have_count(0)
    visitor.row(discarded.order_id).get_by_role("checkbox").check()
    visitor.press("Discard the ticked ones")
    visitor.expect_told("%(num)s draft was discarded; its orders are free again.", 1)
    expect(visitor.row(discarded.order_id)).to_have_count(0)
    expect_handed_over_once(approved)
    visitor.go(desk.shop, discarded.path)
    expect(visitor.heading("You discarded this draft")).to_be_visible()
    assert desk.shop.cases_at_atriga(discarded.order_id) == []


def test_all_drafts_are_approved_at_once(desk: CaseDesk, visitor: Visitor) -> None:
    drafts = desk.hand_over_drafts(2)
    visitor.open(desk.shop, "/review")
    visitor.press("Approve all …")
    expect(visitor.heading("Approve all drafts?")).to_be_visible()
    visitor.expect_fit()
    visitor.press("Yes, approve all")
    visitor.expect_told("%(num)s case is on its way to atriga.", 2)
    for draft in drafts:
        expect_handed_over_once(draft)


def test_a_ticked_draft_is_approved_in_the_table_of_cases(draft: OneCase, visitor: Visitor) -> None:
    visitor.open(draft.shop)
    visitor.row(draft.order_id).get_by_role("checkbox").check()
    visitor.press("Approve drafts")
    visitor.expect_told("%(num)s case is on its way to atriga.", 1)
    expect_handed_over_once(draft)
