"""What merchants do to hear of news: a feed address that works until it is deleted, mails from confirming to ending."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

import feedparser
from playwright.sync_api import expect

from sandbox.local_cloud.mailbox import read_mails

if TYPE_CHECKING:
    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop
    from tests.local_stack import LocalStack

SETTINGS = "/settings/notifications"


def test_a_feed_address_is_shown_once_and_tells_news_until_it_is_deleted(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop, SETTINGS)
    visitor.press_one_of("Make a feed address", "Make a new feed address")
    address = visitor.field("Copy it now: it is not shown again.").input_value()
    visitor.expect_fit()
    visitor.go(shop, SETTINGS)
    assert address not in visitor.page.content()

    answer = shop.http.get(address)
    assert answer.status_code == HTTPStatus.OK
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    told = [entry for entry in feed.entries if ids["case_id"] in entry.link]
    assert any(ids["case_number"] in entry.summary for entry in told)

    visitor.press("Delete the feed address")
    visitor.expect_told("The feed address works no more.")
    assert shop.http.get(address).status_code == HTTPStatus.NOT_FOUND


def test_mails_go_to_an_address_from_its_confirmation_until_they_are_ended(seeded: Seeded, visitor: Visitor) -> None:
    shop, _ = seeded
    # Another one in each run, because a stack that somebody left running keeps the mails of an earlier run.
    address = f"buchhaltung-{secrets.token_hex(4)}@example.com"
    ask_for_mails(visitor, shop, address)

    # Whoever opens a link in a mail reads the merchant's language, as in the mails of news.
    reader = replace(visitor, way=replace(visitor.way, language="de"))
    reader.page.goto(find_link(shop.stack, address))
    reader.press("Confirm the address")
    expect(reader.heading("The address is confirmed")).to_be_visible()

    visitor.go(shop, SETTINGS)
    goes_to = visitor.say("Mails go to %(address)s.", address=address)
    expect(visitor.page.get_by_text(goes_to)).to_be_visible()
    questions = visitor.field("atriga asks you something")
    chosen = "weekly" if questions.input_value() == "at_once" else "at_once"
    questions.select_option(chosen)
    visitor.press("Save the choice")
    visitor.expect_told("Your choice is saved.")
    expect(questions).to_have_value(chosen)

    reader.page.goto(make_ending_link(shop))
    reader.press("Send no more mails")
    expect(reader.heading("No more mails are sent")).to_be_visible()
    visitor.go(shop, SETTINGS)
    expect(visitor.field("E-mail address")).to_be_visible()
    expect(visitor.page.get_by_text(address)).to_have_count(0)
    visitor.expect_fit()


def test_mails_that_were_asked_for_are_ended_in_the_settings(seeded: Seeded, visitor: Visitor) -> None:
    shop, _ = seeded
    address = f"lager-{secrets.token_hex(4)}@example.com"
    ask_for_mails(visitor, shop, address)
    expect(visitor.page.get_by_text(address)).to_be_visible()
    visitor.press("Send no more mails")
    visitor.expect_told("No more mails are sent.")
    expect(visitor.page.get_by_text(address)).to_have_count(0)


def ask_for_mails(visitor: Visitor, shop: Shop, address: str) -> None:
    """Type an address that is to get mails, and have a link sent there."""
    let_mails_be_asked_for(shop)
    visitor.open(shop, SETTINGS)
    visitor.page.locator("input[type=email]").fill(address)
    visitor.press("Send the link")
    visitor.expect_told("We have sent you a mail. Open its link to confirm the address.")


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


def let_mails_be_asked_for(shop: Shop) -> None:
    """Forget that a mail was asked for a moment ago; else two minutes have to pass."""
    database, table = shop.stack.client("dynamodb"), shop.stack.outputs["AccountsTableName"]
    key = {"pk": {"S": f"M#{shop.merchant_id}"}, "sk": {"S": "NEWS"}}
    if "Item" in database.get_item(TableName=table, Key=key):
        database.update_item(TableName=table, Key=key, UpdateExpression="REMOVE body.asked_last_at")
