"""Everything works where JavaScript is switched off; the script only makes it quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Browsing, open_app
from tests.browser.inspection import list_what_needs_script, list_what_shows_in_vain
from tests.browser.pages import PAGES, AppPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.outside import Seeded
    from tests.e2e.shop import Shop
    from tests.local_stack import LocalStack


@pytest.fixture
def page(browsing: Browsing) -> Page:
    """A page that runs no script."""
    return browsing.open_page(has_javascript=False)


@pytest.fixture(scope="module")
def reader(seeded: Seeded, chromium: Browser, local_stack: LocalStack) -> Iterator[Page]:
    """A page that runs no script, of a merchant who is signed in; one for all pages that are only read."""
    shop, _ = seeded
    browsing = Browsing(chromium, local_stack)
    page = browsing.open_page(has_javascript=False)
    open_app(page, shop)
    yield page
    faults = browsing.list_faults()
    browsing.close()
    assert faults == []


@pytest.mark.parametrize("app_page", PAGES, ids=str)
def test_a_page_shows_nothing_that_needs_javascript(seeded: Seeded, reader: Page, app_page: AppPage) -> None:
    shop, ids = seeded
    answer = reader.goto(shop.stack.app_url + app_page.path(ids))
    assert answer
    assert answer.status == app_page.status
    expect(reader.get_by_role("heading", level=1)).to_contain_text(app_page.heading("de", ids))
    assert list_what_needs_script(reader, answer) + list_what_shows_in_vain(reader) == []


def test_the_app_is_activated_without_javascript(other_shop: Shop, page: Page) -> None:
    open_app(page, other_shop, to="/activate")
    page.get_by_label("Kundennummer").fill(other_shop.customer_number)
    page.get_by_label("Authentifizierungscode").fill("wrong-code")
    page.get_by_role("button", name="Prüfen und verbinden").click()
    expect(page.get_by_role("alert")).to_contain_text("nimmt diese Kundennummer mit diesem Code nicht an")
    page.get_by_label("Authentifizierungscode").fill(f"sandbox-code-{other_shop.customer_number}")
    page.get_by_role("button", name="Prüfen und verbinden").click()
    expect(page.get_by_role("status")).to_contain_text("Die App ist mit atriga verbunden")


def test_an_export_is_made_and_fills_without_javascript(shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    page.goto(f"{shop.stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders")
    page.get_by_label(f"Auftrag {order_id} auswählen").check()
    page.get_by_role("button", name="An atriga übergeben").click()
    page.get_by_role("link", name="Übergabe in der atriga-App ansehen").click()
    # The page asks to be loaded anew every few seconds until the export is over.
    expect(page.get_by_role("status")).to_contain_text("Fertig")
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0)
    page.get_by_role("link", name="Fall öffnen").click()
    expect(page.get_by_text(order_id)).to_be_visible()


def test_from_the_table_a_case_opens_and_leads_back_without_javascript(shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    shop.wait_for_export(shop.export([order_id]))
    open_app(page, shop)
    page.get_by_role("row").filter(has_text=order_id).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Aufträge dieses Falls")).to_be_visible()
    page.get_by_role("link", name="Alle Inkassofälle").click()
    expect(page.get_by_role("heading", name="Inkassofälle")).to_be_visible()


def test_signing_out_needs_no_javascript(shop: Shop, page: Page) -> None:
    open_app(page, shop)
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Sie sind abgemeldet")).to_be_visible()
