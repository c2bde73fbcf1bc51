"""What merchants put right on a phone without a script: a draft, and an order that is kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.acting import days_from_now
from tests.browser.browsing import PHONE, open_app
from tests.browser.inspection import list_what_is_too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing
    from tests.browser.outside import Seeded


@pytest.fixture
def page(browsing: Browsing) -> Page:
    """A phone that runs no script."""
    return browsing.open_page(width=PHONE, has_javascript=False)


def test_a_draft_is_corrected_after_what_was_wrong_is_told_at_its_field(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    open_app(page, shop, to=f"/review/{ids['draft_id']}")
    page.get_by_label("Art", exact=True).select_option(label="Verbraucher")
    page.get_by_label("Firma").fill("")
    page.get_by_label("Vorname").fill("Paula")
    page.get_by_label("Nachname").fill("Ankerwart")
    page.get_by_label("Postleitzahl").fill("1")
    page.get_by_role("button", name="Berichtigungen speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte prüfen Sie Ihre Eingaben")
    expect(page.get_by_label("Postleitzahl")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Postleitzahl")).to_have_value("1")
    expect(page.get_by_label("Vorname")).to_have_value("Paula")
    assert list_what_is_too_wide(page) == []

    page.get_by_label("Postleitzahl").fill("18055")
    page.get_by_role("button", name="Berichtigungen speichern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ankerwart")
    expect(page.locator("ol.timeline")).to_contain_text("→ Paula")
    expect(page.locator("dl.facts")).to_contain_text(["Paula"])
    assert list_what_is_too_wide(page) == []


def test_an_order_that_is_kept_back_is_answered_and_evaluated_again(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    open_app(page, shop, to=f"/exports/{ids['export_id']}")
    row = page.get_by_role("row").filter(has_text=ids["kept_back_id"])
    row.get_by_role("link", name="Berichtigen und neu prüfen").click()
    sent_on = page.get_by_label("Verschickt am").first
    sent_on.fill(days_from_now(1))
    page.get_by_role("button", name="Neu prüfen").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte prüfen Sie Ihre Eingaben")
    assert list_what_is_too_wide(page) == []

    sent_on.fill(days_from_now(-5))
    page.get_by_label("Bestreitet der Kunde die Forderung?").select_option(label="Nein")
    page.get_by_role("button", name="Neu prüfen").click()
    expect(page).to_have_url(f"{shop.stack.app_url}/exports/{ids['export_id']}")
    # Still kept back, because it is to be paid in advance; what was answered is kept.
    shop.wait_for_export(ids["export_id"])
    page.goto(f"{shop.stack.app_url}/exports/{ids['export_id']}/items/{ids['kept_back_id']}")
    expect(page.get_by_label("Verschickt am").first).to_have_value(days_from_now(-5))


def test_all_orders_that_are_kept_back_are_evaluated_again(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    open_app(page, shop, to=f"/exports/{ids['export_id']}")
    page.get_by_role("button", name="Alle zurückgehaltenen Aufträge neu prüfen").click()
    expect(page).to_have_url(f"{shop.stack.app_url}/exports/{ids['export_id']}")
    shop.wait_for_export(ids["export_id"])
    page.reload()
    expect(page.get_by_role("row").filter(has_text=ids["kept_back_id"])).to_contain_text("Zurückgehalten")
    assert list_what_is_too_wide(page) == []
