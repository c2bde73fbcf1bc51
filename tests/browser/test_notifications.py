"""What merchants do to hear of news: a feed address that works until it is deleted, mails from confirming to ending."""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

import feedparser
from playwright.sync_api import expect

from sandbox.local_cloud.mailbox import read_mails
from tests.browser.browsing import open_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.outside import Seeded
    from tests.e2e.shop import Shop
    from tests.local_stack import LocalStack

SETTINGS = "/settings/notifications"


def test_a_feed_address_is_shown_once_and_tells_news_until_it_is_deleted(seeded: Seeded, page: Page) -> None:
    shop, ids = seeded
    open_app(page, shop, to=SETTINGS)
    page.get_by_role("button", name=re.compile(r"^(Neue )?Feed-Adresse erzeugen$")).click()
    address = page.get_by_role("textbox", name="Kopieren Sie sie jetzt").input_value()
    page.goto(shop.stack.app_url + SETTINGS)
    assert address not in page.content()

    answer = shop.http.get(address)
    assert answer.status_code == HTTPStatus.OK
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    told = [entry for entry in feed.entries if ids["case_id"] in entry.link]
    assert any(ids["case_number"] in entry.summary for entry in told)

    page.get_by_role("button", name="Feed-Adresse löschen").click()
    expect(page.get_by_role("status")).to_contain_text("Die Feed-Adresse gilt nicht mehr")
    assert shop.http.get(address).status_code == HTTPStatus.NOT_FOUND


def test_mails_go_to_an_address_from_its_confirmation_until_they_are_ended(seeded: Seeded, page: Page) -> None:
    shop, _ = seeded
    # Another one in each run, because a stack that somebody left running keeps the mails of an earlier run.
    address = f"buchhaltung-{secrets.token_hex(4)}@example.com"
    open_app(page, shop, to=SETTINGS)
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.get_by_role("button", name="Link schicken").click()
    expect(page.get_by_role("status")).to_contain_text("Wir haben Ihnen eine E-Mail geschickt")

    page.goto(find_link(shop.stack, address))
    page.get_by_role("button", name="Adresse bestätigen").click()
    expect(page.get_by_role("heading", name="Die Adresse ist bestätigt")).to_be_visible()

    page.goto(shop.stack.app_url + SETTINGS)
    expect(page.get_by_text(f"E-Mails gehen an {address}.")).to_be_visible()
    questions = page.get_by_label("Rückfrage von atriga")
    chosen = "weekly" if questions.input_value() == "at_once" else "at_once"
    questions.select_option(chosen)
    page.get_by_role("button", name="Auswahl speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Ihre Auswahl ist gespeichert")
    expect(questions).to_have_value(chosen)

    page.goto(make_ending_link(shop))
    page.get_by_role("button", name="Keine E-Mails mehr schicken").click()
    expect(page.get_by_role("heading", name="Es werden keine E-Mails mehr geschickt")).to_be_visible()
    page.goto(shop.stack.app_url + SETTINGS)
    expect(page.get_by_label("E-Mail-Adresse")).to_be_visible()
    expect(page.get_by_text(address)).to_have_count(0)


def find_link(stack: LocalStack, address: str) -> str:
    """The link in the one mail that went to an address."""
    [mail] = [one for one in read_mails(stack.outputs["AwsEndpointUrl"]) if one["To"] == [address]]
    [link] = re.findall(rf"{re.escape(stack.app_url)}/mail/confirmation/\S+", mail["BodyText"])
    return str(link)


def make_ending_link(shop: Shop) -> str:
    """The link that stands in each mail of news, made of what is kept for it: news are mailed after a minute only."""
    kept = shop.stack.client("dynamodb").get_item(
        TableName=shop.stack.outputs["AccountsTableName"],
        Key={"pk": {"S": f"M#{shop.merchant_id}"}, "sk": {"S": "NEWS"}},
    )
    secret = kept["Item"]["body"]["M"]["ending_secret"]["S"]
    return f"{shop.stack.app_url}/mail/unsubscribe/{shop.merchant_id}.{secret}"
