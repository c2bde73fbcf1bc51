"""What the settings of notifications need of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.news.news_settings import NewsSettings
    from shared.store.table import Put
    from shared.web.mails import Mail


class NewsSettingsOf(Protocol):
    """How one merchant is told news."""

    def get(self) -> NewsSettings:
        """Read the settings."""

    def save(self, settings: NewsSettings, beside: Sequence[Put] = ()) -> None:
        """Write settings that were read before; ConditionFailedError where somebody wrote them in between."""

    def delete(self) -> None:
        """Forget the settings, and with them the address."""


class MailSender(Protocol):
    """Who sends mails."""

    def send(self, mail: Mail) -> None:
        """Send a mail; MailError where it was not sent, or nobody knows."""
