"""Changing how a merchant is told news: each change is on record, and none asks what another window last saw.

Every change here is whole by itself (a new feed address, an address to confirm, the whole choice), so the last one
counts; the mailer, which writes the same item, never makes a merchant's change fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.news.news import NewsKind
from shared.domain.settings_record import SettingsDeed, compare_values
from shared.mail_service import MailError
from shared.observability import logger
from shared.store.errors import ConditionFailedError
from shared.web.secret_address import SecretAddress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from functions.activate.notifications.ports import MailSender
    from functions.activate.ports import DeskOf, MerchantDesk
    from functions.activate.recording import Recorder
    from shared.clock import Clock
    from shared.domain.account import Locale
    from shared.domain.news.news_settings import Frequency, NewsSettings
    from shared.domain.settings_record import ChangedValue
    from shared.web.mails import MailWriter

_TRIES = 5


class MailsAreOffError(Exception):
    """Raised where this deployment sends no mails."""


class AskedTooOftenError(Exception):
    """Raised where a confirmation mail was sent just now."""


class MailNotSentError(Exception):
    """Raised where the confirmation mail did not go out."""


@dataclass(frozen=True, slots=True)
class Notifications:
    """How all merchants are told news. ``sender`` is ``None`` where this deployment sends no mails."""

    desk_of: DeskOf
    recorder: Recorder
    writer: MailWriter
    sender: MailSender | None
    new_secret: Callable[[], str]
    clock: Clock

    def get(self, merchant_id: str) -> NewsSettings:
        """Return how a merchant is told news."""
        return self.desk_of(merchant_id).news_settings.get()

    def make_feed(self, merchant_id: str) -> SecretAddress:
        """Make a feed address and return it, for the only time; the one before works no more."""
        address = SecretAddress(merchant_id, self.new_secret())
        self._change(merchant_id, SettingsDeed.FEED_MADE, lambda one: one.make_feed(address.hash, self.clock()))
        return address

    def end_feed(self, merchant_id: str) -> None:
        """Let the feed address work no more."""
        self._change(merchant_id, SettingsDeed.FEED_ENDED, lambda one: one.end_feed())

    def ask(self, merchant_id: str, address: str, locale: Locale) -> None:
        """Mail a link to an address; mails of news go there once it is confirmed.

        Raises:
            MailsAreOffError, AskedTooOftenError: Nothing was changed.
            MailNotSentError: The mail did not go out, as far as anybody knows; asking again is possible soon.
        """
        if self.sender is None:
            raise MailsAreOffError
        confirmation, now = SecretAddress(merchant_id, self.new_secret()), self.clock()

        def ask(settings: NewsSettings) -> NewsSettings:
            # Looked at here, because somebody else may ask at the same time.
            if not settings.may_ask(now):
                raise AskedTooOftenError
            return settings.ask(address, confirmation.hash, now)

        self._change(merchant_id, SettingsDeed.MAIL_ASKED, ask)
        try:
            self.sender.send(self.writer.write_confirmation(address, confirmation, locale))
        except MailError as error:
            logger.warning("a confirmation mail was not sent", extra={"error": type(error).__name__})
            raise MailNotSentError from None

    def end_mails(self, merchant_id: str) -> None:
        """Send no mails any more, and forget the address."""
        self._change(merchant_id, SettingsDeed.MAIL_ENDED, lambda one: one.end_mails())

    def choose(self, merchant_id: str, choices: Mapping[NewsKind, Frequency]) -> None:
        """Keep how often kinds are mailed, leaving the others; choosing what is chosen already changes nothing."""
        before = self.get(merchant_id)
        values = compare_values(_plain(before.frequency_of), _plain(_on_top_of(before, choices).__getitem__))
        if values:
            self._change(
                merchant_id,
                SettingsDeed.MAIL_CHOICES_CHANGED,
                lambda one: one.choose(_on_top_of(one, choices), self.clock()),
                values,
            )

    def _change(
        self,
        merchant_id: str,
        deed: SettingsDeed,
        change: Callable[[NewsSettings], NewsSettings],
        values: tuple[ChangedValue, ...] = (),
    ) -> None:
        desk: MerchantDesk = self.desk_of(merchant_id)
        for attempt in range(1, _TRIES + 1):
            before = desk.news_settings.get()
            after = change(before)
            if after == before:
                # What is asked for is so already.
                return
            entry = self.recorder.note(deed, values=values)
            try:
                desk.news_settings.save(after, [desk.record.put_entry(entry)])
            except ConditionFailedError:
                if attempt == _TRIES:
                    raise
            else:
                return


def _on_top_of(settings: NewsSettings, choices: Mapping[NewsKind, Frequency]) -> dict[NewsKind, Frequency]:
    return {kind: choices.get(kind, settings.frequency_of(kind)) for kind in NewsKind}


def _plain(frequency_of: Callable[[NewsKind], Frequency]) -> dict[str, str]:
    return {kind.value: frequency_of(kind).value for kind in NewsKind}
