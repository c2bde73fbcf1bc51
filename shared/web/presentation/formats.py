"""Amounts, days and instants the way people write them, in German and in English; the zone is Europe/Berlin.

Own code and not Babel's, because two languages do not justify 30 MB of locale data in every function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.domain.account import Locale
from shared.domain.merchant_days import MERCHANT_TIME_ZONE, day_of
from shared.domain.money import Money
from shared.web.presentation.days import read_day

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

# The Lambda runtime does not promise a time zone database; the dependency ``tzdata`` brings one.

_AMOUNT = re.compile(r"(-?[0-9]{1,12}\.[0-9]{2}) ([A-Z]{3})")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
# Not taken from ``strftime``: its names follow the machine's locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GERMAN_MONTHS = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


def format_money(money: Money, locale: Locale) -> str:
    """Write an amount with its currency: ``1.234,50 €``, ``€1,234.50``, ``CHF 1,234.50``."""
    sign = _MINUS if money.cents < 0 else ""
    digits = f"{abs(money.amount):,.2f}"
    symbol = _SYMBOLS.get(money.currency)
    if locale is Locale.ENGLISH:
        return f"{sign}{symbol}{digits}" if symbol else f"{sign}{money.currency}{_NO_BREAK_SPACE}{digits}"
    digits = digits.translate(str.maketrans(",.", ".,"))
    return f"{sign}{digits}{_NO_BREAK_SPACE}{symbol or money.currency}"


def format_percent(rate: Decimal, locale: Locale) -> str:
    """Write a rate: ``6,52 %``, ``6.52%``."""
    sign = _MINUS if rate < 0 else ""
    digits = f"{abs(rate):.2f}"
    if locale is Locale.ENGLISH:
        return f"{sign}{digits}%"
    return f"{sign}{digits.replace('.', ',')}{_NO_BREAK_SPACE}%"


def format_number(number: Decimal | int, locale: Locale) -> str:
    """Write a number with its groups: ``1.234,5``, ``1,234.5``."""
    sign = _MINUS if number < 0 else ""
    digits = f"{abs(number):,}"
    return sign + (digits if locale is Locale.ENGLISH else digits.translate(str.maketrans(",.", ".,")))


def format_month(first_day: date, locale: Locale) -> str:
    """Write a month: ``Mär 2026``, ``Mar 2026``."""
    names = _MONTHS if locale is Locale.ENGLISH else _GERMAN_MONTHS
    return f"{names[first_day.month - 1]}{_NO_BREAK_SPACE}{first_day.year}"


def format_day(day: date, locale: Locale) -> str:
    """Write a day: ``03.05.2026``, ``3 May 2026``."""
    if locale is Locale.ENGLISH:
        return f"{day.day}{_NO_BREAK_SPACE}{_MONTHS[day.month - 1]}{_NO_BREAK_SPACE}{day.year}"
    return f"{day.day:02}.{day.month:02}.{day.year}"


def format_day_of(instant: datetime, locale: Locale) -> str:
    """Write the day on which an instant fell in Germany."""
    return format_day(day_of(instant), locale)


def format_instant(instant: datetime, locale: Locale) -> str:
    """Write an instant as the clock in Germany showed it: ``03.05.2026, 14:05 Uhr``, ``3 May 2026, 14:05``."""
    there = instant.astimezone(MERCHANT_TIME_ZONE)
    clock = f"{there.hour:02}:{there.minute:02}"
    if locale is Locale.GERMAN:
        clock += f"{_NO_BREAK_SPACE}Uhr"
    return f"{format_day(there.date(), locale)}, {clock}"


def format_parameter(value: str, locale: Locale) -> str:
    """Write a parameter of a finding or an event: an amount (``119.00 EUR``), an ISO day, or a text as it is."""
    if amount := _AMOUNT.fullmatch(value):
        return format_money(Money.of(amount[1], amount[2]), locale)
    day = read_day(value)
    return format_day(day, locale) if day is not None else value
