"""Language, the record of changes, and leaving."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.account import Locale
from shared.domain.orders.order import PaymentMethod, PaymentMethodList
from tests.component.activate.settings_browser import NUMBER, deeds_of, read_codes, record_of, save_rules
from tests.component.activate.test_installation import install
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser


def language_of(merchant: Browser) -> tuple[Locale, bool]:
    kept = merchant.desk.merchants.get()
    assert kept is not None
    return kept.locale, kept.locale_is_chosen


def test_the_page_of_a_newcomer_says_what_to_do_first(merchant: Browser) -> None:
    page = merchant.open("/settings").body
    assert "Es ist noch kein atriga-Konto verbunden" in page
    assert 'href="/activate"' in page
    assert "Holen Sie sie von DreamRobot" in page


def test_the_page_lists_accounts_with_their_state(merchant: Browser) -> None:
    merchant.activate()
    merchant.activate("400124")
    merchant.desk.accounts.stop("400124", "something_new")
    page = merchant.open("/settings").body
    for text in (f"Konto {NUMBER}", "Arbeitet", "Angehalten", "den Grund kennen wir nicht", "webseite", "ebay"):
        assert text in page
    assert f'href="/settings/accounts/{NUMBER}"' in page


def test_a_chosen_language_counts_for_everybody_and_for_good(merchant: Browser) -> None:
    colleague = replace(merchant, cookie=None)
    colleague.launch(jti="launch-2", locale="de")
    answer = merchant.submit("/settings/language", {"language": "en"})
    assert answer.status == 303
    assert language_of(merchant) == (Locale.ENGLISH, True)
    assert "<h1>Settings</h1>" in merchant.open("/settings").body
    assert "<h1>Settings</h1>" in colleague.open("/settings").body
    merchant.launch(jti="launch-3", locale="de")
    assert "<h1>Settings</h1>" in merchant.open("/settings").body
    install(merchant, locale="de")
    assert language_of(merchant) == (Locale.ENGLISH, True)
    [entry, *_] = record_of(merchant)
    assert [(value.before, value.after) for value in entry.values] == [("de", "en")]


def test_until_a_language_is_chosen_dreamrobot_names_it(merchant: Browser) -> None:
    merchant.launch(jti="launch-2", locale="en")
    assert "<h1>Settings</h1>" in merchant.open("/settings").body
    assert language_of(merchant) == (Locale.GERMAN, False)


def test_a_language_of_before_may_be_chosen_on_purpose_and_once_is_enough(merchant: Browser) -> None:
    for _ in range(2):
        assert merchant.submit("/settings/language", {"language": "de"}).status == 303
    assert language_of(merchant) == (Locale.GERMAN, True)
    assert deeds_of(merchant) == ["language_changed"]


def test_of_two_languages_chosen_at_once_the_second_is_told(merchant: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    read = merchant.world.stores.merchants_of(MERCHANT).get()
    assert read is not None
    other = read.model_copy(update={"locale": Locale.ENGLISH})
    merchant.world.stores.merchants_of(MERCHANT).save(other)
    monkeypatch.setattr("shared.store.merchants.MerchantRepository.get", lambda _: read)
    answer = merchant.submit("/settings/language", {"language": "en"})
    assert answer.status == 409
    assert deeds_of(merchant) == []


@pytest.mark.parametrize("language", ["", "fr", "de-DE"])
def test_a_language_that_the_app_does_not_speak_is_refused(merchant: Browser, language: str) -> None:
    assert merchant.submit("/settings/language", {"language": language}).status == 422
    assert language_of(merchant) == (Locale.GERMAN, False)


def test_the_record_is_paged_newest_first_and_holds_no_code(merchant: Browser) -> None:
    merchant.activate(code="s3cret-code")
    for number in range(30):
        merchant.world.clock.move(timedelta(minutes=1))
        save_rules(merchant, {"grace_days": str(100 + number)})
    page = merchant.open("/settings").body
    assert "128 → 129" in page
    assert "120 → 121" not in page
    assert 'href="/settings/changes"' in page
    page = merchant.open("/settings/changes").body
    assert page.index("128 → 129") < page.index("105 → 106")
    assert "7 → 100" not in page
    cursor = re.search(r'href="/settings/changes\?cursor=([^"]+)"', page)
    assert cursor is not None
    older = merchant.open(
        "/settings/changes", cursor=cursor[1].replace("%3A", ":").replace("%2B", "+").replace("%23", "#")
    )
    assert "7 → 100" in older.body
    assert "128 → 129" not in older.body
    assert "atriga-Konto verbunden" in older.body
    assert 'rel="next"' not in older.body
    assert "s3cret-code" not in page + older.body


@pytest.mark.parametrize("cursor", ["", "x", "../../M#merchant-2", "2026-11-24T09:00:00.000000+00:00"])
def test_a_cursor_that_nobody_made_finds_nothing(merchant: Browser, cursor: str) -> None:
    assert merchant.open("/settings/changes", cursor=cursor).status == 404


def test_the_record_of_another_merchant_is_never_seen(merchant: Browser) -> None:
    merchant.activate()
    assert merchant.world.stores.settings_record_of(OTHER_MERCHANT).list_newest_first(10).entries == []


def test_leaving_asks_first_and_again_without_the_tick(merchant: Browser) -> None:
    merchant.activate()
    page = merchant.open("/settings/leave")
    assert page.status == 200
    assert "Laufende Fälle gehen bei atriga weiter" in page.body
    answer = merchant.submit("/settings/leave", {})
    assert answer.status == 422
    assert "Es wurde noch nichts gelöscht" in answer.body
    assert read_codes() != {}


def test_leaving_deletes_codes_sessions_and_accounts_and_keeps_the_record(merchant: Browser) -> None:
    merchant.activate()
    methods = PaymentMethodList(methods=(PaymentMethod(payment_method_id="7", name="Rechnung"),), read_at=START)
    merchant.desk.settings.save_payment_methods(methods)
    colleague = replace(merchant, cookie=None)
    colleague.launch(jti="launch-2")
    answer = merchant.submit("/settings/leave", {"confirmed": "on"})
    assert answer.status == 200
    assert "Sie haben die App verlassen" in answer.body
    assert "<nav" not in answer.body
    assert merchant.cookie is None
    assert colleague.open("/settings").status == 401
    assert read_codes() == {}
    assert merchant.desk.merchants.get() is None
    assert merchant.desk.accounts.list_atriga_accounts() == []
    assert merchant.desk.accounts.list_portal_accounts() == []
    assert merchant.desk.settings.get_payment_methods() is None
    assert "app_left" in deeds_of(merchant)


@pytest.mark.parametrize("path", ["/settings/leave", "/settings/language", "/settings/portal-accounts"])
def test_a_form_of_another_site_changes_nothing(merchant: Browser, path: str) -> None:
    merchant.activate()
    before = deeds_of(merchant)
    fields = {"confirmed": "on", "language": "en", "action": "fetch"}
    assert merchant.submit(path, fields, csrf_token="f" * 64).status == 403
    assert deeds_of(merchant) == before
    assert read_codes() != {}


@pytest.mark.parametrize("path", ["/settings", "/settings/changes", "/settings/leave"])
def test_nobody_sees_settings_without_being_signed_in(stranger: Browser, path: str) -> None:
    assert stranger.open(path).status == 401


@pytest.mark.parametrize("path", ["/settings/leave", "/settings/language", "/settings/portal-accounts"])
def test_nobody_changes_settings_without_being_signed_in(stranger: Browser, path: str) -> None:
    assert stranger.submit(path, {"confirmed": "on", "language": "en"}, csrf_token="").status == 401
