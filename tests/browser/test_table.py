"""The case table: search, filters, groups, order, marks, views, columns, and the file of what is shown."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visitor import read_table

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor


def search(visitor: Visitor, text: str) -> None:
    """Look for cases."""
    visitor.field("Search: file number, order, invoice or debtor").fill(text)
    visitor.page.get_by_role("search").get_by_role("button", name=visitor.say("Show")).first.click()


def rows_of(visitor: Visitor) -> Locator:
    """The rows with cases."""
    return visitor.page.locator("tbody tr:not(.group)")


def cells_of(visitor: Visitor, column: str) -> Locator:
    """What stands in a column; on a phone, where there is no head, each cell has its name."""
    return visitor.page.locator(f'tbody td[data-name="{visitor.say(column)}"]')


def test_a_case_is_found_and_downloaded_as_it_is_shown(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop)
    search(visitor, ids["order_id"])
    expect(rows_of(visitor)).to_have_count(1)
    expect(rows_of(visitor)).to_contain_text(ids["case_number"])
    visitor.expect_fit()
    with visitor.page.expect_download() as downloading:
        visitor.link("Download as CSV").click()
    [row] = read_table(visitor, downloading.value)
    assert row[visitor.say("File number")] == ids["case_number"]

    search(visitor, "gibtesnicht")
    expect(visitor.page.get_by_text(visitor.say("No case fits."))).to_be_visible()
    visitor.link("Remove filters").first.click()
    expect(rows_of(visitor).filter(has_text=ids["case_number"])).to_have_count(1)


def test_cases_are_grouped_filtered_and_sorted(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop)
    filters = visitor.unfold("Filters and groups")
    visitor.choose("Group the rows shown by", "Stage")
    visitor.field("Hand-over").select_option(label=visitor.say("Taken by atriga"))
    filters.get_by_role("button", name=visitor.say("Show")).click()
    expect(visitor.page).to_have_url(re.compile("group=stage"))
    expect(visitor.page).to_have_url(re.compile("transfer=accepted"))
    expect(visitor.row(ids["case_number"])).to_have_count(1)
    in_first_group = visitor.page.locator("tbody").first.locator("tr:not(.group)").count()
    on_this_page = visitor.say("%(num)s row on this page", in_first_group)
    expect(visitor.page.locator("tr.group").first).to_contain_text(on_this_page)
    visitor.expect_fit()
    visitor.go(shop, "/cases?sort=open")
    sorted_by = visitor.say("Sorted by: %(column)s.", column=visitor.say("Open"))
    expect(visitor.page.locator("caption")).to_contain_text(sorted_by)


def test_a_filter_is_taken_away_again(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop, "/cases?transfer=accepted&running=no")
    expect(visitor.page.get_by_text(visitor.say("No case fits."))).to_be_visible()
    visitor.page.get_by_role("link", name=visitor.say("Only what does not run")).click()
    expect(visitor.row(ids["case_number"])).to_have_count(1)
    expect(visitor.page).to_have_url(re.compile(r"/cases\?transfer=accepted$"))


def test_a_case_is_marked_on_its_page_found_by_the_mark_and_unmarked(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    mark = f"Anwalt {secrets.token_hex(3)}"
    visitor.open(shop, f"/cases/{ids['case_id']}")
    visitor.field("Mark").fill(mark)
    visitor.press("Mark it")
    visitor.page.get_by_role("link", name=mark).click()
    expect(visitor.page).to_have_url(re.compile("mark="))
    expect(rows_of(visitor)).to_contain_text(ids["case_number"])
    visitor.go(shop, f"/cases/{ids['case_id']}")
    visitor.press("Take the mark “%(mark)s” off", mark=mark)
    expect(visitor.page.get_by_role("link", name=mark)).to_have_count(0)


def test_a_view_is_saved_with_its_filter_and_columns_and_forgotten(seeded: Seeded, visitor: Visitor) -> None:
    shop, _ = seeded
    name = f"Ansicht {secrets.token_hex(4)}"
    # Folded away at first, so it is looked for by what it is made of.
    link = visitor.page.locator("a").filter(has_text=name)
    column = cells_of(visitor, "Claim").first
    visitor.open(shop, "/cases?running=yes")
    columns = visitor.unfold("Columns")
    columns.get_by_label(visitor.say("Claim")).check()
    columns.get_by_label(visitor.say("Orders")).uncheck()
    visitor.press("Show these columns")
    expect(column).to_be_visible()
    visitor.unfold("Saved views")
    visitor.field("Name for this view").fill(name)
    visitor.press("Save this view")
    expect(link).to_have_count(1)

    visitor.go(shop, "/cases")
    expect(column).to_have_count(0)
    visitor.unfold("Saved views")
    link.click()
    expect(visitor.page).to_have_url(re.compile("running=yes"))
    expect(column).to_be_visible()
    visitor.unfold("Saved views")
    visitor.press("Forget the view “%(name)s”", name=name)
    expect(link).to_have_count(0)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(visitor.say("Cases"))


def test_columns_are_chosen_for_good(seeded: Seeded, visitor: Visitor) -> None:
    shop, _ = seeded
    visitor.open(shop)
    expect(cells_of(visitor, "Orders").first).to_be_visible()
    for is_shown in (False, True):
        visitor.unfold("Columns").get_by_label(visitor.say("Orders")).set_checked(is_shown)
        visitor.press("Show these columns")
        expect(visitor.page).to_have_url(re.compile("column"))
        visitor.unfold("Columns")
        visitor.press("Always show these columns")
        expect(visitor.button("Always show these columns")).to_have_count(0)
        visitor.go(shop, "/cases")
        expect(rows_of(visitor).first).to_be_visible()
        assert (cells_of(visitor, "Orders").count() > 0) is is_shown
