"""Files for spreadsheets (CSV, RFC 4180) in the merchant's language, safe to open there.

German spreadsheets split at semicolons and read decimal commas; all read UTF-8 where a byte order mark says so.
A text from outside that a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from shared.domain.account import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from shared.domain.money import Money

CONTENT_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_lines(lines: Iterable[Sequence[str]], locale: Locale, closing_line: str | None = None) -> str:
    """Write lines of cells; ``closing_line`` says at the end where the file goes on."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if locale is Locale.GERMAN else ",", lineterminator="\r\n")
    writer.writerows(lines)
    if closing_line is not None:
        writer.writerow([closing_line])
    return BYTE_ORDER_MARK + text.getvalue()


def defuse(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def amount_cell(amount: Money | None, locale: Locale) -> str:
    """Write an amount as the spreadsheets of a language read it, without its currency."""
    if amount is None:
        return ""
    return str(amount.amount).replace(".", ",") if locale is Locale.GERMAN else str(amount.amount)


def day_cell(day: date, locale: Locale) -> str:
    """Write a day as the spreadsheets of a language read it."""
    return f"{day:%d.%m.%Y}" if locale is Locale.GERMAN else day.isoformat()
