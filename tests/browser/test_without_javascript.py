"""No page holds anything that needs JavaScript; that all is done without it too, the tests of what is done show."""

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
    from tests.local_stack import LocalStack


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
