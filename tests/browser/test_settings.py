"""What merchants do in the settings: rules, mode, portal accounts, language, and tokens for programs."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.browsing import open_app
from tests.browser.outside import SCRIPT

if TYPE_CHECKING:
    import httpx
    from playwright.sync_api import Page

    from tests.browser.outside import Seeded
    from tests.e2e.shop import Shop

NO_ACCOUNT = "Keines: Aufträge werden nicht übernommen"


def expect_saved(page: Page, what: str) -> None:
    """Wait until a page says what was saved."""
    expect(page.get_by_role("status")).to_contain_text(f"Gespeichert: {what}")


def test_a_rule_is_changed_and_stands_in_the_record_with_both_values(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    open_app(page, shop, to=f"/settings/accounts/{shop.customer_number}")
    grace = page.get_by_label("Karenzzeit")
    before = grace.input_value()
    after = str(int(before) + 1)
    grace.fill(after)
    page.get_by_role("button", name="Regeln speichern").click()
    expect_saved(page, "Regeln der Übergabe geändert")
    expect(grace).to_have_value(after)
    page.goto(f"{shop.stack.app_url}/settings/changes")
    newest = page.get_by_role("main").get_by_role("listitem").first
    expect(newest).to_contain_text("Regeln der Übergabe geändert")
    expect(newest).to_contain_text(shop.customer_number)
    expect(newest).to_contain_text(f"Karenzzeit: {before} → {after}")


def test_an_account_goes_into_test_mode_and_back_to_live(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    open_app(page, shop, to=f"/settings/accounts/{shop.customer_number}")
    page.get_by_role("button", name="Auf Testbetrieb umstellen").click()
    expect_saved(page, "Modus geändert")
    expect(page.get_by_text("Dieses Konto ist im Testbetrieb")).to_be_visible()
    page.get_by_role("button", name="Auf Echtbetrieb umstellen").click()
    expect(page.get_by_text("Dieses Konto ist im Echtbetrieb")).to_be_visible()
    expect_saved(page, "Modus geändert")


def test_a_portal_account_is_disconnected_and_connected_again(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    open_app(page, shop, to="/settings")
    feeds = page.get_by_role("combobox", name=SCRIPT)
    expect(feeds).to_have_value(shop.customer_number)
    feeds.select_option(NO_ACCOUNT)
    page.get_by_role("button", name="Portalaccounts speichern").click()
    expect_saved(page, "Portalaccounts anders zugeordnet")
    expect(feeds).to_have_value("")
    feeds.select_option(shop.customer_number)
    page.get_by_role("button", name="Portalaccounts speichern").click()
    expect(feeds).to_have_value(shop.customer_number)
    newest = page.get_by_role("region", name="Was geändert wurde").get_by_role("listitem").first
    expect(newest).to_contain_text(f"keine → {shop.customer_number}")


def test_the_chosen_language_counts_before_that_of_dreamrobot(other_shop: Shop, page: Page) -> None:
    open_app(page, other_shop, to="/settings")
    page.get_by_label("Sprache der Seiten und Nachrichten").select_option("English")
    page.get_by_role("button", name="Sprache speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: Language changed")
    open_app(page, other_shop, to="/settings", language="de")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_label("Language of pages and messages").select_option("Deutsch")
    page.get_by_role("button", name="Save language").click()
    expect_saved(page, "Sprache geändert")


def test_a_token_is_shown_once_reads_the_cases_and_reads_nothing_once_revoked(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    name = f"Lager {secrets.token_hex(4)}"
    open_app(page, shop, to="/settings/programs")
    page.get_by_label("Wofür es ist").fill(name)
    expect(page.get_by_label("Fälle lesen")).to_be_checked()
    page.get_by_role("button", name="Token anlegen").click()
    token = page.get_by_role("textbox", name="API-Token").input_value()

    page.goto(f"{shop.stack.app_url}/settings/programs")
    card = page.get_by_role("article").filter(has_text=name)
    expect(card).to_contain_text("Fälle lesen")
    assert token not in page.content()

    listed = read_with(shop, token, "/cases")
    assert listed.status_code == HTTPStatus.OK
    assert ids["case_number"] in {case["case_number"] for case in listed.json()["items"]}
    assert read_with(shop, token, "/payouts").status_code == HTTPStatus.FORBIDDEN

    card.get_by_role("button", name=f"Widerrufen {name}").click()
    expect_saved(page, "API-Token widerrufen")
    expect(card).to_have_count(0)
    assert read_with(shop, token, "/cases").status_code == HTTPStatus.UNAUTHORIZED


def read_with(shop: Shop, token: str, path: str) -> httpx.Response:
    """Ask as a program does."""
    return shop.http.get(shop.stack.app_url + path, headers={"Authorization": f"Bearer {token}"})
