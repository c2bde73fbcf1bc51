"""The mails that the app sends, each in HTML and in plain text, in the reader's language.

Guarantee: no subject and no text names a debtor; what is put into the HTML is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency
from shared.web.pages import TEMPLATE_FOLDER
from shared.web.presentation.formats import format_instant
from shared.web.presentation.news_texts import describe_news, news_kind_title, path_of_news, subject_of_mail
from shared.web.texts import msgid, translate, translations_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from shared.domain.account import Locale
    from shared.domain.news.news import NewsItem
    from shared.web.secret_address import SecretAddress

CONFIRMATION_PATH: Final = "/mail/confirmation"
ENDING_PATH: Final = "/mail/unsubscribe"

MOST_LINES: Final = 50
"""What a mail lists; the rest is counted. A mail of hundreds of lines is cut off by mailboxes and read by nobody."""

_KINDS: Final = tuple(NewsKind)
_PERIODS: Final[Mapping[Frequency, str]] = {
    Frequency.AT_ONCE: msgid("What just happened"),
    Frequency.DAILY: msgid("What happened since yesterday"),
    Frequency.WEEKLY: msgid("What happened in the last week"),
}
_CONFIRMATION_SUBJECT: Final = msgid("Please confirm your address")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one address; ``headers`` come on top of the usual ones."""

    address: str
    subject: str
    html: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


class NewsLine(NamedTuple):
    """One piece of news in a mail."""

    text: str
    url: str
    at: datetime


class NewsGroup(NamedTuple):
    """The news of one kind; ``total`` counts those that are not listed too."""

    title: str
    total: int
    lines: list[NewsLine]


class MailWriter:
    """Writes mails whose links lead to ``public_url``."""

    def __init__(self, public_url: str) -> None:
        self._url = public_url.rstrip("/")

    def write_confirmation(self, address: str, confirmation: SecretAddress, locale: Locale) -> Mail:
        """Write the mail that asks whether an address is right."""
        subject = f"atriga: {translate(_CONFIRMATION_SUBJECT, locale)}"
        values = {"confirmation_url": f"{self._url}{CONFIRMATION_PATH}/{confirmation}"}
        return self._write("confirmation", address, subject, locale, values)

    def write_news(
        self, address: str, news: Sequence[NewsItem], frequency: Frequency, ending: SecretAddress, locale: Locale
    ) -> Mail:
        """Write the mail that tells news, those first that wait for the merchant.

        A mail program can end the mails by itself, by one POST without asking anybody (RFC 8058).
        """
        ending_url = f"{self._url}{ENDING_PATH}/{ending}"
        shown = sorted(news, key=lambda item: (_KINDS.index(item.kind), item.at))[:MOST_LINES]
        values = {
            "groups": [self._group(kind, list(items), news, locale) for kind, items in groupby(shown, _kind_of)],
            "left_out": len(news) - len(shown),
            "period": translate(_PERIODS[frequency], locale),
            "app_url": f"{self._url}/cases",
            "settings_url": f"{self._url}/settings/notifications",
            "ending_url": ending_url,
        }
        headers = {"List-Unsubscribe": f"<{ending_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        return self._write("news", address, subject_of_mail(news, locale), locale, values, headers)

    def _group(self, kind: NewsKind, shown: list[NewsItem], news: Sequence[NewsItem], locale: Locale) -> NewsGroup:
        lines = [NewsLine(describe_news(one, locale), f"{self._url}{path_of_news(one)}", one.at) for one in shown]
        return NewsGroup(news_kind_title(kind, locale), sum(one.kind is kind for one in news), lines)

    def _write(
        self,
        template: str,
        address: str,
        subject: str,
        locale: Locale,
        values: Mapping[str, object],
        headers: Mapping[str, str] | None = None,
    ) -> Mail:
        environment = _environment(locale)
        context = {"locale": locale, "subject": subject, **values}
        html = environment.get_template(f"mail/{template}.html").render(context)
        text = environment.get_template(f"mail/{template}.txt").render(context)
        return Mail(address, subject, html, text, {"Auto-Submitted": "auto-generated", **(headers or {})})


def _kind_of(news: NewsItem) -> NewsKind:
    return news.kind


@cache
def _environment(locale: Locale) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension adds this method at run time.
    environment.install_gettext_translations(translations_for(locale), newstyle=True)  # type: ignore[attr-defined]
    environment.filters["instant"] = partial(format_instant, locale=locale)
    return environment
