"""Signing in from DreamRobot, signing out, and the pages for those who come the wrong way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import open_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing, Language
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop

HOW_TO_OPEN = {
    "de": ("Melden Sie sich bei DreamRobot an.", "Suchen Sie dort unter Ihren Apps die App von atriga."),
    "en": ("Sign in to DreamRobot.", "Look for the atriga app among your apps there."),
}


def test_the_session_is_in_a_cookie_that_scripts_and_other_sites_cannot_use(shop: Shop, page: Page) -> None:
    open_app(page, shop)
    [cookie] = page.context.cookies()
    assert cookie["name"] == "__Host-session"
    assert cookie["httpOnly"]
    assert cookie["secure"]
    assert cookie["sameSite"] == "Lax"
    assert page.evaluate("document.cookie") == ""


def test_the_address_after_signing_in_holds_no_token(shop: Shop, page: Page) -> None:
    open_app(page, shop, to="/exports")
    expect(page).to_have_url(f"{shop.stack.app_url}/exports")


def test_signing_out_ends_the_session(shop: Shop, visitor: Visitor) -> None:
    visitor.open(shop)
    visitor.press("Sign out")
    expect(visitor.heading("You are signed out")).to_be_visible()
    visitor.expect_fit()
    assert visitor.page.context.cookies() == []


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(shop: Shop, page: Page) -> None:
    open_app(page, shop)
    [cookie] = page.context.cookies()
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Sie sind abgemeldet")).to_be_visible()
    page.context.add_cookies(
        [
            {
                "name": cookie["name"],
                "value": cookie["value"],
                "domain": cookie["domain"],
                "path": cookie["path"],
                "secure": True,
            }
        ]
    )
    with page.expect_request("**/cases") as sent:
        page.goto(f"{shop.stack.app_url}/cases")
    assert cookie["value"] in sent.value.all_headers()["cookie"]
    expect(page.get_by_role("heading", name="Sie sind abgemeldet")).to_be_visible()


def test_after_signing_out_the_way_back_shows_nothing(shop: Shop, page: Page) -> None:
    open_app(page, shop, to="/cases")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Sie sind abgemeldet")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Sie sind abgemeldet")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Dieser Zugang gilt nicht mehr"), ("en", "This way in does not work any more")]
)
def test_a_link_that_was_used_says_how_to_open_the_app_again(
    shop: Shop, browsing: Browsing, language: Language, title: str
) -> None:
    address = shop.calls.make_launch_address(shop.merchant, locale=language)
    browsing.open_page(language=language).goto(address)
    page = browsing.open_page(language=language)
    answer = page.goto(address)
    assert answer
    assert answer.status == 401
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    for sentence in HOW_TO_OPEN[language]:
        expect(page.get_by_text(sentence)).to_be_visible()
    assert page.context.cookies() == []


def test_a_case_that_does_not_exist_leads_back_to_the_cases(shop: Shop, page: Page) -> None:
    open_app(page, shop)
    answer = page.goto(f"{shop.stack.app_url}/cases/no-such-case")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Hier ist nichts")).to_be_visible()
    page.get_by_role("link", name="Zu Ihren Inkassofällen").click()
    expect(page.get_by_role("heading", name="Inkassofälle")).to_be_visible()
