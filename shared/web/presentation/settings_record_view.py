"""The record of changes as a person reads it: what was done, and each value before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shared.domain.news.news import NewsKind
from shared.domain.settings_record import SettingsDeed
from shared.web.presentation.hand_over_rules import PAYMENT_TERMS, RULES, TERM_DAYS
from shared.web.presentation.labels import label_of
from shared.web.presentation.news_texts import news_kind_title
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.domain.account import Locale
    from shared.domain.settings_record import SettingsEntry

_PAYMENT_TERM: Final = msgid("Payment term")
_VALUE_NAMES: Final[Mapping[str, str]] = {
    "mode": msgid("Mode"),
    "language": msgid("Language"),
    "api_token": msgid("API token"),
    "scopes": msgid("May do"),
    "expires_on": msgid("Good until"),
}


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value: what it is, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry. ``subject`` names the atriga account, where it was about one."""

    at: datetime
    actor: str
    deed: str
    subject: str | None
    values: tuple[ValueView, ...]


def show_entry(entry: SettingsEntry, method_names: Mapping[str, str], locale: Locale) -> EntryView:
    """Write an entry in the reader's language; ``method_names`` are the payment methods by id."""
    return EntryView(
        at=entry.at,
        actor=label_of(entry.actor.value, "actor", locale),
        deed=label_of(entry.deed.value, "settings_deed", locale),
        subject=entry.customer_number,
        values=tuple(
            ValueView(
                _name_of(entry.deed, value.name, method_names, locale),
                _show(entry.deed, value.name, value.before, locale),
                _show(entry.deed, value.name, value.after, locale),
            )
            for value in entry.values
        ),
    )


def _name_of(deed: SettingsDeed, name: str, method_names: Mapping[str, str], locale: Locale) -> str:
    if deed is SettingsDeed.PORTAL_ACCOUNTS_CHANGED:
        return name
    if deed is SettingsDeed.MAIL_CHOICES_CHANGED and name in set(NewsKind):
        return news_kind_title(NewsKind(name), locale)
    if name in RULES:
        return translate(RULES[name].label, locale)
    method_id = _method_of(name)
    if method_id is not None:
        return f"{translate(_PAYMENT_TERM, locale)}: {method_names.get(method_id, method_id)}"
    return translate(_VALUE_NAMES[name], locale) if name in _VALUE_NAMES else name


def _show(deed: SettingsDeed, name: str, plain: str | None, locale: Locale) -> str:
    if not plain:
        return translate(msgid("none"), locale)
    match deed:
        case SettingsDeed.MODE_CHANGED:
            return label_of(plain, "mode", locale)
        case SettingsDeed.MAIL_CHOICES_CHANGED:
            return label_of(plain, "frequency", locale)
        case SettingsDeed.LANGUAGE_CHANGED:
            return label_of(plain, "language", locale)
        case SettingsDeed.RULES_CHANGED:
            kind = TERM_DAYS if _method_of(name) is not None else RULES[name].kind if name in RULES else None
            return kind.show(plain, locale) if kind else plain
        case _:
            return plain


def _method_of(name: str) -> str | None:
    start, _, method_id = name.partition(".")
    return method_id if start == PAYMENT_TERMS and method_id else None
