"""The language of everything that the app tells a merchant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.activate.foreign_systems import ChangedMeanwhileError
from shared.domain.settings_record import ChangedValue, SettingsDeed
from shared.store.errors import ConditionFailedError

if TYPE_CHECKING:
    from functions.activate.ports import DeskOf
    from functions.activate.recording import Recorder
    from shared.domain.account import Locale


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One language for each merchant: pages, e-mails and feeds. Until one is chosen, DreamRobot's counts."""

    desk_of: DeskOf
    recorder: Recorder

    def choose(self, merchant_id: str, locale: Locale) -> None:
        """Keep a language, and show it to everybody who is signed in.

        Raises:
            ChangedMeanwhileError: Another one was chosen at the same time, or the merchant left.
        """
        desk = self.desk_of(merchant_id)
        merchant = desk.merchants.get()
        if merchant is None:
            raise ChangedMeanwhileError
        value = ChangedValue(name="language", before=merchant.locale.value, after=locale.value)
        entry = self.recorder.note(SettingsDeed.LANGUAGE_CHANGED, values=(value,))
        if merchant.locale is not locale or not merchant.locale_is_chosen:
            try:
                desk.settings.choose_language(merchant.locale, locale, [desk.record.put_entry(entry)])
            except ConditionFailedError:
                raise ChangedMeanwhileError from None
        desk.sign_ins.change_language(locale)
