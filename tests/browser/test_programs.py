"""What merchants let programs do: tokens for their own, and the address at which DreamRobot tells of new orders."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    import httpx

    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop

PROGRAMS = "/settings/programs"


def test_a_token_is_shown_once_reads_the_cases_and_reads_nothing_once_revoked(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    name = f"Lager {secrets.token_hex(4)}"
    visitor.open(shop, PROGRAMS)
    visitor.field("What it is for").fill(name)
    expect(visitor.field("Read cases")).to_be_checked()
    visitor.press("Make the token")
    token = visitor.page.get_by_role("textbox", name=visitor.say("API token")).input_value()
    visitor.expect_fit()

    visitor.go(shop, PROGRAMS)
    card = visitor.page.get_by_role("article").filter(has_text=name)
    expect(card).to_contain_text(visitor.say("Read cases"))
    assert token not in visitor.page.content()

    listed = read_with(shop, token, "/cases")
    assert listed.status_code == HTTPStatus.OK
    assert ids["case_number"] in {case["case_number"] for case in listed.json()["items"]}
    assert read_with(shop, token, "/payouts").status_code == HTTPStatus.FORBIDDEN

    card.get_by_role("button", name=f"{visitor.say('Revoke')} {name}").click()
    visitor.expect_saved("API token revoked")
    expect(card).to_have_count(0)
    assert read_with(shop, token, "/cases").status_code == HTTPStatus.UNAUTHORIZED


def read_with(shop: Shop, token: str, path: str) -> httpx.Response:
    """Ask as a program does."""
    return shop.http.get(shop.stack.app_url + path, headers={"Authorization": f"Bearer {token}"})


def test_an_address_for_events_is_shown_once_and_works_until_the_next_one_is_made(
    seeded: Seeded, visitor: Visitor
) -> None:
    shop, _ = seeded
    visitor.open(shop, PROGRAMS)
    first = make_address(visitor)
    visitor.go(shop, PROGRAMS)
    assert first not in visitor.page.content()
    assert tell(shop, first).is_success
    second = make_address(visitor)
    assert tell(shop, second).is_success
    assert tell(shop, first).status_code == HTTPStatus.NOT_FOUND


def make_address(visitor: Visitor) -> str:
    """Make a new address, and copy it."""
    visitor.press_one_of("Make the address", "Make a new address")
    visitor.expect_told("Your new address")
    return visitor.field("Address for DreamRobot's notifications").input_value()


def tell(shop: Shop, address: str) -> httpx.Response:
    """Tell of an order, as DreamRobot does."""
    return shop.http.post(address, json={"event": "order.created", "order_id": "4711_2026_11"})
