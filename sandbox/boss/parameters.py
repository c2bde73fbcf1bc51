"""Parameters of a step, from a form or from JSON: texts, amounts and days, each with its default."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sandbox.boss.problems import refuse_field
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

# A German keyboard writes 12,50.
_AMOUNT = re.compile(r"^[0-9]{1,12}([.,][0-9]{1,2})?$")


class Parameters:
    """What somebody gave a step; an empty value counts as none."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, name: str, default: str) -> str:
        """Return a text."""
        return str(self._values.get(name) or "").strip() or default

    def money(self, name: str, default: Money) -> Money:
        """Return a positive amount in the currency of ``default``, written as ``12.50`` or ``12,50``."""
        text = self.text(name, str(default.amount))
        amount = Money.of(text.replace(",", "."), default.currency) if _AMOUNT.match(text) else None
        if amount is None or amount.cents == 0:
            refuse_field(name, "invalid_format", "Erwartet wird ein Betrag, zum Beispiel 12,50.")
        return amount

    def day(self, name: str, default: date) -> date:
        """Return a day, written as ``2026-11-24``."""
        try:
            return date.fromisoformat(self.text(name, default.isoformat()))
        except ValueError:
            refuse_field(name, "invalid_format", "Erwartet wird ein Tag, zum Beispiel 2026-11-24.")
