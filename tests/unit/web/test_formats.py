from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from shared.domain.account import Locale
from shared.domain.money import Money
from shared.web.presentation.formats import format_day, format_instant, format_money, format_percent

DE, EN = Locale.GERMAN, Locale.ENGLISH


@pytest.mark.parametrize(
    ("cents", "currency", "locale", "text"),
    [
        (123450, "EUR", DE, "1.234,50\N{NO-BREAK SPACE}€"),
        (123450, "EUR", EN, "€1,234.50"),
        (5, "EUR", DE, "0,05\N{NO-BREAK SPACE}€"),
        (-11900, "EUR", DE, "\N{MINUS SIGN}119,00\N{NO-BREAK SPACE}€"),
        (-11900, "EUR", EN, "\N{MINUS SIGN}€119.00"),
        (100000000, "CHF", DE, "1.000.000,00\N{NO-BREAK SPACE}CHF"),
        (100000000, "CHF", EN, "CHF\N{NO-BREAK SPACE}1,000,000.00"),
        (100, "USD", EN, "$1.00"),
    ],
)
def test_an_amount_is_written_the_way_of_the_language(cents: int, currency: str, locale: Locale, text: str) -> None:
    assert format_money(Money(cents=cents, currency=currency), locale) == text


def test_a_day_is_written_the_way_of_the_language() -> None:
    assert format_day(date(2026, 5, 3), DE) == "03.05.2026"
    assert format_day(date(2026, 5, 3), EN) == "3\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2026"


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "01.02.2026, 00:30\N{NO-BREAK SPACE}Uhr"),
        (datetime(2026, 7, 1, 10, 5, tzinfo=UTC), "01.07.2026, 12:05\N{NO-BREAK SPACE}Uhr"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25.10.2026, 02:30\N{NO-BREAK SPACE}Uhr"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25.10.2026, 02:30\N{NO-BREAK SPACE}Uhr"),
        (datetime(2026, 7, 1, 10, 5, tzinfo=timezone(timedelta(hours=-5))), "01.07.2026, 17:05\N{NO-BREAK SPACE}Uhr"),
    ],
)
def test_an_instant_is_the_time_of_germany_in_summer_and_winter(instant: datetime, text: str) -> None:
    assert format_instant(instant, DE) == text


def test_an_instant_in_english_has_no_uhr() -> None:
    written = format_instant(datetime(2026, 7, 1, 10, 5, tzinfo=UTC), EN)
    assert written == "1\N{NO-BREAK SPACE}Jul\N{NO-BREAK SPACE}2026, 12:05"


@pytest.mark.parametrize(
    ("rate", "german", "english"),
    [
        ("6.52", "6,52\N{NO-BREAK SPACE}%", "6.52%"),
        ("-0.88", "\N{MINUS SIGN}0,88\N{NO-BREAK SPACE}%", "\N{MINUS SIGN}0.88%"),
    ],
)
def test_a_rate_is_written_the_way_of_the_language(rate: str, german: str, english: str) -> None:
    assert format_percent(Decimal(rate), DE) == german
    assert format_percent(Decimal(rate), EN) == english
