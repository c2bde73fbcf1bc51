"""How amounts and days look in what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from shared.domain.money import Money

type JsonObject = dict[str, object]


def write_money(money: Money) -> JsonObject:
    """Write an amount: a decimal string and the currency."""
    return {"amount": f"{money.amount:f}", "currency": money.currency}


def write_day(day: date | None) -> str | None:
    """Write a day, null where it is not known."""
    return None if day is None else day.isoformat()


def without_gaps(body: JsonObject) -> JsonObject:
    """Leave out what is not known, where the contract has no null for it."""
    return {name: value for name, value in body.items() if value is not None}
