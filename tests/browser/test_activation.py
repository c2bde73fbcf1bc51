"""From DreamRobot's page to an activated app, as a merchant does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import open_app
from tests.browser.keyboard import go_by_tab_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.browsing import Browsing
    from tests.e2e.shop import Shop

WRONG_CODE = "wrong-code-4711"
STEPS = 6


def connect(page: Page, customer_number: str, code: str) -> None:
    page.get_by_label("Kundennummer").fill(customer_number)
    page.get_by_label("Authentifizierungscode").fill(code)
    page.get_by_role("button", name="Prüfen und verbinden").click()


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


def test_a_wrong_code_is_told_with_its_cause_and_the_list_of_steps(newcomer: Shop, page: Page) -> None:
    open_app(page, newcomer, to="/activate")
    connect(page, newcomer.customer_number, WRONG_CODE)
    expect(page.get_by_role("alert")).to_contain_text("atriga nimmt diese Kundennummer mit diesem Code nicht an")
    expect(page.locator("ol.steps > li")).to_have_count(STEPS)
    expect(failing_step(page)).to_contain_text(
        "Geben Sie Kundennummer und Authentifizierungscode auf dieser Seite ein."
    )


def test_after_a_wrong_code_the_number_is_kept_and_the_code_is_not(newcomer: Shop, page: Page) -> None:
    open_app(page, newcomer, to="/activate")
    connect(page, newcomer.customer_number, WRONG_CODE)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Kundennummer")).to_have_value(newcomer.customer_number)
    expect(page.get_by_label("Authentifizierungscode")).to_have_value("")
    assert WRONG_CODE not in page.content()


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
def test_the_step_that_fails_is_marked(newcomer: Shop, page: Page, customer_number: str, cause: str, step: str) -> None:
    open_app(page, newcomer, to="/activate")
    connect(page, customer_number, f"sandbox-code-{customer_number}")
    expect(page.get_by_role("alert")).to_contain_text(cause)
    expect(failing_step(page)).to_have_count(1)
    expect(failing_step(page)).to_contain_text("Prüfen Sie diesen Schritt")
    expect(failing_step(page)).to_contain_text(step)


def test_the_right_code_connects_the_app_with_all_portal_accounts(newcomer: Shop, page: Page) -> None:
    open_app(page, newcomer, to="/activate")
    connect(page, newcomer.customer_number, f"sandbox-code-{newcomer.customer_number}")
    expect(page.get_by_role("status")).to_contain_text("Die App ist mit atriga verbunden")
    account = page.get_by_role("article")
    expect(account).to_contain_text(newcomer.customer_number)
    for portal_account in newcomer.merchant.portal_accounts:
        expect(account.get_by_text(portal_account.name)).to_be_visible()


def test_in_english_a_wrong_code_is_told_in_english(newcomer: Shop, browsing: Browsing) -> None:
    page = browsing.open_page(language="en")
    open_app(page, newcomer, to="/activate", language="en")
    page.get_by_label("Customer number").fill(newcomer.customer_number)
    page.get_by_label("Authentication code").fill(WRONG_CODE)
    page.get_by_role("button", name="Check and connect").click()
    expect(page.get_by_role("alert")).to_contain_text("atriga does not accept this customer number with this code")
    expect(failing_step(page)).to_contain_text("Enter customer number and authentication code on this page.")


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
