"""What telling news needs of the world; the adapters are put in by the handlers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from shared.domain.account import Merchant
    from shared.domain.news.news import NewsItem
    from shared.domain.news.news_settings import NewsSettings
    from shared.domain.settings_record import SettingsEntry
    from shared.store.digests import Digest
    from shared.store.table import Put
    from shared.web.mails import Mail


class Merchants(Protocol):
    """Where one merchant stands."""

    def get(self) -> Merchant | None:
        """Read the merchant, ``None`` where the app is not installed for it."""


class News(Protocol):
    """The news of one merchant."""

    def list_newest_first(self, limit: int) -> list[NewsItem]:
        """Read the newest news."""

    def list_between(self, after: datetime, until: datetime, most: int) -> list[NewsItem]:
        """Read the news of a period, oldest first."""


class Settings(Protocol):
    """How one merchant is told news."""

    def get(self) -> NewsSettings:
        """Read the settings."""

    def save(self, settings: NewsSettings, beside: Sequence[Put] = ()) -> None:
        """Write settings that were read before; ConditionFailedError where somebody wrote them in between."""


class SettingsRecord(Protocol):
    """The record of what one merchant changed."""

    def put_entry(self, entry: SettingsEntry) -> Put:
        """Make the write of an entry."""


class Digests(Protocol):
    """The mails that one merchant was sent."""

    def claim(self, digest: Digest, now: datetime) -> Digest | None:
        """Take a mail in hand, or return ``None`` where somebody else has it."""

    def note_over(self, digest: Digest) -> None:
        """Note that a mail needs no other try."""

    def let_go(self, digest: Digest) -> None:
        """Forget that a mail was in hand."""


class DueNews(Protocol):
    """Who a mail may be due for."""

    def list_due(self, now: datetime) -> Iterator[str]:
        """Yield the merchants of all."""


class MailSender(Protocol):
    """Who sends mails."""

    def send(self, mail: Mail) -> None:
        """Send a mail; MailError where it was not sent, or nobody knows."""


@dataclass(frozen=True, slots=True)
class ReaderDesk:
    """What of one merchant the feed and the links of the mails need."""

    merchants: Merchants
    news: News
    settings: Settings
    record: SettingsRecord


@dataclass(frozen=True, slots=True)
class MailerDesk:
    """What of one merchant sending its mails needs."""

    merchants: Merchants
    news: News
    settings: Settings
    digests: Digests


type ReaderDeskOf = Callable[[str], ReaderDesk]
type MailerDeskOf = Callable[[str], MailerDesk]
