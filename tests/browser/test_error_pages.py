"""What a person is told where something is refused, away or broken, and when it is worth another try."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.browsing import open_app
from tests.e2e.shop import wait_until
from tests.e2e.test_logs import read_logs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing, Language
    from tests.e2e.shop import Shop

AWAY: dict[Language, tuple[str, str, str]] = {
    "de": ("Kundennummer", "Authentifizierungscode", "Prüfen und verbinden"),
    "en": ("Customer number", "Authentication code", "Check and connect"),
}


@pytest.fixture
def working_simulators(shop: Shop) -> Iterator[None]:
    """Whatever a test switches on is off again afterwards."""
    yield
    shop.switch_faults_off(shop.stack.boss_url)
    shop.switch_faults_off(shop.stack.dreamrobot_url)


def test_an_address_that_leads_nowhere_is_told_with_the_way_back(shop: Shop, page: Page) -> None:
    answer = page.goto(f"{shop.stack.app_url}/nothing/at/all")
    assert answer
    assert answer.status == httpx.codes.NOT_FOUND
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Kennung: ")).to_be_visible()
    told = shop.http.get(f"{shop.stack.app_url}/nothing/at/all")
    assert (told.status_code, told.json()["code"]) == (httpx.codes.NOT_FOUND, "not_found")


def test_the_reference_on_the_page_finds_the_line_in_the_log(shop: Shop, page: Page) -> None:
    open_app(page, shop, to="/cases/no-such-case")
    told = page.get_by_text("Kennung: ").text_content()
    assert told
    reference = told.split()[-1]

    def look() -> bool:
        # A line that comes late on a slow machine is kept by the emulator until the function is called again.
        shop.http.get(f"{shop.stack.app_url}/overview")
        return f'"reference":"{reference}"' in read_logs(shop).replace(": ", ":")

    wait_until(look, "the reference in the log")


@pytest.mark.usefixtures("working_simulators")
@pytest.mark.parametrize(
    ("language", "status", "told"),
    [
        ("de", 429, "atriga bittet uns, langsamer zu machen"),
        ("de", 503, "atriga antwortet gerade nicht"),
        ("en", 429, "atriga asks us to slow down"),
        ("en", 503, "atriga does not answer just now"),
    ],
)
def test_a_gateway_that_is_away_is_told_with_when_to_try_again(
    shop: Shop, browsing: Browsing, language: Language, status: int, told: str
) -> None:
    shop.switch_fault_on(shop.stack.boss_url, kind="status", status=status, retry_after=90)
    number, code, button = AWAY[language]
    page = browsing.open_page(language=language)
    open_app(page, shop, to="/activate", language=language)
    page.get_by_label(number).fill(shop.customer_number)
    page.get_by_label(code).fill(f"sandbox-code-{shop.customer_number}")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_role("alert")).to_contain_text("in 2 Minuten" if language == "de" else "in 2 minutes")


@pytest.mark.usefixtures("working_simulators")
def test_a_dreamrobot_that_is_away_is_told_with_when_it_is_tried_again(shop: Shop, page: Page) -> None:
    [order_id] = shop.take_orders(1)
    shop.switch_fault_on(shop.stack.dreamrobot_url, operation="getOrder", kind="status", status=503)
    export_id = shop.export([order_id])
    shop.wait_for_export(export_id, state="waiting")
    open_app(page, shop, to=f"/exports/{export_id}")
    expect(page.get_by_role("status")).to_contain_text("DreamRobot antwortet gerade nicht")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Nächster Versuch: \d\d\.\d\d\.\d{4}, \d\d:\d\d"))
