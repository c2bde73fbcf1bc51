"""Each of the app's pages in both languages, wide and on a phone, light and dark, with markup in every outside text.

Each page is loaded once for each language, in German wide and in English on a phone; conftest's watch sees to the
console and to other hosts. Nothing here names a page: the table in ``pages`` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import bring_axe, list_violations
from tests.browser.browsing import PHONE, WIDE, open_app
from tests.browser.inspection import (
    list_faults_of_loading,
    list_marks_of_outside,
    list_what_is_too_wide,
    read_everything,
)
from tests.browser.outside import MARKUP
from tests.browser.pages import PAGES, ROUTES_WITHOUT_A_PAGE, AppPage

if TYPE_CHECKING:
    import httpx
    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing, Language
    from tests.browser.outside import Seeded
    from tests.e2e.shop import Shop
    from tests.local_stack import LocalStack

type Look = tuple[int, Literal["light", "dark"]]

LOOKS_OF: dict[Language, tuple[Look, ...]] = {
    "de": ((WIDE, "light"), (PHONE, "dark")),
    "en": ((WIDE, "dark"), (PHONE, "light")),
}
"""How a page is looked at in each language, so that it is seen in all four ways."""

DREAMROBOT_PAGES = (
    "/",
    "/merchants/merchant-5005/orders",
    "/merchants/merchant-5005/orders?filter=all&select=all",
    "/merchants/merchant-5005/orders/{order_id}",
    "/merchants/merchant-5005/orders/no-such-order",
)
BOSS_PAGES = ("/", "/accounts", "/cases/{case_number}", "/cases/no-such-case")


def list_faults_of_looks(page: Page, language: Language) -> list[str]:
    """What is wrong with a page, wide and on a phone, and where."""
    bring_axe(page)
    faults: list[str] = []
    for width, scheme in LOOKS_OF[language]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = list_what_is_too_wide(page) + list_violations(page)
        faults += [f"at {width}, {scheme}: {fault}" for fault in found]
    return faults


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("app_page", PAGES, ids=str)
def test_a_page_is_in_order(seeded: Seeded, browsing: Browsing, app_page: AppPage, language: Language) -> None:
    shop, ids = seeded
    page = browsing.open_page(language=language, width=WIDE if language == "de" else PHONE)
    answer = open_app(page, shop, to=app_page.path(ids), language=language)
    assert answer.status == app_page.status
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page).to_have_title(re.compile(r"\S.* · atriga für DreamRobot"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_contain_text(app_page.heading(language, ids))
    assert MARKUP in read_everything(page) or not app_page.shows_outside
    assert (
        list_faults_of_loading(page, answer) + list_marks_of_outside(page) + list_faults_of_looks(page, language) == []
    )


def test_every_route_that_answers_with_a_page_is_in_the_table(seeded: Seeded, http: httpx.Client) -> None:
    shop, ids = seeded
    api = shop.stack.client("apigatewayv2")
    [api_id] = [found["ApiId"] for found in api.get_apis()["Items"]]
    routes = {route["RouteKey"].partition(" ")[2] for route in api.get_routes(ApiId=api_id)["Items"]}
    assert {page.route for page in PAGES} <= routes
    cookies = "; ".join(f"{name}={value}" for name, value in shop.browser.cookies.items())
    known = {page.route for page in PAGES} | ROUTES_WITHOUT_A_PAGE.keys()
    missing = [route for route in sorted(routes - known) if has_a_page(http, shop.stack.app_url, route, ids, cookies)]
    assert missing == [], (
        f"these routes answer a browser with a page that nothing looks at: {missing}; "
        "add a line for each to PAGES in tests/browser/pages.py"
    )


def has_a_page(http: httpx.Client, app_url: str, route: str, ids: dict[str, str], cookies: str) -> bool:
    """Whether a browser that gets this route is shown a page; where nobody knows an id to ask for, it counts as one."""
    asks_for_nothing = set(re.findall(r"{(\w+)}", route)) - ids.keys()
    address = app_url + re.sub(r"{(\w+)}", lambda found: ids.get(found[1], "no-such-thing"), route)
    answer = http.get(address, headers={"Accept": "text/html", "Cookie": cookies})
    if answer.status_code == 404 and not asks_for_nothing:
        return False
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    # 401 is for programs that sign what they send; the merchant is signed in.
    return is_html and not answer.is_redirect and answer.status_code not in {401, 405}


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Sie sind abgemeldet"), ("en", "You are signed out")], ids=["de", "en"]
)
def test_the_page_of_nobody_is_in_order(
    local_stack: LocalStack, browsing: Browsing, language: Language, title: str
) -> None:
    page = browsing.open_page(language=language, width=PHONE)
    answer = page.goto(local_stack.app_url)
    assert answer
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert (
        list_faults_of_loading(page, answer) + list_marks_of_outside(page) + list_faults_of_looks(page, language) == []
    )


def test_a_refused_activation_is_in_order(other_shop: Shop, browsing: Browsing) -> None:
    page = browsing.open_page(width=PHONE)
    open_app(page, other_shop, to="/activate")
    page.get_by_label("Kundennummer").fill("40002")
    page.get_by_label("Authentifizierungscode").fill("sandbox-code-40002")
    page.get_by_role("button", name="Prüfen und verbinden").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert list_faults_of_looks(page, "de") + list_faults_of_looks(page, "en") == []


@pytest.mark.parametrize("path", DREAMROBOT_PAGES)
def test_a_page_of_the_simulated_dreamrobot_fits_on_a_phone(seeded: Seeded, browsing: Browsing, path: str) -> None:
    shop, ids = seeded
    page = browsing.open_page(width=PHONE)
    page.goto(shop.stack.dreamrobot_url + path.format_map(ids))
    assert list_what_is_too_wide(page) == []


@pytest.mark.parametrize("path", BOSS_PAGES)
def test_a_page_of_the_agencys_console_fits_on_a_phone(seeded: Seeded, browsing: Browsing, path: str) -> None:
    shop, ids = seeded
    page = browsing.open_page(width=PHONE)
    page.goto(shop.stack.boss_url + path.format_map(ids))
    assert list_what_is_too_wide(page) == []
