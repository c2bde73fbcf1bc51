from __future__ import annotations

import pytest

from shared.domain.account import Locale
from shared.domain.news.news import NewsItem, NewsKind
from shared.web.presentation.news_texts import describe_news, path_of_news, subject_of_mail, title_of_news
from tests.unit.web.news_samples import EVERY_KIND, NOW, make_news

DE, EN = Locale.GERMAN, Locale.ENGLISH

each_kind = pytest.mark.parametrize("kind", NewsKind)
each_locale = pytest.mark.parametrize("locale", Locale)


@each_kind
@each_locale
def test_every_kind_is_told_in_every_language(kind: NewsKind, locale: Locale) -> None:
    text = describe_news(make_news(kind), locale)
    assert "%" not in text
    assert "…" not in text
    assert text.endswith(".")
    assert title_of_news(make_news(kind), locale)


@each_kind
@each_locale
def test_news_with_nothing_but_their_kind_are_told_all_the_same(kind: NewsKind, locale: Locale) -> None:
    assert describe_news(NewsItem(news_id="1", kind=kind, at=NOW), locale)


@pytest.mark.parametrize("code", ["insolvent", "deceased", "untraceable", "something_new", None])
def test_what_speaks_of_the_debtors_life_is_left_to_the_page(code: str | None) -> None:
    assert "Grund" not in describe_news(make_news(NewsKind.CLOSED, code=code), DE)
    assert "Grund: vollständig bezahlt" in describe_news(make_news(NewsKind.CLOSED, code="paid"), DE)


def test_a_question_says_until_when() -> None:
    assert "antworten Sie bis 01.12.2026" in describe_news(make_news(NewsKind.INQUIRY), DE)
    assert "antworten Sie bis" not in describe_news(make_news(NewsKind.INQUIRY, day=None), DE)


def test_many_orders_are_counted() -> None:
    orders = tuple(f"{number}_2026_09" for number in range(40))
    text = describe_news(make_news(NewsKind.ACCEPTED, order_ids=orders), EN)
    assert "0_2026_09, 1_2026_09, 2_2026_09 and 37 more" in text


def test_a_test_case_is_marked_as_one() -> None:
    assert title_of_news(make_news(NewsKind.ACCEPTED, test=True), DE).startswith("Test: ")


@pytest.mark.parametrize("item", EVERY_KIND)
def test_each_leads_to_a_page_of_the_app(item: NewsItem) -> None:
    assert path_of_news(item).startswith(("/cases/", "/exports/", "/payouts", "/settings/accounts/"))


def test_an_id_cannot_lead_elsewhere() -> None:
    assert path_of_news(make_news(NewsKind.ACCEPTED, case_id="../x?y#z")) == "/cases/..%2Fx%3Fy%23z"


def test_a_subject_tells_what_or_how_much_and_of_nobody() -> None:
    one, other = make_news(NewsKind.INQUIRY), make_news(NewsKind.PAYMENT)
    assert subject_of_mail([one], DE) == "atriga: Rückfrage von atriga"
    assert subject_of_mail([one, one], DE) == "atriga: Rückfrage von atriga (2)"
    assert subject_of_mail([one, other], DE) == "atriga: 2 Neuigkeiten"
    assert subject_of_mail([one, other], EN) == "atriga: 2 pieces of news"
