"""The base rate of par. 247 BGB, from the table in ``base_rates.toml``; it changes each 1 January and 1 July."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_TABLE: Final = Path(__file__).with_name("base_rates.toml")
_JULY: Final = 7


class BaseRateUnknownError(ValueError):
    """Raised for a day of a half-year whose rate the table does not hold; no rate is ever carried on."""

    def __init__(self, half_year: date) -> None:
        super().__init__(f"the base rate from {half_year} on is not in the table")
        self.half_year = half_year
        """The first day of that half-year."""


class HalfYear(NamedTuple):
    """Half a calendar year, for which one rate holds."""

    first_day: date
    last_day: date


def half_year_of(day: date) -> HalfYear:
    """Return the half-year that ``day`` lies in."""
    if day.month < _JULY:
        return HalfYear(date(day.year, 1, 1), date(day.year, 6, 30))
    return HalfYear(date(day.year, _JULY, 1), date(day.year, 12, 31))


def base_rate_on(day: date) -> Decimal:
    """Return the base rate of ``day`` in percent.

    Raises:
        BaseRateUnknownError: The table does not hold the half-year of ``day``.
    """
    first_day = half_year_of(day).first_day
    rate = base_rates().get(first_day)
    if rate is None:
        raise BaseRateUnknownError(first_day)
    return rate


@cache
def base_rates() -> dict[date, Decimal]:
    """Return the rates of the table by the first day of their half-years, in percent."""
    with _TABLE.open("rb") as file:
        rows = tomllib.load(file)["rates"]
    return {row["valid_from"]: Decimal(row["percent"]) for row in rows}
