from __future__ import annotations

import re

import pytest

from shared.domain.account import Locale
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency
from shared.web.mails import MOST_LINES, Mail, MailWriter
from shared.web.presentation.news_texts import news_kind_title
from shared.web.secret_address import SecretAddress
from tests.unit.web.news_samples import EVERY_KIND, EVIL_NEWS, make_news
from tests.unit.web.samples import EVIL

URL = "https://app.example"
SECRET = SecretAddress("merchant-1", "s" * 43)
WRITER = MailWriter(f"{URL}/")


def write(news: list[object] | None = None, locale: Locale = Locale.GERMAN) -> Mail:
    return WRITER.write_news("a@b.example", news or EVERY_KIND, Frequency.DAILY, SECRET, locale)  # type: ignore[arg-type]  # a list of news


@pytest.mark.parametrize("locale", Locale)
def test_both_parts_tell_the_same(locale: Locale) -> None:
    mail = write(locale=locale)
    links = {url.rstrip(".") for url in re.findall(r"https://[^\s\"<]+", mail.text)}
    assert links == set(re.findall(r'href="([^"]+)"', mail.html))
    assert all(link.startswith(URL) for link in links)
    for sentence in re.findall(r"^- (.+)$", mail.text, re.MULTILINE):
        assert sentence.split("(")[0].split("“")[0][:20] in mail.html


@pytest.mark.parametrize("locale", Locale)
def test_what_waits_for_the_merchant_comes_first(locale: Locale) -> None:
    mail = write(list(reversed(EVERY_KIND)), locale)
    assert mail.text == write(locale=locale).text
    first = re.search(r"\n\n(.+)\n- ", mail.text)
    assert first is not None
    assert first[1] == news_kind_title(NewsKind.INQUIRY, locale)


def test_five_hundred_accepted_cases_are_one_mail_of_bounded_length() -> None:
    mail = write([make_news(NewsKind.ACCEPTED, number) for number in range(500)])
    assert mail.text.count("/cases/case-") == MOST_LINES
    assert "450 weitere" in mail.text
    assert "(500)" in mail.html
    assert len(mail.html.encode()) < 60_000, "mailboxes cut longer mails off (Gmail at 102 kB)"


def test_nothing_that_was_told_becomes_markup() -> None:
    mail = write([EVIL_NEWS])
    assert EVIL in mail.text
    assert "<script" not in mail.html


def test_a_mail_loads_nothing_and_runs_nothing() -> None:
    mail = write()
    assert not re.search(r"<(img|script|link|iframe|form)\b|url\(|@import", mail.html)


def test_a_mail_program_can_end_it_with_one_post() -> None:
    headers = write().headers
    assert headers["List-Unsubscribe"] == f"<{URL}/mail/unsubscribe/merchant-1.{'s' * 43}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_every_header_is_one_that_the_mail_service_takes() -> None:
    for name, value in write().headers.items():
        assert re.fullmatch(r"[A-Za-z0-9-]{1,126}", name)
        assert value.isascii()
        assert value.isprintable()
        assert len(value) <= 870


@pytest.mark.parametrize("locale", Locale)
def test_a_confirmation_has_one_link_and_says_what_it_does(locale: Locale) -> None:
    mail = WRITER.write_confirmation("a@b.example", SECRET, locale)
    link = f"{URL}/mail/confirmation/merchant-1.{'s' * 43}"
    assert re.findall(r"https://\S+", mail.text) == re.findall(r'href="([^"]+)"', mail.html) == [link]
    assert "List-Unsubscribe" not in mail.headers


def test_the_plain_text_has_no_markup_and_no_gaps() -> None:
    text = write().text
    assert "<" not in text
    assert "&" not in text
    assert "\n\n\n" not in text
