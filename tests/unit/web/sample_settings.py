"""The settings pages with sample values. A function among the values is called with the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.activate.settings.page import Told
from functions.activate.settings.portal_connections import see_connections
from shared.domain.account import DEACTIVATED, AccountMode, AccountState, HandOverSettings, Locale
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import NewsSettings
from shared.web.presentation.labels import choices_of
from shared.web.presentation.news_texts import news_kind_title
from shared.web.presentation.rules_view import fill_form, show_form
from shared.web.presentation.settings_record_view import show_entry
from tests.unit.web.samples import EVIL, NOW, make_account, make_portal_account, make_settings_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.web.presentation.rules_view import GroupView, RulesForm
    from shared.web.presentation.settings_record_view import EntryView

METHODS = {"7": "Rechnung", "8": "Kauf auf Ziel"}
RULES = HandOverSettings(payment_term_days={"7": 30}, sensitive_words=("Erotik", EVIL))
PORTAL_ACCOUNTS = [
    make_portal_account(),
    make_portal_account(portal_account_id="2", name="Webshop Gartenfreund", customer_number="400124"),
    make_portal_account(portal_account_id="3", name="Amazon", customer_number=None),
]
ACCOUNTS = [
    make_account(),
    make_account(customer_number="400124", name="Zweigstelle Süd", mode=AccountMode.TEST),
    make_account(
        customer_number="400125",
        name="Alt & Co. KG",
        state=AccountState.STOPPED,
        stopped_because="invalid_credentials",
    ),
]


def show_entries(locale: Locale) -> list[EntryView]:
    return [show_entry(entry, METHODS, locale) for entry in make_settings_entries()]


def show_rules(
    locale: Locale, settings: HandOverSettings = RULES, form: RulesForm | None = None
) -> Sequence[GroupView]:
    return show_form(form or fill_form(settings, locale), METHODS, settings, locale)


SETTINGS: dict[str, Any] = {
    "accounts": ACCOUNTS,
    "connections": see_connections(ACCOUNTS, PORTAL_ACCOUNTS),
    "chosen": {"1": "400123", "2": "400124", "3": None},
    "language": Locale.GERMAN,
    "entries": show_entries,
    "has_older_entries": True,
    "done": None,
    "told": Told(),
}
ACCOUNT: dict[str, Any] = {
    "account": make_account(),
    "groups": show_rules,
    "revision": 1,
    "errors": [],
    "methods_read_at": NOW,
    "failing_step": None,
    "done": None,
    "is_confirmed": False,
    "told": Told(),
}
NEWS_SETTINGS = (
    NewsSettings()
    .make_feed("0" * 64, NOW)
    .ask("buchhaltung@beispiel.de", "0" * 64, NOW)
    .confirm("s" * 43, NOW)
    .ask("chefin@beispiel.de", "0" * 64, NOW)
)
NOTIFICATIONS: dict[str, Any] = {
    "settings": NEWS_SETTINGS,
    "waiting": NEWS_SETTINGS.asked,
    "are_mails_on": True,
    "kinds": lambda locale: [
        (kind.value, news_kind_title(kind, locale), NEWS_SETTINGS.frequency_of(kind).value) for kind in NewsKind
    ],
    "frequencies": lambda locale: choices_of("frequency", locale),
    "told": None,
    "feed_url": None,
    "typed": "",
    "fault": None,
}
SETTINGS_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "settings": ("settings.html", SETTINGS),
    "settings of a newcomer": (
        "settings.html",
        {**SETTINGS, "accounts": [], "connections": see_connections([], []), "chosen": {}, "entries": []},
    ),
    "outdated settings": (
        "settings.html",
        {**SETTINGS, "chosen": {"1": "400124", "2": None, "3": None}, "told": Told(is_outdated=True)},
    ),
    "changes of the settings": ("settings_changes.html", {"entries": show_entries, "next_cursor": "a/b"}),
    "atriga account": ("settings_account.html", ACCOUNT),
    "stopped atriga account": (
        "settings_account.html",
        {
            **ACCOUNT,
            "account": make_account(state=AccountState.STOPPED, stopped_because="bank_account_unverified"),
            "failing_step": 3,
        },
    ),
    "deactivated atriga account": (
        "settings_account.html",
        {**ACCOUNT, "account": make_account(state=AccountState.STOPPED, stopped_because=DEACTIVATED)},
    ),
    "deactivation": ("settings_deactivate.html", {"account": make_account()}),
    "notifications": ("notifications.html", NOTIFICATIONS),
    "new feed address": ("notifications.html", {**NOTIFICATIONS, "feed_url": "https://app.example/feed/m.s"}),
    "notifications of a newcomer without a sender": (
        "notifications.html",
        {**NOTIFICATIONS, "settings": NewsSettings(), "waiting": None, "are_mails_on": False},
    ),
    "address that is none": (
        "notifications.html",
        {**NOTIFICATIONS, "waiting": None, "typed": EVIL, "fault": "no_address"},
    ),
    "leaving": ("settings_leave.html", {"is_unconfirmed": False}),
}
