"""The news of a merchant as an Atom feed (RFC 4287).

Written with the standard library's ``xml.etree``, which escapes every value; ids never change, whatever the texts and
the address of the app become.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from shared.web.presentation.news_texts import (
    describe_news,
    news_kind_title,
    path_of_news,
    title_of_feed,
    title_of_news,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.domain.account import Locale, Merchant
    from shared.domain.news.news import NewsItem

FEED_PATH: Final = "/feed"
CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
MOST_ENTRIES: Final = 100

_ATOM: Final = "http://www.w3.org/2005/Atom"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_AUTHOR: Final = "atriga für DreamRobot"


def write_feed(
    news: Sequence[NewsItem], merchant: Merchant, *, made_at: datetime, public_url: str, self_url: str
) -> bytes:
    """Write a feed of ``news``, newest first; the same news give the same bytes.

    ``made_at`` is when the feed was made: as long as nothing happened, it was last changed then.
    """
    locale = merchant.locale
    feed = ET.Element(f"{{{_ATOM}}}feed", {_XML_LANG: locale.value})
    _add(feed, "id", uuid5(NAMESPACE_URL, f"atriga-for-dreamrobot/{merchant.merchant_id}/news").urn)
    _add(feed, "title", title_of_feed(locale))
    _add(feed, "updated", updated_at(news, made_at).isoformat())
    _add(_add(feed, "author"), "name", _AUTHOR)
    _add(feed, "link", rel="self", type="application/atom+xml", href=self_url)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{public_url}/cases")
    for item in news:
        _add_entry(feed, item, merchant, public_url, locale)
    ET.register_namespace("", _ATOM)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def updated_at(news: Sequence[NewsItem], made_at: datetime) -> datetime:
    """Return when the feed last changed."""
    return max([item.at for item in news[:1]] + [made_at])


def _add_entry(feed: ET.Element, news: NewsItem, merchant: Merchant, public_url: str, locale: Locale) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", uuid5(NAMESPACE_URL, f"atriga-for-dreamrobot/{merchant.merchant_id}/news/{news.news_id}").urn)
    _add(entry, "title", title_of_news(news, locale))
    _add(entry, "updated", news.at.isoformat())
    _add(entry, "published", news.at.isoformat())
    _add(entry, "category", term=news.kind.value, label=news_kind_title(news.kind, locale))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{public_url}{path_of_news(news)}")
    _add(entry, "content", describe_news(news, locale), type="text")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element
