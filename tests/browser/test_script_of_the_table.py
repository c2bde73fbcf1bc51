"""What the script of the case table does: filters whose answers come late or not at all, and all ticks at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.browsing import open_app

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.outside import Seeded


def open_filters(page: Page, seeded: Seeded) -> None:
    shop, _ = seeded
    open_app(page, shop)
    page.locator("summary").filter(has_text="Filter und Gruppen").click()


def test_an_answer_that_comes_late_does_not_replace_what_was_chosen_since(seeded: Seeded, page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    open_filters(page, seeded)
    page.route(re.compile("transfer=rejected&?[^&]*$"), hold, times=1)
    page.get_by_label("Übergabe").select_option(label="Von atriga abgelehnt")
    page.get_by_label("Übergabe").select_option(label="Von atriga angenommen")
    expect(page).to_have_url(re.compile("transfer=accepted"))
    [late] = held
    with page.expect_response(late.request.url) as answered:
        late.continue_()
    answered.value.finished()
    # One more answer, so that the script has done with the late one whatever it does with it.
    page.evaluate("fetch(location.href).then(answer => answer.text())")
    expect(page.locator("tbody")).to_contain_text(seeded[1]["case_number"])
    expect(page).to_have_url(re.compile("transfer=accepted"))


def test_a_filter_that_gets_no_answer_in_the_background_is_loaded_as_a_page(seeded: Seeded, page: Page) -> None:
    open_filters(page, seeded)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")
    page.get_by_label("Übergabe").select_option(label="Von atriga angenommen")
    expect(page).to_have_url(re.compile("transfer=accepted"))
    expect(page.locator("tbody")).to_contain_text(seeded[1]["case_number"])


def test_one_box_ticks_all_rows_and_takes_the_ticks_away(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    open_app(page, shop)
    boxes = page.locator("tbody .tick input")
    count = boxes.count()
    assert count > 0
    tick_all = page.get_by_label("Alle Zeilen dieser Seite anhaken")
    tick_all.check()
    expect(page.locator("tbody .tick input:checked")).to_have_count(count)
    tick_all.uncheck()
    expect(page.locator("tbody .tick input:checked")).to_have_count(0)
