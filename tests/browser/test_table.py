"""The case table without a script: search, groups, order, marks, and the file of what is shown."""

from __future__ import annotations

import csv
import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import PHONE, WIDE, open_app
from tests.browser.inspection import list_what_is_too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing
    from tests.browser.outside import Seeded

SEARCH = "Suche: Aktenzeichen, Auftrag, Rechnung oder Schuldner"


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def page(browsing: Browsing, request: pytest.FixtureRequest) -> Page:
    """A page that runs no script, once wide and once on a phone."""
    return browsing.open_page(width=request.param, has_javascript=False)


def search(page: Page, text: str) -> None:
    """Look for cases."""
    page.get_by_label(SEARCH).fill(text)
    page.get_by_role("search").get_by_role("button", name="Anzeigen").first.click()


def test_a_case_is_found_and_downloaded_as_it_is_shown(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    open_app(page, shop)
    search(page, ids["order_id"])
    rows = page.locator("tbody").get_by_role("row")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(ids["case_number"])
    assert list_what_is_too_wide(page) == []
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("CSV")).click()
    written = Path(downloading.value.path()).read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(written.splitlines(), delimiter=";")
    assert ids["case_number"] in row.values()

    search(page, "gibtesnicht")
    expect(page.get_by_text("Kein Fall passt dazu.")).to_be_visible()
    page.get_by_role("link", name="Filter entfernen").first.click()
    expect(page.locator("tbody").get_by_role("row").filter(has_text=ids["case_number"])).to_have_count(1)


def test_cases_are_grouped_filtered_and_sorted(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    open_app(page, shop)
    page.locator("summary").filter(has_text="Filter und Gruppen").click()
    page.get_by_label("Angezeigte Zeilen gruppieren nach").select_option(label="Abschnitt")
    page.get_by_label("Übernahme").select_option(label="Von atriga angenommen")
    page.locator("details").filter(has_text="Filter und Gruppen").get_by_role("button", name="Anzeigen").click()
    expect(page).to_have_url(re.compile("group=stage"))
    expect(page.get_by_role("row").filter(has_text=ids["case_number"])).to_have_count(1)
    expect(page.locator("tr.group").first).to_contain_text("auf dieser Seite")
    assert list_what_is_too_wide(page) == []
    page.goto(f"{shop.stack.app_url}/cases?sort=open")
    expect(page.locator("caption")).to_contain_text("Sortiert nach: Offen.")


def test_a_case_is_marked_on_its_page_found_by_the_mark_and_unmarked(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    mark = f"Anwalt {secrets.token_hex(3)}"
    open_app(page, shop, to=f"/cases/{ids['case_id']}")
    page.get_by_label("Marke", exact=True).fill(mark)
    page.get_by_role("button", name="Markieren", exact=True).click()
    page.get_by_role("link", name=mark).click()
    expect(page).to_have_url(re.compile("mark="))
    expect(page.locator("tbody").get_by_role("row")).to_contain_text(ids["case_number"])
    page.goto(f"{shop.stack.app_url}/cases/{ids['case_id']}")
    page.get_by_role("button", name=f"Die Marke „{mark}“ entfernen").click()
    expect(page.get_by_role("link", name=mark)).to_have_count(0)
