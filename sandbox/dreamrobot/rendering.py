"""Templates of the pages, with amounts and days written the German way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.templating import Jinja2Templates

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

_TEMPLATE_FOLDER = Path(__file__).parent / "templates"


def make_templates() -> Jinja2Templates:
    """Make the template engine; everything is escaped, and a name that a page was not given is an error."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATE_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.filters["amount"] = write_amount
    environment.filters["day"] = write_day
    return Jinja2Templates(env=environment)


def write_amount(amount: Decimal, currency: str) -> str:
    """Write an amount as in ``1.234,56 EUR``, with a space that does not break."""
    swapped = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{swapped}\N{NO-BREAK SPACE}{currency}"


def write_day(day: date | None) -> str:
    """Write a day as in ``24.11.2026``, and none as a dash."""
    return "–" if day is None else f"{day:%d.%m.%Y}"
