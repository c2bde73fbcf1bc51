"""What a merchant clicks on the page of a case to have something done, and how the page tells what became of it.

What is confirmed is sent twice, as where a network repeats it; it is ordered once all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
from playwright.sync_api import expect

from shared.domain.merchant_days import day_of
from tests.browser.browsing import PHONE, Browsing, open_app
from tests.browser.inspection import list_what_is_too_wide
from tests.browser.ways import GERMAN, USUAL_WAY, Way
from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Request

    from tests.browser.case_desk import OneCase


def open_way(browsing: Browsing, way: Way, case: OneCase) -> Page:
    """Open a case in the way that somebody looks at it."""
    page = browsing.open_page(language=way.language, width=way.width, has_javascript=way.has_javascript)
    open_app(page, case.shop, to=case.path, language=way.language)
    return page


def offered(page: Page, deed: str, actions: str = GERMAN.actions) -> Locator:
    """The action on the page of a case."""
    return page.get_by_role("navigation", name=actions).get_by_role("link", name=deed)


def expect_fit(page: Page, way: Way) -> None:
    """Nothing reaches beyond the edge of a phone."""
    assert way.width != PHONE or list_what_is_too_wide(page) == []


def go_on(page: Page, way: Way = USUAL_WAY) -> Locator:
    """Go on to the confirmation; return what it says."""
    expect_fit(page, way)
    page.get_by_role("button", name=way.words.go_on, exact=True).click()
    expect(page.get_by_role("heading", name=way.words.is_right)).to_be_visible()
    expect_fit(page, way)
    return page.locator("dl.facts")


def confirm(page: Page, button: str = GERMAN.confirm, taken_down: str = GERMAN.taken_down) -> None:
    """Order what the page shows; a form without a file then arrives once more."""
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(taken_down)
    _send_again(page, sent.value)


def _send_again(page: Page, sent: Request) -> None:
    headers = sent.all_headers()
    # Chromium does not tell what stands in a file that it sent.
    if headers["content-type"].startswith("multipart/form-data"):
        return
    kept = {name: headers[name] for name in ("accept", "content-type", "origin")}
    cookies = "; ".join(f"{cookie.get('name')}={cookie.get('value')}" for cookie in page.context.cookies())
    again = httpx.post(sent.url, content=sent.post_data_buffer, headers={**kept, "Cookie": cookies}, timeout=60)
    assert again.status_code == httpx.codes.SEE_OTHER
    assert "told=ordered" in again.headers["location"]


def wait_until_told(page: Page, case: OneCase, deed: str, became: str = GERMAN.arrived) -> None:
    """Load the page of the case until its course says, once, what became of a deed."""
    entry = page.locator("ol.timeline > li").filter(has_text=deed).filter(has_text=became)

    def look() -> bool:
        page.goto(case.shop.stack.app_url + case.path)
        return entry.count() > 0

    wait_until(look, f"the page to tell of “{deed}”")
    expect(entry).to_have_count(1)


def days_from_now(days: int) -> str:
    """A day as fields for days take it."""
    return (day_of(datetime.now(UTC)) + timedelta(days=days)).isoformat()


def wait_for_proposal(page: Page, case: OneCase) -> None:
    """Load the page of a case until it proposes to withdraw it, as for an order that was cancelled."""

    def look() -> bool:
        page.goto(case.shop.stack.app_url + case.path)
        if page.get_by_role("heading", name="Fall zurückziehen?").count() == 1:
            return True
        case.shop.synchronize()
        return False

    case.shop.let_orders_be_read()
    wait_until(look, "the proposal")
