"""Who is told news, and when: the merchant's feed, its mail address, and how often it is told of each kind.

Pure: every step returns the settings as they are after it. Secrets are known by their hash, all but the one that
only ends the mails and stands in each of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pydantic import Field

from shared.domain.model import DomainModel
from shared.domain.news.news import NewsKind

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIRMED_WITHIN: Final = timedelta(days=3)
"""How long the link of a confirmation mail works."""

ASKED_AGAIN_AFTER: Final = timedelta(minutes=2)
"""So often one more confirmation mail is sent at most: nobody's box is filled by pressing a button."""


class Frequency(StrEnum):
    """How often news of a kind are mailed."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


MAILED: Final = (Frequency.AT_ONCE, Frequency.DAILY, Frequency.WEEKLY)
"""The frequencies that send mails."""

USUAL_CHOICES: Final[Mapping[NewsKind, Frequency]] = {
    NewsKind.INQUIRY: Frequency.AT_ONCE,
    NewsKind.COURT_DECISION: Frequency.AT_ONCE,
    NewsKind.PROPOSAL: Frequency.AT_ONCE,
    NewsKind.REFUSED: Frequency.AT_ONCE,
    NewsKind.ACCOUNT_STOPPED: Frequency.AT_ONCE,
    NewsKind.REJECTED: Frequency.DAILY,
    NewsKind.EXPORT_BLOCKED: Frequency.DAILY,
    NewsKind.PAYOUT: Frequency.DAILY,
    NewsKind.PAYMENT: Frequency.DAILY,
    NewsKind.CLOSED: Frequency.DAILY,
    NewsKind.WITHDRAWN: Frequency.NEVER,
    NewsKind.ACCEPTED: Frequency.NEVER,
}
"""Until the merchant chooses: at once what waits for the merchant and may have a day to it, the rest once a day."""


class AskedAddress(DomainModel):
    """An address that was typed but not confirmed yet; ``token_hash`` knows the link that was mailed to it."""

    address: str
    token_hash: str
    asked_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether the link still works."""
        return now < self.asked_at + CONFIRMED_WITHIN


class NewsSettings(DomainModel):
    """How one merchant is told news. ``address`` is the confirmed one; without it no mail is sent.

    ``asked_last_at`` is when a confirmation mail was sent last, whatever became of it.
    ``told_until`` holds for each frequency up to when the news were mailed. ``ending_secret`` stands in every mail
    and can do nothing but end them, so it is kept as it is. ``revision`` guards against two writers at once.
    """

    feed_hash: str | None = None
    feed_made_at: datetime | None = None
    address: str | None = None
    ending_secret: str | None = None
    asked: AskedAddress | None = None
    asked_last_at: datetime | None = None
    choices: dict[NewsKind, Frequency] = Field(default_factory=dict)
    told_until: dict[Frequency, datetime] = Field(default_factory=dict)
    revision: int = 0

    def frequency_of(self, kind: NewsKind) -> Frequency:
        """Return how often a kind is mailed; one that came into the app later has its usual frequency."""
        return self.choices.get(kind, USUAL_CHOICES[kind])

    def kinds_mailed(self, frequency: Frequency) -> frozenset[NewsKind]:
        """Return the kinds that are mailed this often."""
        return frozenset(kind for kind in NewsKind if self.frequency_of(kind) is frequency)

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """How often mails are sent: none where there is no address or no kind."""
        if self.address is None:
            return ()
        return tuple(frequency for frequency in MAILED if self.kinds_mailed(frequency))

    def make_feed(self, feed_hash: str, now: datetime) -> NewsSettings:
        """Return the settings with a new feed address; one that was there works no more."""
        return self.model_copy(update={"feed_hash": feed_hash, "feed_made_at": now})

    def end_feed(self) -> NewsSettings:
        """Return the settings without a feed."""
        return self.model_copy(update={"feed_hash": None, "feed_made_at": None})

    def may_ask(self, now: datetime) -> bool:
        """Whether another confirmation mail may be sent already: ending mails does not make it sooner."""
        return self.asked_last_at is None or now >= self.asked_last_at + ASKED_AGAIN_AFTER

    def ask(self, address: str, token_hash: str, now: datetime) -> NewsSettings:
        """Return the settings with an address that waits to be confirmed; the one in use stays in use until then."""
        asked = AskedAddress(address=address, token_hash=token_hash, asked_at=now)
        return self.model_copy(update={"asked": asked, "asked_last_at": now})

    def confirm(self, ending_secret: str, now: datetime) -> NewsSettings:
        """Return the settings with the asked address in use: from now on, nothing that happened before is mailed."""
        if self.asked is None:
            return self
        update = {
            "address": self.asked.address,
            "ending_secret": ending_secret,
            "asked": None,
            "told_until": dict.fromkeys(MAILED, now) if self.address is None else self.told_until,
        }
        return self.model_copy(update=update)

    def end_mails(self) -> NewsSettings:
        """Return the settings without any address."""
        return self.model_copy(update={"address": None, "ending_secret": None, "asked": None, "told_until": {}})

    def choose(self, choices: Mapping[NewsKind, Frequency], now: datetime) -> NewsSettings:
        """Return the settings with other frequencies; one that was not in use begins now."""
        chosen = self.model_copy(update={"choices": dict(choices)})
        if self.address is None:
            return chosen
        begun = {frequency: now for frequency in chosen.frequencies if frequency not in self.frequencies}
        return chosen.model_copy(update={"told_until": {**self.told_until, **begun}})

    def tell_until(self, frequency: Frequency, until: datetime) -> NewsSettings:
        """Return the settings as they are once everything up to ``until`` was mailed."""
        return self.model_copy(update={"told_until": {**self.told_until, frequency: until}})
