"""From DreamRobot's page to an activated app, as a merchant does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import open_app
from tests.browser.keyboard import go_by_tab_to
from tests.browser.visitor import Visitor
from tests.browser.ways import USUAL_WAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.browsing import Browsing
    from tests.e2e.shop import Shop

WRONG_CODE = "wrong-code-4711"
STEPS = 6


def connect(visitor: Visitor, customer_number: str, code: str) -> None:
    """Type number and code, and have them checked."""
    visitor.field("Customer number").fill(customer_number)
    visitor.field("Authentication code").fill(code)
    visitor.press("Check and connect")


def failing_step(page: Page) -> Locator:
    return page.locator("ol > [aria-current=step]")


@pytest.fixture
def newcomer(other_shop: Shop) -> Iterator[Shop]:
    """A merchant who has installed the app and not activated it; activated again for the tests that follow."""
    other_shop.calls.uninstall(other_shop.merchant_id)
    assert other_shop.calls.install(other_shop.merchant).status_code == 201
    yield other_shop
    other_shop.activate()


def test_a_merchant_installs_the_app_in_dreamrobot_and_opens_it_there(newcomer: Shop, page: Page) -> None:
    newcomer.calls.uninstall(newcomer.merchant_id)
    page.goto(newcomer.stack.dreamrobot_url)
    page.get_by_role("link", name=newcomer.merchant.name).click()
    page.get_by_role("button", name="App installieren").click()
    expect(page.get_by_text("Antwort der App auf den letzten Installationsaufruf")).to_contain_text("201")
    page.get_by_role("link", name="atriga-App öffnen").click()
    expect(page).to_have_url(f"{newcomer.stack.app_url}/activate")
    expect(page.get_by_role("heading", name="App mit atriga verbinden")).to_be_visible()


def test_a_wrong_code_is_told_with_its_cause_and_the_right_one_connects_the_app(
    newcomer: Shop, visitor: Visitor
) -> None:
    visitor.open(newcomer, "/activate")
    connect(visitor, newcomer.customer_number, WRONG_CODE)
    visitor.expect_warning("atriga does not accept this customer number with this code")
    expect(visitor.page.locator("ol.steps > li")).to_have_count(STEPS)
    expect(failing_step(visitor.page)).to_contain_text(
        visitor.say("Enter customer number and authentication code on this page.")
    )
    expect(visitor.field("Customer number")).to_have_value(newcomer.customer_number)
    expect(visitor.field("Authentication code")).to_have_value("")
    assert WRONG_CODE not in visitor.page.content()

    connect(visitor, newcomer.customer_number, f"sandbox-code-{newcomer.customer_number}")
    visitor.expect_told("The app is connected to atriga")
    account = visitor.page.get_by_role("article")
    expect(account).to_contain_text(newcomer.customer_number)
    for portal_account in newcomer.merchant.portal_accounts:
        expect(account.get_by_text(portal_account.name)).to_be_visible()


def test_portal_accounts_are_fetched_again_on_the_page_of_activation(other_shop: Shop, visitor: Visitor) -> None:
    visitor.open(other_shop, "/activate")
    visitor.press("Fetch portal accounts again")
    account = visitor.page.get_by_role("article")
    for portal_account in other_shop.merchant.portal_accounts:
        expect(account.get_by_text(portal_account.name)).to_be_visible()
    visitor.expect_fit()


@pytest.mark.parametrize(
    ("customer_number", "cause", "step"),
    [
        ("40001", "atriga hat Ihr Konto noch nicht freigeschaltet", "Schreiben Sie eine E-Mail"),
        ("40002", "Ihr Bankkonto ist noch nicht bestätigt", "atriga überweist innerhalb von 1 bis 3 Tagen 0,01 Euro"),
        (
            "40003",
            "Für diesen Code sind Abfragen noch nicht freigeschaltet",
            "Erzeugen Sie einen Authentifizierungscode",
        ),
    ],
    ids=["account not switched on", "bank account not confirmed", "queries not allowed"],
)
def test_the_step_that_fails_is_marked(
    newcomer: Shop, browsing: Browsing, customer_number: str, cause: str, step: str
) -> None:
    visitor = Visitor.at_an_empty_page(browsing, USUAL_WAY)
    visitor.open(newcomer, "/activate")
    connect(visitor, customer_number, f"sandbox-code-{customer_number}")
    expect(visitor.page.get_by_role("alert")).to_contain_text(cause)
    expect(failing_step(visitor.page)).to_have_count(1)
    expect(failing_step(visitor.page)).to_contain_text("Prüfen Sie diesen Schritt")
    expect(failing_step(visitor.page)).to_contain_text(step)


def test_the_app_is_activated_with_the_keyboard_alone(newcomer: Shop, page: Page) -> None:
    open_app(page, newcomer, to="/activate")
    go_by_tab_to(page.get_by_label("Kundennummer"))
    page.keyboard.type(newcomer.customer_number)
    page.keyboard.press("Tab")
    page.keyboard.type(WRONG_CODE)
    page.keyboard.press("Enter")
    # What went wrong has the focus, so it is read out first, and the fields are the next stops.
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kundennummer")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type(f"sandbox-code-{newcomer.customer_number}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Prüfen und verbinden")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Die App ist mit atriga verbunden")


def test_the_skip_link_is_the_first_stop_and_leads_past_the_navigation(newcomer: Shop, page: Page) -> None:
    open_app(page, newcomer, to="/activate")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kundennummer")).to_be_focused()
