"""The main job by clicking: tick orders in DreamRobot, watch the export, follow a case through atriga's hands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop

SECONDS_FOR_ONE_ORDER = 5


@pytest.fixture
def slow_dreamrobot(shop: Shop) -> Iterator[None]:
    """DreamRobot gives its orders out slowly, so that an export can be watched."""
    shop.switch_fault_on(shop.stack.dreamrobot_url, operation="getOrder", kind="latency", seconds=SECONDS_FOR_ONE_ORDER)
    yield
    shop.switch_faults_off(shop.stack.dreamrobot_url)


def export_by_clicking(page: Page, shop: Shop, order_ids: list[str]) -> None:
    """Tick orders in DreamRobot's overview, export them, and follow the link to the export's page."""
    page.goto(shop.stack.dreamrobot_url)
    page.get_by_role("link", name=shop.merchant.name).click()
    for order_id in order_ids:
        page.get_by_label(f"Auftrag {order_id} auswählen").check()
    page.get_by_role("button", name="An atriga übergeben").click()
    page.get_by_role("link", name="Übergabe in der atriga-App ansehen").click()
    expect(page).to_have_url(re.compile(f"{re.escape(shop.stack.app_url)}/exports/"))


def show_atriga(page: Page, shop: Shop, case_number: str) -> None:
    """Open a case on the agency's console."""
    page.goto(shop.stack.boss_url)
    page.get_by_role("link", name=case_number).click()


@pytest.mark.usefixtures("slow_dreamrobot")
def test_an_export_fills_before_the_merchants_eyes_without_loading_the_page_anew(shop: Shop, page: Page) -> None:
    order_ids = shop.take_orders(3)
    export_by_clicking(page, shop, order_ids)
    expect(page.get_by_role("status")).to_contain_text("Läuft")
    expect(page.locator("[data-count=cases]")).to_have_text("0")
    page.evaluate("window.isTheSamePage = true")
    expect(page.get_by_role("status")).to_contain_text("Fertig")
    expect(page.locator("[data-count=evaluated]")).to_have_text("3")
    expect(page.locator("[data-count=cases]")).to_have_text("3")
    for order_id in order_ids:
        expect(page.get_by_role("row").filter(has_text=order_id)).to_contain_text("Übernommen")
    assert page.evaluate("window.isTheSamePage")


def test_a_case_that_atriga_moves_on_moves_in_the_table_of_cases(shop: Shop, browsing: Browsing) -> None:
    [order_id] = shop.take_orders(1)
    page = browsing.open_page()
    export_by_clicking(page, shop, [order_id])
    page.get_by_role("row").filter(has_text=order_id).get_by_role("link", name="Fall öffnen").click()
    case_id = page.url.rpartition("/")[2]
    case_number = shop.wait_for_case(case_id, transfer="accepted")["case_number"]
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(case_number)

    console = browsing.open_page()
    show_atriga(console, shop, case_number)
    console.get_by_label("Frage").fill("Wurde die Ware zurückgegeben?")
    console.get_by_role("button", name="Rückfrage stellen").click()
    expect(console.get_by_text("Wurde die Ware zurückgegeben?").first).to_be_visible()
    shop.wait_for_case(case_id, processing="waiting_for_client")
    page.get_by_role("link", name="Inkassofälle", exact=True).click()
    row = page.get_by_role("row").filter(has_text=case_number)
    expect(row).to_contain_text("Rückfrage beantworten")

    console.get_by_label("Grund").select_option("bezahlt")
    console.get_by_role("button", name="Schließen").click()
    shop.wait_for_case(case_id, stage="closed")
    page.reload()
    expect(row).to_contain_text("Abgeschlossen")
    row.get_by_role("link", name=case_number).click()
    history = page.get_by_role("list").filter(has=page.get_by_text("Eingegangen"))
    expect(history).to_contain_text("Rückfrage an Sie")
    # Beside what happened at atriga stands what this side did, such as the note in the order.
    from_atriga = history.get_by_role("listitem").filter(has_text="atriga, ")
    expect(from_atriga.first).to_contain_text("Abgeschlossen")


def test_ticked_orders_are_exported_and_a_case_is_opened_from_the_export(shop: Shop, visitor: Visitor) -> None:
    [order_id] = shop.take_orders(1)
    page = visitor.page
    export_by_clicking(page, shop, [order_id])
    # DreamRobot opened the app in German; from here on it is the visitor's language.
    visitor.open(shop, urlsplit(page.url).path)
    # Without a script the page asks to be loaded anew every few seconds until the export is over.
    visitor.expect_told("Finished")
    expect(page.locator("head meta[http-equiv=refresh]")).to_have_count(0)
    visitor.row(order_id).get_by_role("link", name=visitor.say("Open the case")).click()
    expect(visitor.heading("Orders of this case")).to_be_visible()
    expect(visitor.row(order_id)).to_be_visible()
    visitor.expect_fit()
    visitor.link("All cases").click()
    visitor.row(order_id).get_by_role("link").first.click()
    expect(visitor.heading("Orders of this case")).to_be_visible()


def test_an_order_that_is_kept_back_says_why_on_the_page(shop: Shop, page: Page) -> None:
    listed = shop.http.get(f"{shop.stack.dreamrobot_url}/_control/orders").json()
    cancelled = next(
        order["id"] for order in listed if order["merchant_id"] == shop.merchant_id and "cancelled" in order["shows"]
    )
    page.goto(f"{shop.stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders/{cancelled}")
    page.get_by_role("button", name="An atriga übergeben").click()
    page.get_by_role("link", name="Übergabe in der atriga-App ansehen").click()
    row = page.get_by_role("row").filter(has_text=cancelled)
    expect(row).to_contain_text("Zurückgehalten")
    expect(row).to_contain_text("storniert, also wird nichts geschuldet")
    expect(row.get_by_role("link", name="Fall öffnen")).to_have_count(0)


def test_the_export_of_another_merchant_is_not_there(shop: Shop, other_shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    export_id = shop.export([order_id])
    open_app(page, other_shop, to=f"/exports/{export_id}")
    expect(page.get_by_role("heading", name="Hier ist nichts")).to_be_visible()
