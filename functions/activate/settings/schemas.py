"""The settings as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from functions.activate.accounts.schemas import AtrigaAccount
from shared.domain.account import Locale
from shared.domain.cases.timeline import Actor
from shared.domain.settings_record import SettingsDeed


class PortalAccount(BaseModel):
    """A connector to a shop or marketplace, and the atriga account that it feeds."""

    portal_account_id: str
    name: str
    atriga_account: Annotated[str | None, Field(description="Customer number.")]
    left_out: Annotated[bool, Field(description="It feeds none because the merchant chose so.")]


class PortalAccounts(BaseModel):
    """All portal accounts that DreamRobot told."""

    portal_accounts: list[PortalAccount]
    portal_accounts_version: Annotated[str, Field(description="Another one once anything of this is.")]


class Settings(PortalAccounts):
    """The settings, without any code."""

    language: Locale | None
    atriga_accounts: list[AtrigaAccount]


class ChosenLanguage(BaseModel):
    """The language of everything that the app tells the merchant."""

    language: Locale


class SettingBeforeAndAfter(BaseModel):
    """A value as the record keeps it; null where there was, or is, none."""

    name: Annotated[str, Field(description="A setting's, or for a portal account what it was called then.")]
    before: str | None
    after: str | None


class SettingsChange(BaseModel):
    """One change of the settings."""

    entry_id: str
    at: datetime
    actor: Annotated[Actor, Field(description="`merchant`: on the pages or by an API token.")]
    deed: SettingsDeed
    atriga_account: Annotated[str | None, Field(description="Customer number, where it was about one account.")]
    values: list[SettingBeforeAndAfter]


class SettingsChanges(BaseModel):
    """A page of the record of changes, newest first."""

    items: list[SettingsChange]
    next_cursor: str | None
