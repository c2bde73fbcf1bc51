"""The settings as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.domain.account import AccountMode, AccountState, Locale


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
