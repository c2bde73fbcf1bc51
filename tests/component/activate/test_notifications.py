"""The settings of notifications: feed, address, choices; each on record, and JSON for programs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sesv2.models import sesv2_backends

from functions.news import handler
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency, NewsSettings
from tests.component.activate.browser import Browser
from tests.component.activate.settings_browser import deeds_of, record_of
from tests.component.calls import Context, http_event, read_answer
from tests.component.world import MAIL_FROM, MERCHANT, OTHER_MERCHANT, World

if TYPE_CHECKING:
    from tests.component.calls import Answer

PATH = "/settings/notifications"
ADDRESS = "buchhaltung@beispiel.de"
CHOICES = {kind.value: "weekly" for kind in NewsKind} | {"inquiry": "at_once", "payment": "never", "action": "choose"}


def settings_of(merchant: Browser) -> NewsSettings:
    return merchant.world.stores.news_settings_of(MERCHANT).get()


def ask(merchant: Browser, address: str = ADDRESS) -> Answer:
    return merchant.submit(PATH, {"action": "ask", "address": address})


def sent_mails() -> list[Any]:
    region = boto3.session.Session().region_name
    return list(sesv2_backends[DEFAULT_ACCOUNT_ID][region].core_backend.sent_messages)


def call_news(world: World, method: str, path: str) -> Answer:
    # The mail is read after it was sent.
    world.clock.move(timedelta(milliseconds=1))
    app = handler.compose(handler.Settings.load(world.environment), world.clock)
    return read_answer(app.resolve(http_event(method, path), Context()))


def test_a_feed_address_is_shown_once_works_and_is_on_record(merchant: Browser) -> None:
    page = merchant.submit(PATH, {"action": "make_feed"})
    assert page.status == 200
    found = re.search(r'value="https://app\.example(/feed/[^"]+)"', page.body)
    assert found is not None
    assert call_news(merchant.world, "GET", found[1]).status == 200
    assert found[1].rpartition("/")[2] not in merchant.open(PATH).body
    secret = found[1].rpartition(".")[2]
    assert len(secret) == 43
    assert secret not in settings_of(merchant).model_dump_json()
    assert deeds_of(merchant)[0] == "feed_made"


def test_another_feed_address_takes_the_place_of_the_first(merchant: Browser) -> None:
    addresses = []
    for _ in range(2):
        body = merchant.submit(PATH, {"action": "make_feed"}).body
        addresses += re.findall(r'value="https://app\.example(/feed/[^"]+)"', body)
    assert [call_news(merchant.world, "GET", address).status for address in addresses] == [404, 200]
    assert merchant.submit(PATH, {"action": "end_feed"}).status == 303
    assert call_news(merchant.world, "GET", addresses[1]).status == 404
    assert deeds_of(merchant)[:3] == ["feed_ended", "feed_made", "feed_made"]


def test_an_address_is_used_only_after_its_owner_opened_the_link_that_was_mailed_there(merchant: Browser) -> None:
    answer = ask(merchant)
    assert (answer.status, answer.headers["Location"]) == (303, f"{PATH}?told=asked")
    assert settings_of(merchant).address is None
    assert "noch nicht bestätigt" in merchant.open(PATH).body
    [mail] = sent_mails()
    assert (mail.source, mail.destinations["ToAddresses"]) == (MAIL_FROM, [ADDRESS])
    assert mail.subject == "atriga: Bitte bestätigen Sie Ihre Adresse"
    found = re.search(r"https://app\.example(/mail/confirmation/[^\s\"]+)", mail.body)
    assert found is not None
    assert call_news(merchant.world, "POST", found[1]).status == 200
    assert settings_of(merchant).address == ADDRESS
    assert f"E-Mails gehen an {ADDRESS}" in merchant.open(PATH).body
    assert deeds_of(merchant)[:2] == ["mail_confirmed", "mail_asked"]


@pytest.mark.parametrize(
    "typed", ["", "kein-konto", "a@b", "a@b.de, c@d.de", "x" * 250 + "@b.de", "a@b.de\r\nBcc: c@d.de"]
)
def test_what_is_no_address_is_sent_nothing(merchant: Browser, typed: str) -> None:
    answer = ask(merchant, typed)
    assert answer.status == 422
    assert "Geben Sie eine E-Mail-Adresse ein" in answer.body
    assert not sent_mails()
    assert settings_of(merchant) == NewsSettings()


def test_nobodys_box_is_filled_by_pressing_the_button(merchant: Browser) -> None:
    ask(merchant)
    answer = ask(merchant)
    assert answer.status == 429
    assert "warten Sie zwei Minuten" in answer.body
    assert len(sent_mails()) == 1
    merchant.world.clock.move(timedelta(minutes=2))
    assert ask(merchant).status == 303
    assert len(sent_mails()) == 2


def test_a_mail_that_does_not_go_out_is_said(merchant: Browser) -> None:
    boto3.client("sesv2").delete_email_identity(EmailIdentity=MAIL_FROM)
    answer = ask(merchant)
    assert answer.status == 503
    assert "konnte nicht geschickt werden" in answer.body
    assert ADDRESS in answer.body


def test_without_a_sender_the_page_says_that_mails_are_off_and_the_feed_works(world: World) -> None:
    world.environment["MAIL_FROM"] = ""
    browser = Browser(world)
    world.activate()
    browser.launch()
    page = browser.open(PATH).body
    assert "E-Mails sind ausgeschaltet" in page
    assert 'value="ask"' not in page
    assert ask(browser).status == 409
    assert browser.submit(PATH, {"action": "make_feed"}).status == 200


def test_choices_are_kept_and_on_record_with_what_they_were(merchant: Browser) -> None:
    assert merchant.submit(PATH, CHOICES).status == 303
    settings = settings_of(merchant)
    assert settings.frequency_of(NewsKind.PAYMENT) is Frequency.NEVER
    assert settings.frequency_of(NewsKind.ACCEPTED) is Frequency.WEEKLY
    [entry, *_] = record_of(merchant)
    assert entry.deed.value == "mail_choices_changed"
    assert ("payment", "daily", "never") in [(value.name, value.before, value.after) for value in entry.values]
    page = merchant.open("/settings/changes").body
    assert "Zahlung verbucht: Jeden Morgen → Gar nicht" in page


def test_choosing_what_is_chosen_already_is_no_change(merchant: Browser) -> None:
    merchant.submit(PATH, CHOICES)
    merchant.submit(PATH, CHOICES)
    assert deeds_of(merchant).count("mail_choices_changed") == 1


@pytest.mark.parametrize(
    "fields", [{**CHOICES, "inquiry": "hourly"}, {**CHOICES, "inquiry": ""}, {"action": "choose"}, {}, {"action": "x"}]
)
def test_a_form_that_says_nothing_known_changes_nothing(merchant: Browser, fields: dict[str, str]) -> None:
    assert merchant.submit(PATH, fields).status == 422
    assert settings_of(merchant) == NewsSettings()


def test_ending_the_mails_forgets_the_address(merchant: Browser) -> None:
    ask(merchant)
    assert merchant.submit(PATH, {"action": "end_mails"}).status == 303
    assert settings_of(merchant).asked is None
    assert ADDRESS not in merchant.open(PATH).body
    assert deeds_of(merchant)[0] == "mail_ended"


@pytest.mark.parametrize("action", ["make_feed", "end_feed", "ask", "end_mails", "choose"])
def test_a_form_of_another_page_is_refused(merchant: Browser, action: str) -> None:
    fields = CHOICES | {"action": action, "address": ADDRESS}
    assert merchant.submit(PATH, fields, csrf_token="0" * 64).status == 403
    assert settings_of(merchant) == NewsSettings()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_who_is_not_signed_in_gets_in(stranger: Browser, method: str) -> None:
    assert stranger.send(method, PATH).status == 401


def test_a_program_gets_json_without_a_secret(merchant: Browser) -> None:
    merchant.submit(PATH, {"action": "make_feed"})
    ask(merchant)
    answer = merchant.send("GET", PATH, headers={"accept": "application/json"})
    assert answer.json["unconfirmed_address"] == ADDRESS
    assert answer.json["address"] is None
    assert answer.json["mails_are_on"] is True
    assert answer.json["choices"]["inquiry"] == "at_once"
    settings = settings_of(merchant)
    assert settings.feed_hash is not None
    assert settings.feed_hash not in answer.body


def test_leaving_forgets_address_and_feed(merchant: Browser) -> None:
    merchant.submit(PATH, {"action": "make_feed"})
    ask(merchant)
    merchant.submit("/settings/leave", {"confirmed": "on"})
    assert settings_of(merchant) == NewsSettings()


def test_one_merchants_settings_are_no_other_merchants(merchant: Browser) -> None:
    merchant.submit(PATH, {"action": "make_feed"})
    assert merchant.world.stores.news_settings_of(OTHER_MERCHANT).get() == NewsSettings()


def test_the_settings_lead_to_it(merchant: Browser) -> None:
    assert f'href="{PATH}"' in merchant.open("/settings").body


def test_the_address_that_was_typed_stands_in_no_log_line(
    merchant: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    boto3.client("sesv2").delete_email_identity(EmailIdentity=MAIL_FROM)
    ask(merchant)
    told = capsys.readouterr()
    assert ADDRESS not in told.out + told.err
