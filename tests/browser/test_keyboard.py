"""The main job with the keyboard alone; activation has its own test, beside the others about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.browsing import open_app
from tests.browser.keyboard import press_on, press_tab, type_into

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.shop import Shop

MARK = "nur Tasten"
QUESTION = "Wurde die Ware ganz geliefert?"


def test_orders_are_exported_and_a_case_is_opened_with_the_keyboard_alone(shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    page.goto(f"{shop.stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders")
    press_on(page.get_by_label(f"Auftrag {order_id} auswählen"), "Space")
    press_on(page.get_by_role("button", name="An atriga übergeben"))
    press_on(page.get_by_role("link", name="Übergabe in der atriga-App ansehen"))
    expect(page.get_by_role("status")).to_contain_text("Fertig")
    press_on(page.get_by_role("row").filter(has_text=order_id).get_by_role("link", name="Fall öffnen"))
    expect(page).to_have_url(re.compile(r"/cases/[^/]+$"))


def test_cases_are_found_filtered_and_marked_with_the_keyboard_alone(shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    shop.wait_for_export(shop.export([order_id]))
    open_app(page, shop)
    type_into(page.get_by_label("Suche: Aktenzeichen, Auftrag, Rechnung oder Schuldner"), order_id)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    row = page.locator("tbody").get_by_role("row")
    expect(row).to_have_count(1)

    press_on(row.get_by_role("checkbox"), "Space")
    type_into(page.get_by_role("group", name="Mit den angehakten Fällen").get_by_label("Marke"), MARK)
    press_on(page.get_by_role("button", name="Markieren"))
    expect(page.get_by_role("status")).to_contain_text("1 Fall wurde markiert")
    expect(row).to_contain_text(MARK)

    press_on(page.locator("summary").filter(has_text="Filter und Gruppen"), "Space")
    press_on(page.get_by_label("Zahlung"), "ArrowDown")
    expect(page).to_have_url(re.compile("payment="))


def test_a_question_of_atriga_is_answered_with_the_keyboard_alone(shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    case_number = shop.wait_for_case(item["case_id"], transfer="accepted")["case_number"]
    shop.move_case(case_number, "inquiry", question=QUESTION, answer_type="text")
    shop.wait_for_case(item["case_id"], processing="waiting_for_client")
    open_app(page, shop, to="/inbox")
    press_on(page.get_by_role("row").filter(has_text=case_number).get_by_role("link", name=QUESTION))
    expect(page.get_by_role("heading", level=1)).to_contain_text(case_number)
    type_into(page.locator("textarea[name=answer]"), "Ja, am 3. November.")
    press_on(page.get_by_role("button", name="Antwort an atriga senden"))
    expect(page.get_by_role("status")).to_contain_text("Ihre Antwort ist unterwegs zu atriga")


def test_the_keys_of_the_table_walk_tick_and_open(shop: Shop, page: Page) -> None:
    shop.wait_for_export(shop.export(shop.take_orders(1)))
    open_app(page, shop)
    page.keyboard.press("j")
    first = page.locator("[data-open]").first
    expect(first).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("tbody").get_by_role("checkbox").first).to_be_checked()
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(r"/cases/[^/]+$"))


def test_each_stop_of_a_page_can_be_seen_and_none_is_a_trap(shop: Shop, page: Page) -> None:
    open_app(page, shop, to=f"/settings/accounts/{shop.customer_number}")
    stops = page.locator("a[href], button, input:not([type=hidden]), select, textarea, summary").count()
    seen = set()
    for _ in range(stops + 2):
        press_tab(page)
        seen.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(seen) >= stops
