"""What the app proposes because an order was cancelled: a merchant takes it for the price that is shown, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.acting import confirm, go_on, wait_for_proposal, wait_until_told

if TYPE_CHECKING:
    from tests.browser.cases.case_desk import CaseDesk
    from tests.browser.visitor import Visitor


def test_a_proposal_is_put_aside_and_atriga_hears_nothing(desk: CaseDesk, visitor: Visitor) -> None:
    case = desk.cancelled.pop()
    visitor.open(desk.shop)
    wait_for_proposal(visitor, case)
    visitor.press("Put aside")
    visitor.expect_told("Nothing was told to atriga. You can do it by hand at any time.")
    expect(visitor.heading("Withdraw the case?")).to_have_count(0)
    put_aside = visitor.say("Put aside what was proposed for order {order}", order=case.order_id)
    expect(visitor.page.locator("ol.timeline")).to_contain_text(put_aside)
    assert case.count_at_atriga("withdrawal_received") == 0


def test_a_proposal_is_taken(desk: CaseDesk, visitor: Visitor) -> None:
    case = desk.cancelled.pop()
    visitor.open(desk.shop)
    wait_for_proposal(visitor, case)
    visitor.link("See the price and withdraw").click()
    price = visitor.say("Price today: %(amount)s", amount=visitor.way.euros("15.00"))
    expect(visitor.page.get_by_text(price)).to_be_visible()
    go_on(visitor)
    confirm(visitor, "Yes, withdraw it for %(amount)s", amount=visitor.way.euros("15.00"))
    expect(visitor.heading("Withdraw the case?")).to_have_count(0)
    wait_until_told(visitor, case, "Withdraw the case")
    taken = visitor.say("Did what was proposed for order {order}", order=case.order_id)
    expect(visitor.page.locator("ol.timeline")).to_contain_text(taken)
    assert case.count_at_atriga("withdrawal_received") == 1
