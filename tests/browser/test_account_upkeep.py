"""What merchants do with an atriga account: check it, give it another code, deactivate it, use it again, and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop


def account_path(shop: Shop) -> str:
    """The page of the merchant's atriga account."""
    return f"/settings/accounts/{shop.customer_number}"


def save_code(visitor: Visitor, code: str) -> None:
    """Type a code and have it checked."""
    visitor.field("Authentication code").fill(code)
    visitor.press("Check and save the code")


def test_an_account_is_checked_at_atriga(other_shop: Shop, visitor: Visitor) -> None:
    visitor.open(other_shop, account_path(other_shop))
    visitor.press("Check now")
    visitor.expect_told("atriga confirms this account, and we read anew what it may do.")


def test_a_wrong_code_is_refused_with_its_cause_and_the_right_one_is_kept(other_shop: Shop, visitor: Visitor) -> None:
    visitor.open(other_shop, account_path(other_shop))
    save_code(visitor, "wrong-code")
    visitor.expect_warning("atriga does not accept this customer number with this code")
    expect(visitor.field("Authentication code")).to_have_value("")
    save_code(visitor, f"sandbox-code-{other_shop.customer_number}")
    visitor.expect_saved("Authentication code changed")


def test_an_account_is_deactivated_after_a_question_and_used_again(passing_shop: Shop, visitor: Visitor) -> None:
    visitor.open(passing_shop, account_path(passing_shop))
    visitor.link("Deactivate …").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(passing_shop.customer_number)
    visitor.press("Deactivate and delete the code")
    expect(visitor.page.get_by_role("status")).to_be_visible()

    visitor.go(passing_shop, account_path(passing_shop))
    expect(visitor.page.get_by_role("region", name=visitor.say("State"))).to_contain_text(visitor.say("Deactivated"))
    expect(visitor.heading("Use this account again")).to_be_visible()
    expect(visitor.button("Check now")).to_have_count(0)

    save_code(visitor, f"sandbox-code-{passing_shop.customer_number}")
    expect(visitor.page.get_by_role("status")).to_be_visible()
    expect(visitor.button("Check now")).to_be_visible()
    visitor.expect_fit()


def test_a_merchant_leaves_only_after_a_tick_and_is_signed_out_then(passing_shop: Shop, visitor: Visitor) -> None:
    visitor.open(passing_shop, "/settings")
    visitor.link("Leave the app …").click()
    visitor.field("I have read this and want to leave").check()
    visitor.press("Delete the codes and leave")
    expect(visitor.heading("You have left the app")).to_be_visible()

    answer = visitor.page.goto(f"{passing_shop.stack.app_url}/cases")
    assert answer
    assert answer.status == 401
