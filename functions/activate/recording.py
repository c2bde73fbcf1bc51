"""Making the entries of the record of changes: who, when, and under which id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.cases.timeline import Actor
from shared.domain.settings_record import SettingsEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.clock import Clock
    from shared.domain.settings_record import ChangedValue, SettingsDeed


@dataclass(frozen=True, slots=True)
class Recorder:
    """Makes entries about what the merchant does now. ``new_id`` returns letters, digits and dashes."""

    clock: Clock
    new_id: Callable[[], str]

    def note(
        self, deed: SettingsDeed, customer_number: str | None = None, values: tuple[ChangedValue, ...] = ()
    ) -> SettingsEntry:
        """Make an entry of what the merchant just did."""
        return SettingsEntry(
            entry_id=self.new_id(),
            at=self.clock(),
            actor=Actor.MERCHANT,
            deed=deed,
            customer_number=customer_number,
            values=values,
        )
