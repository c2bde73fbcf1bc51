"""What the links of the mails do: confirm an address, and end the mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.cases.timeline import Actor
from shared.domain.settings_record import SettingsDeed, SettingsEntry
from shared.store.errors import ConditionFailedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.news.ports import ReaderDesk, ReaderDeskOf
    from shared.clock import Clock
    from shared.domain.account import Merchant
    from shared.domain.news.news_settings import NewsSettings
    from shared.web.secret_address import SecretAddress

_TRIES = 5


@dataclass(frozen=True, slots=True)
class MailLinks:
    """The links of all merchants' mails. ``new_secret`` makes 43 letters and digits, ``new_id`` an id of an entry."""

    desk_of: ReaderDeskOf
    new_secret: Callable[[], str]
    new_id: Callable[[], str]
    clock: Clock

    def find_to_confirm(self, address: SecretAddress) -> Merchant | None:
        """Return whose address waits to be confirmed by this link, ``None`` where the link does not work (any more)."""
        desk = self.desk_of(address.merchant_id)
        settings, merchant = desk.settings.get(), desk.merchants.get()
        return merchant if self._confirms(address, settings) else None

    def confirm(self, address: SecretAddress) -> Merchant | None:
        """Send the mails to the address that this link was mailed to; ``None`` as above."""
        desk = self.desk_of(address.merchant_id)
        merchant = desk.merchants.get()

        def change(settings: NewsSettings) -> NewsSettings | None:
            return settings.confirm(self.new_secret(), self.clock()) if self._confirms(address, settings) else None

        return merchant if merchant and self._change(desk, SettingsDeed.MAIL_CONFIRMED, change) else None

    def find_to_end(self, address: SecretAddress) -> Merchant | None:
        """Return whose mails this link ends, ``None`` where there are none (any more)."""
        desk = self.desk_of(address.merchant_id)
        settings, merchant = desk.settings.get(), desk.merchants.get()
        return merchant if address.carries(settings.ending_secret) else None

    def end(self, address: SecretAddress) -> Merchant | None:
        """End the mails; ``None`` as above."""
        desk = self.desk_of(address.merchant_id)
        merchant = desk.merchants.get()

        def change(settings: NewsSettings) -> NewsSettings | None:
            return settings.end_mails() if address.carries(settings.ending_secret) else None

        return merchant if merchant and self._change(desk, SettingsDeed.MAIL_ENDED, change) else None

    def _confirms(self, address: SecretAddress, settings: NewsSettings) -> bool:
        asked = settings.asked
        is_known = address.is_known_by(asked.token_hash if asked else None)
        return is_known and asked is not None and asked.is_open(self.clock())

    def _change(
        self, desk: ReaderDesk, deed: SettingsDeed, change: Callable[[NewsSettings], NewsSettings | None]
    ) -> bool:
        """Change the settings and put it on record; False where ``change`` finds that the link does not work."""
        for attempt in range(1, _TRIES + 1):
            changed = change(desk.settings.get())
            if changed is None:
                return False
            entry = SettingsEntry(entry_id=self.new_id(), at=self.clock(), actor=Actor.MERCHANT, deed=deed)
            try:
                desk.settings.save(changed, [desk.record.put_entry(entry)])
            except ConditionFailedError:
                # The mailer moved on in between.
                if attempt == _TRIES:
                    raise
            else:
                return True
        return False
