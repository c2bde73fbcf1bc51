"""What DreamRobot and merchants' programs are answered, for the description of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.domain.account import AccountMode, AccountState, Locale
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency


class Installed(BaseModel):
    """For whom the app is installed now."""

    merchant_id: str


class AtrigaAccount(BaseModel):
    """An atriga account with its rules of the hand-over, as the record of changes writes them."""

    customer_number: str
    name: str
    state: AccountState
    stopped_because: str | None
    mode: AccountMode
    checked_at: datetime
    capabilities: list[str]
    rules: dict[str, str]


class PortalAccount(BaseModel):
    """A connector to a shop or marketplace, and the atriga account that it feeds."""

    portal_account_id: str
    name: str
    atriga_account: Annotated[str | None, Field(description="Customer number.")]


class Settings(BaseModel):
    """The settings, without any code."""

    language: Locale | None
    atriga_accounts: list[AtrigaAccount]
    portal_accounts: list[PortalAccount]


class NotificationSettings(BaseModel):
    """Which news are mailed where and how often, and since when there is a feed."""

    mails_are_on: bool
    address: str | None
    unconfirmed_address: str | None
    feed_made_at: datetime | None
    choices: dict[NewsKind, Frequency]
