"""What merchants do with an atriga account: check it, give it another code, deactivate it, use it again, and leave.

All of it on a phone without a script: the forms are the same where a script runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import PHONE, open_app
from tests.browser.inspection import list_what_is_too_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.browsing import Browsing
    from tests.e2e.shop import Shop


@pytest.fixture
def page(browsing: Browsing) -> Page:
    """A phone that runs no script."""
    return browsing.open_page(width=PHONE, has_javascript=False)


@pytest.fixture
def passing_shop(other_shop: Shop) -> Iterator[Shop]:
    """A merchant whose account a test may end; activated anew for the tests that follow."""
    yield other_shop
    other_shop.calls.uninstall(other_shop.merchant_id)
    other_shop.activate()


def account_path(shop: Shop) -> str:
    """The page of the merchant's atriga account."""
    return f"/settings/accounts/{shop.customer_number}"


def save_code(page: Page, code: str) -> None:
    """Type a code and have it checked."""
    page.get_by_label("Authentifizierungscode").fill(code)
    page.get_by_role("button", name="Code prüfen und speichern").click()


def test_an_account_is_checked_at_atriga(other_shop: Shop, page: Page) -> None:
    open_app(page, other_shop, to=account_path(other_shop))
    page.get_by_role("button", name="Jetzt prüfen").click()
    expect(page.get_by_role("status")).to_contain_text("atriga bestätigt dieses Konto")
    assert list_what_is_too_wide(page) == []


def test_a_wrong_code_is_refused_with_its_cause_and_the_right_one_is_kept(other_shop: Shop, page: Page) -> None:
    open_app(page, other_shop, to=account_path(other_shop))
    save_code(page, "wrong-code")
    expect(page.get_by_role("alert")).to_contain_text("nimmt diese Kundennummer mit diesem Code nicht an")
    expect(page.get_by_label("Authentifizierungscode")).to_have_value("")
    assert list_what_is_too_wide(page) == []
    save_code(page, f"sandbox-code-{other_shop.customer_number}")
    expect(page.get_by_role("status")).to_contain_text("Gespeichert: Authentifizierungscode geändert")


def test_an_account_is_deactivated_after_a_question_and_used_again(passing_shop: Shop, page: Page) -> None:
    open_app(page, passing_shop, to=account_path(passing_shop))
    page.get_by_role("link", name="Deaktivieren …").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"({passing_shop.customer_number}) deaktivieren?")
    assert list_what_is_too_wide(page) == []
    page.get_by_role("button", name="Deaktivieren und Code löschen").click()
    expect(page.get_by_role("status")).to_be_visible()

    page.goto(passing_shop.stack.app_url + account_path(passing_shop))
    expect(page.get_by_role("region", name="Stand")).to_contain_text("Deaktiviert")
    expect(page.get_by_role("heading", name="Dieses Konto wieder verwenden")).to_be_visible()
    expect(page.get_by_role("button", name="Jetzt prüfen")).to_have_count(0)

    save_code(page, f"sandbox-code-{passing_shop.customer_number}")
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_role("button", name="Jetzt prüfen")).to_be_visible()


def test_a_merchant_leaves_only_after_a_tick_and_is_signed_out_then(passing_shop: Shop, page: Page) -> None:
    app_url = passing_shop.stack.app_url
    open_app(page, passing_shop, to="/settings")
    page.get_by_role("link", name="App verlassen …").click()
    page.get_by_label("Ich habe das gelesen und möchte die App verlassen").check()
    assert list_what_is_too_wide(page) == []
    page.get_by_role("button", name="Codes löschen und App verlassen").click()
    expect(page.get_by_role("heading", name="Sie haben die App verlassen")).to_be_visible()

    answer = page.goto(f"{app_url}/cases")
    assert answer
    assert answer.status == 401
