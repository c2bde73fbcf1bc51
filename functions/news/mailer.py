"""Sending the mails that are due: to each merchant one for each frequency, however much happened.

Order of things, for one mail: it is taken in hand, sent, noted as sent, and only then the place up to which the
merchant was told moves on. A crash anywhere is followed by another look at the same news, and
``shared/store/digests.py`` says when that look may send.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.news.digest_times import mailed_up_to
from shared.domain.news.news_settings import Frequency
from shared.mail_service import MailRefusedError, MailRejectedError, MailServiceError
from shared.observability import logger
from shared.store.digests import Digest
from shared.store.errors import ConditionFailedError
from shared.web.secret_address import SecretAddress

if TYPE_CHECKING:
    from datetime import datetime

    from functions.news.ports import DueNews, MailerDesk, MailerDeskOf, MailSender
    from shared.clock import Clock
    from shared.domain.news.news import NewsItem
    from shared.domain.news.news_settings import NewsSettings
    from shared.web.mails import MailWriter

SENDERS = 8
"""How many merchants are looked after side by side. SES sends 14 mails a second for a new account, and a sending takes
a tenth of a second: what it refuses all the same is due again at the next run."""

MOST_COUNTED = 5000
"""More news than that are told as that many: the number alone is a reason to open the app."""

TIME_KEPT_BACK = timedelta(seconds=20)
"""What a run leaves of its time, for the mails that are on their way."""

_MERCHANTS_AT_ONCE = 80
_TRIES = 5


class MailRun(NamedTuple):
    """What one run did: mails that were sent, and merchants who could not be told for a reason that nobody foresaw."""

    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends the mails of all merchants. Without a ``sender`` nothing is due."""

    due: DueNews
    desk_of: MailerDeskOf
    writer: MailWriter
    sender: MailSender | None
    clock: Clock

    def send_due(self, deadline: datetime) -> MailRun:
        """Send what is due until the time is up; the rest is due at the next run.

        Raises:
            MailServiceError: The mail service takes no mails for now; what is due stays due.
        """
        if self.sender is None:
            return MailRun(0, 0)
        sent = failed = 0
        with ThreadPoolExecutor(SENDERS) as senders:
            for merchants in batched(self.due.list_due(self.clock()), _MERCHANTS_AT_ONCE, strict=False):
                outcomes = list(senders.map(self._serve, merchants))
                sent += sum(outcome or 0 for outcome in outcomes)
                failed += outcomes.count(None)
                if self.clock() >= deadline - TIME_KEPT_BACK:
                    break
        return MailRun(sent, failed)

    def _serve(self, merchant_id: str) -> int | None:
        """Send one merchant's mails; ``None`` where that failed, which is no trouble of the other merchants."""
        desk = self.desk_of(merchant_id)
        try:
            return sum(self._tell(merchant_id, desk, frequency) for frequency in desk.settings.get().frequencies)
        except MailServiceError:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever it is, the others are to get their mails
            logger.warning("a merchant was not told news", extra={"error": type(error).__name__})
            return None

    def _tell(self, merchant_id: str, desk: MailerDesk, frequency: Frequency) -> int:
        """Send the mail of one frequency, where there is anything to tell, and move on."""
        settings, now = desk.settings.get(), self.clock()
        since, until = settings.told_until.get(frequency, now), mailed_up_to(frequency, now)
        if until <= since:
            return 0
        found = desk.news.list_between(since, until, MOST_COUNTED)
        if not found and frequency is Frequency.AT_ONCE:
            # Who is told at once is looked at in every run; moving on each time would be a write for nothing.
            return 0
        digest = Digest(frequency, since, until)
        if not _wanted(found, settings, frequency):
            _move_on(desk, digest)
            return 0
        claimed = desk.digests.claim(digest, now)
        if claimed is None:
            return 0
        sent = self._send(merchant_id, desk, settings, claimed) if claimed.may_be_sent else 0
        _move_on(desk, claimed)
        return sent

    def _send(self, merchant_id: str, desk: MailerDesk, settings: NewsSettings, digest: Digest) -> int:
        """Send one mail; 0 where there is nothing or nobody to send to, or the service refuses it for good.

        Raises:
            MailServiceError: No mails are taken for now.
            MailRejectedError: This one is not; it stays due.
        """
        merchant, sent = desk.merchants.get(), 0
        news = _wanted(desk.news.list_between(digest.since, digest.until, MOST_COUNTED), settings, digest.frequency)
        if merchant and self.sender and settings.address and settings.ending_secret and news:
            ending = SecretAddress(merchant_id, settings.ending_secret)
            mail = self.writer.write_news(settings.address, news, digest.frequency, ending, merchant.locale)
            try:
                self.sender.send(mail)
                sent = 1
            except (MailServiceError, MailRejectedError):
                desk.digests.let_go(digest)
                raise
            except MailRefusedError as error:
                logger.warning("a mail of news is refused for good", extra={"code": str(error)})
        desk.digests.note_over(digest)
        return sent


def _wanted(news: list[NewsItem], settings: NewsSettings, frequency: Frequency) -> list[NewsItem]:
    kinds = settings.kinds_mailed(frequency)
    return [item for item in news if item.kind in kinds]


def _move_on(desk: MailerDesk, digest: Digest) -> None:
    """Note up to when the merchant was told, unless another run did so or the mails were begun anew since."""
    for attempt in range(1, _TRIES + 1):
        settings = desk.settings.get()
        if settings.told_until.get(digest.frequency) != digest.since:
            return
        try:
            desk.settings.save(settings.tell_until(digest.frequency, digest.until))
        except ConditionFailedError:
            if attempt == _TRIES:
                raise
        else:
            return
