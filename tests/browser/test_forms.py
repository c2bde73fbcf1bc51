"""What merchants do on the pages of questions, payouts and cases: answer with a file, filter, download, keep a view."""

from __future__ import annotations

import csv
import re
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import open_app
from tests.browser.inspection import list_marks_of_outside
from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.outside import Seeded
    from tests.e2e.shop import Shop

QUESTION = "Bitte senden Sie uns die Rechnung."

FILE_NAME = "<img class=outside src=x> &amp; Rechnung.pdf"
SHOWN_FILE_NAME = "_img class=outside src=x_ &amp; Rechnung.pdf"
"""What no file system takes is replaced; what markup would read otherwise stays as it is."""


@pytest.fixture
def inquiry_id(seeded: Seeded) -> str:
    """A question of atriga that wants a document."""
    shop, ids = seeded
    shop.move_case(ids["case_number"], "inquiry", question=QUESTION, answer_type="document")

    def look() -> str | None:
        listed = shop.browser.read_json("/inbox")["items"]
        found = [one["inquiry_id"] for one in listed if one["question"] == QUESTION]
        if not found:
            shop.synchronize()
        return found[0] if found else None

    return wait_until(look, "the question in the inbox")


def test_a_question_is_answered_with_a_file_whose_name_is_markup(seeded: Seeded, page: Page, inquiry_id: str) -> None:
    shop, ids = seeded
    open_app(page, shop, to="/inbox")
    page.get_by_role("row").filter(has_text=ids["case_number"]).get_by_role("link", name=QUESTION).click()
    page.get_by_label("Dokument", exact=True).set_input_files(
        {"name": FILE_NAME, "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    )
    page.get_by_label("Was das Dokument ist").select_option("Rechnung")
    page.get_by_role("button", name="Antwort an atriga senden").click()
    expect(page.get_by_role("status")).to_contain_text("Ihre Antwort ist unterwegs zu atriga")

    page.goto(f"{shop.stack.app_url}/inbox/{ids['case_id']}/{inquiry_id}")
    expect(page.get_by_text(SHOWN_FILE_NAME, exact=True)).to_be_visible()
    assert list_marks_of_outside(page) == []

    wait_until(lambda: is_answered(shop, ids["order_id"], inquiry_id), "the answer at atriga")
    page.goto(f"{shop.stack.app_url}/cases/{ids['case_id']}")
    documents = page.locator("#documents")
    expect(documents.get_by_role("link", name=SHOWN_FILE_NAME, exact=True)).to_be_visible()
    assert list_marks_of_outside(page) == []


def is_answered(shop: Shop, order_id: str, inquiry_id: str) -> bool:
    """Whether atriga has the answer to a question."""
    [at_atriga] = shop.cases_at_atriga(order_id)
    [inquiry] = [one for one in at_atriga["case"]["inquiries"] if one["inquiry_id"] == inquiry_id]
    return bool(inquiry["answered"])


def find_payout(shop: Shop, payout_id: str) -> dict[str, Any]:
    """The payout as programs read it."""
    listed: list[dict[str, Any]] = shop.browser.read_json("/payouts")["items"]
    return next(one for one in listed if one["payout_id"] == payout_id)


def show_payouts(page: Page, customer_number: str, first: str, last: str) -> None:
    """Fill in the filter of payouts and send it."""
    page.get_by_label("atriga-Konto").select_option(customer_number)
    page.get_by_label("Ausgezahlt ab").fill(first)
    page.get_by_label("Ausgezahlt bis").fill(last)
    page.get_by_role("button", name="Anzeigen").click()


def test_payouts_are_filtered_and_downloaded_as_they_are_shown(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    payout = find_payout(shop, ids["payout_id"])
    open_app(page, shop, to="/payouts")
    show_payouts(page, shop.customer_number, payout["paid_on"], payout["paid_on"])
    expect(page).to_have_url(re.compile("paid_from="))
    expect(page.get_by_role("row").filter(has_text=ids["payout_id"])).to_contain_text(ids["case_number"])

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Als Datei für eine Tabellenkalkulation (CSV)").click()
    written = Path(downloading.value.path()).read_text(encoding="utf-8-sig")
    rows = {row["Auszahlung"]: row for row in csv.DictReader(written.splitlines(), delimiter=";")}
    row = rows[ids["payout_id"]]
    assert row["Aktenzeichen"] == ids["case_number"]
    assert row["atriga-Konto"] == shop.customer_number
    assert row["Auszahlung insgesamt"] == payout["total"].replace(".", ",")

    day_before = (date.fromisoformat(payout["paid_on"]) - timedelta(days=1)).isoformat()
    show_payouts(page, shop.customer_number, day_before, day_before)
    expect(page.get_by_text("Keine Auszahlung passt.")).to_be_visible()
    page.get_by_role("link", name="Filter entfernen").click()
    expect(page.get_by_role("row").filter(has_text=ids["payout_id"])).to_be_visible()


def unfold(page: Page, summary: str) -> Locator:
    """Open a folded part of a page, and return it."""
    part = page.locator("details").filter(has=page.locator("summary").filter(has_text=summary))
    part.locator("summary").click()
    return part


def test_a_view_is_saved_with_its_filter_and_columns_and_forgotten(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    name = f"Ansicht {secrets.token_hex(4)}"
    # Folded away at first, so it is looked for by what it is made of.
    link = page.locator("a").filter(has_text=name)
    column = page.get_by_role("columnheader", name="Forderung")
    open_app(page, shop, to="/cases?running=yes")
    unfold(page, "Spalten").get_by_label("Forderung").check()
    page.get_by_role("button", name="Diese Spalten zeigen").click()
    expect(column).to_be_visible()
    unfold(page, "Gespeicherte Ansichten").get_by_label("Name für diese Ansicht").fill(name)
    page.get_by_role("button", name="Diese Ansicht speichern").click()
    expect(link).to_have_count(1)

    page.goto(f"{shop.stack.app_url}/cases")
    expect(column).to_have_count(0)
    unfold(page, "Gespeicherte Ansichten")
    link.click()
    expect(page).to_have_url(re.compile("running=yes"))
    expect(column).to_be_visible()
    unfold(page, "Gespeicherte Ansichten").get_by_role("button", name=f"Die Ansicht „{name}“ vergessen").click()
    expect(link).to_have_count(0)
    expect(page.get_by_role("heading", name="Inkassofälle")).to_be_visible()


def test_columns_are_chosen_for_good(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    column = page.get_by_role("columnheader", name="Aufträge")
    open_app(page, shop)
    expect(column).to_be_visible()
    for is_shown in (False, True):
        unfold(page, "Spalten").get_by_label("Aufträge").set_checked(is_shown)
        page.get_by_role("button", name="Diese Spalten zeigen").click()
        expect(page).to_have_url(re.compile("column"))
        unfold(page, "Spalten")
        page.get_by_role("button", name="Diese Spalten immer zeigen").click()
        expect(page.get_by_role("button", name="Diese Spalten immer zeigen")).to_have_count(0)
        page.goto(f"{shop.stack.app_url}/cases")
        expect(column).to_have_count(1 if is_shown else 0)
