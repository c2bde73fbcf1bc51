"""Amounts as people type them: with comma or point, with or without grouping, in their language's way."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.domain.account import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEFT_OUT = re.compile(r"[\s€]|EUR", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_PLAIN = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?")
_GROUPED_WITH_CENTS = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,][0-9]{1,2}")
_GROUPING_SIGNS: Mapping[Locale, str] = {Locale.GERMAN: ".", Locale.ENGLISH: ","}


def parse_amount(text: str, locale: Locale) -> Decimal:
    """Read an amount of euros, zero or more, with at most two decimals.

    One or two digits after the last sign are decimals in both languages (``5,5``, ``5.50``). Three digits after
    a single sign are a group only where the language groups with that sign: ``1.234`` is 1,234 to a German and
    no amount to an English reader, because a guess would be a thousand times wrong.

    Raises:
        ValueError: It is no amount, or one that could be read in two ways.
    """
    typed = _LEFT_OUT.sub("", text)
    if _PLAIN.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if _GROUPED_WITH_CENTS.fullmatch(typed):
        place = max(typed.rfind(","), typed.rfind("."))
        whole, cents = typed[:place], typed[place + 1 :]
        return Decimal(f"{_digits(whole)}.{cents}")
    grouped = _GROUPED.fullmatch(typed)
    if grouped and grouped[1] == _GROUPING_SIGNS[locale]:
        return Decimal(_digits(typed))
    message = "no amount"
    raise ValueError(message)


def write_amount(amount: Decimal, locale: Locale) -> str:
    """Write an amount the way it is typed: two decimals, no grouping, no currency."""
    written = f"{amount:.2f}"
    return written.replace(".", ",") if locale is Locale.GERMAN else written


def _digits(grouped: str) -> str:
    return grouped.replace(",", "").replace(".", "")
