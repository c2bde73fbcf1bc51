"""How a merchant is told news, for the description of the API."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency


class NotificationSettings(BaseModel):
    """Which news are mailed where and how often, and since when there is a feed."""

    mails_are_on: bool
    address: str | None
    unconfirmed_address: str | None
    feed_made_at: datetime | None
    choices: dict[NewsKind, Frequency]
