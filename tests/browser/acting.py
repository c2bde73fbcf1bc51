"""What a merchant clicks on the page of a case to have something done, and how the page tells what became of it.

What is confirmed is sent twice, as where a network repeats it; it is ordered once all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
from playwright.sync_api import expect

from shared.domain.merchant_days import day_of
from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Request

    from tests.browser.cases.case_desk import OneCase
    from tests.browser.visitor import Visitor


def offered(visitor: Visitor, deed: str) -> Locator:
    """The action on the page of a case."""
    actions = visitor.page.get_by_role("navigation", name=visitor.say("What you can do"))
    # Some say more behind their name, such as that the price is shown first.
    return actions.get_by_role("link", name=visitor.say(deed))


def go_on(visitor: Visitor) -> Locator:
    """Go on to the confirmation; return what it says."""
    visitor.press("Go on")
    expect(visitor.heading("Is this right?")).to_be_visible()
    visitor.expect_fit()
    return visitor.page.locator("dl.facts")


def confirm(visitor: Visitor, button: str = "Yes, tell atriga", **values: object) -> None:
    """Order what the page shows, and read that it was taken down."""
    order(visitor, button, **values)
    visitor.expect_told("Taken down")


def order(visitor: Visitor, button: str, **values: object) -> None:
    """Press a button that orders something; a form without a file then arrives once more."""
    visitor.expect_fit()
    with visitor.page.expect_request(lambda request: request.method == "POST") as sent:
        visitor.button(button, **values).click()
    expect(visitor.page.get_by_role("status")).to_be_visible()
    _send_again(visitor, sent.value)


def _send_again(visitor: Visitor, sent: Request) -> None:
    headers = sent.all_headers()
    # Chromium does not tell what stands in a file that it sent.
    if headers["content-type"].startswith("multipart/form-data"):
        return
    kept = {name: headers[name] for name in ("accept", "content-type", "origin")}
    cookies = "; ".join(f"{cookie.get('name')}={cookie.get('value')}" for cookie in visitor.page.context.cookies())
    again = httpx.post(sent.url, content=sent.post_data_buffer, headers={**kept, "Cookie": cookies}, timeout=60)
    assert again.status_code == httpx.codes.SEE_OTHER
    assert "told=ordered" in again.headers["location"]


def wait_until_told(visitor: Visitor, case: OneCase, deed: str, became: str = "Arrived at atriga") -> None:
    """Load the page of the case until its course says, once, what became of a deed."""
    told = visitor.page.locator("ol.timeline > li").filter(has_text=visitor.say(deed))
    entry = told.filter(has_text=visitor.say(became))

    def look() -> bool:
        visitor.go(case.shop, case.path)
        return entry.count() > 0

    wait_until(look, f"the page to tell of “{deed}”")
    expect(entry).to_have_count(1)
    visitor.expect_fit()


def wait_for_proposal(visitor: Visitor, case: OneCase) -> None:
    """Load the page of a case until it proposes to withdraw it, as for an order that was cancelled."""

    def look() -> bool:
        visitor.go(case.shop, case.path)
        if visitor.heading("Withdraw the case?").count() == 1:
            return True
        case.shop.synchronize()
        return False

    case.shop.let_orders_be_read()
    wait_until(look, "the proposal")
    visitor.expect_fit()


def days_from_now(days: int) -> str:
    """A day as fields for days take it."""
    return (day_of(datetime.now(UTC)) + timedelta(days=days)).isoformat()
