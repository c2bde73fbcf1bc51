"""What merchants do in the settings: rules, payment terms, mode, portal accounts and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from shared.domain.account import HandOverSettings
from tests.browser.browsing import open_app
from tests.browser.inspection import list_marks_of_outside
from tests.browser.outside import SCRIPT
from tests.browser.ways import Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator

    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop

NAMES = {"de": "Deutsch", "en": "English"}


@pytest.fixture
def account(seeded: Seeded, visitor: Visitor) -> Iterator[str]:
    """The page of the merchant's atriga account, which is open; its days of grace are as before afterwards."""
    shop, _ = seeded
    path = f"/settings/accounts/{shop.customer_number}"
    visitor.open(shop, path)
    before = grace_of(visitor).input_value()
    yield path
    visitor.go(shop, path)
    if grace_of(visitor).input_value() != before:
        save_grace(visitor, before)


def grace_of(visitor: Visitor) -> Locator:
    """The field whose label has its unit behind it."""
    return visitor.page.get_by_label(visitor.say("Days of grace"))


def save_grace(visitor: Visitor, days: str) -> None:
    """Change the days of grace."""
    grace_of(visitor).fill(days)
    visitor.press("Save rules")
    visitor.expect_saved("Rules of the hand-over changed")


def test_a_rule_is_changed_and_stands_in_the_record_with_both_values(
    seeded: Seeded, visitor: Visitor, account: str
) -> None:
    shop, _ = seeded
    before = grace_of(visitor).input_value()
    after = str(int(before) + 1)
    save_grace(visitor, after)
    expect(grace_of(visitor)).to_have_value(after)
    visitor.go(shop, "/settings/changes")
    newest = visitor.page.get_by_role("main").get_by_role("listitem").first
    expect(newest).to_contain_text(visitor.say("Rules of the hand-over changed"))
    expect(newest).to_contain_text(account.rpartition("/")[2])
    expect(newest).to_contain_text(f"{visitor.say('Days of grace')}: {before} → {after}")
    visitor.expect_fit()


@pytest.mark.usefixtures("account")
def test_a_rule_that_cannot_be_taken_is_told_at_its_field_and_nothing_is_saved(
    seeded: Seeded, visitor: Visitor
) -> None:
    shop, _ = seeded
    before = grace_of(visitor).input_value()
    grace_of(visitor).fill("viele")
    visitor.press("Save rules")
    visitor.expect_warning("Nothing was saved yet: please look at these fields")
    expect(grace_of(visitor)).to_have_value("viele")
    expect(grace_of(visitor)).to_have_attribute("aria-invalid", "true")
    visitor.go(shop, f"/settings/accounts/{shop.customer_number}")
    expect(grace_of(visitor)).to_have_value(before)


def test_the_rules_as_at_the_beginning_are_shown_and_saved_only_when_the_merchant_says_so(
    seeded: Seeded, visitor: Visitor, account: str
) -> None:
    shop, _ = seeded
    at_the_beginning = HandOverSettings().grace_days
    own = str(at_the_beginning + 3)
    save_grace(visitor, own)
    visitor.press("Show the rules as at the beginning")
    visitor.expect_told("These are the rules as they were at the beginning")
    expect(grace_of(visitor)).to_have_value(str(at_the_beginning))
    visitor.go(shop, account)
    expect(grace_of(visitor)).to_have_value(own)


def test_payment_methods_are_fetched_and_one_has_a_term_of_its_own(
    seeded: Seeded, visitor: Visitor, account: str
) -> None:
    shop, _ = seeded
    term = visitor.page.get_by_label(f"Rechnung {SCRIPT}")
    grace_of(visitor).fill("17")
    visitor.press_one_of("Set terms for single payment methods", "Fetch payment methods again")
    expect(term).to_be_visible()
    expect(grace_of(visitor)).to_have_value("17")
    assert list_marks_of_outside(visitor.page) == []
    visitor.expect_fit()
    visitor.go(shop, account)
    for days in ("21", ""):
        term.fill(days)
        visitor.press("Save rules")
        visitor.expect_saved("Rules of the hand-over changed")
        expect(term).to_have_value(days)


@pytest.mark.usefixtures("account")
def test_an_account_goes_into_test_mode_and_back_to_live(visitor: Visitor) -> None:
    visitor.press("Switch to test")
    visitor.expect_saved("Mode changed")
    in_test = visitor.say(
        "This account is in test mode: cases go to atriga as test cases, nobody writes to a debtor, and they are "
        "marked everywhere."
    )
    expect(visitor.page.get_by_text(in_test)).to_be_visible()
    visitor.press("Switch to live")
    live = visitor.say("This account is live: each case is a real one, and atriga writes to the debtor.")
    expect(visitor.page.get_by_text(live)).to_be_visible()
    visitor.expect_saved("Mode changed")


def test_a_portal_account_is_disconnected_and_connected_again(seeded: Seeded, visitor: Visitor) -> None:
    shop, _ = seeded
    visitor.open(shop, "/settings")
    feeds = visitor.page.get_by_role("combobox", name=SCRIPT)
    expect(feeds).to_have_value(shop.customer_number)
    feeds.select_option(label=visitor.say("None: orders are not taken"))
    visitor.press("Save portal accounts")
    visitor.expect_saved("Portal accounts connected differently")
    expect(feeds).to_have_value("")
    feeds.select_option(shop.customer_number)
    visitor.press("Save portal accounts")
    expect(feeds).to_have_value(shop.customer_number)
    newest = visitor.page.get_by_role("region", name=visitor.say("What was changed")).get_by_role("listitem").first
    expect(newest).to_contain_text(f"{visitor.say('none')} → {shop.customer_number}")


def test_portal_accounts_are_fetched_again_and_stay_as_they_were(seeded: Seeded, visitor: Visitor) -> None:
    shop, _ = seeded
    visitor.open(shop, "/settings")
    visitor.press("Fetch portal accounts again")
    visitor.expect_told("The portal accounts are as DreamRobot tells them now.")
    expect(visitor.page.get_by_role("combobox", name=SCRIPT)).to_have_value(shop.customer_number)
    assert list_marks_of_outside(visitor.page) == []
    visitor.expect_fit()


def test_the_chosen_language_counts_before_that_of_dreamrobot(passing_shop: Shop, visitor: Visitor) -> None:
    other_way = Way("en" if visitor.way.language == "de" else "de")
    visitor.open(passing_shop, "/settings")
    visitor.field("Language of pages and messages").select_option(NAMES[other_way.language])
    visitor.press("Save language")
    told = other_way.say("Saved: %(what)s", what=other_way.say("Language changed"))
    expect(visitor.page.get_by_role("status")).to_contain_text(told)
    visitor.expect_fit()
    open_app(visitor.page, passing_shop, to="/settings", language=visitor.way.language)
    expect(visitor.page.locator("html")).to_have_attribute("lang", other_way.language)
