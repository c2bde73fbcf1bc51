"""What was changed in the settings: who, what, when, with the value before and after. Append-only.

Values are written the same way in every language (``"7"``, ``"5.00"``, ``"on"``); the pages turn them into the
reader's. An authentication code is no value: that one was changed is recorded, and never what it is.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.domain.cases.timeline import Actor
from shared.domain.model import DomainModel

if TYPE_CHECKING:
    from collections.abc import Mapping


class SettingsDeed(StrEnum):
    """What was done to the settings. Its text for people stands with the pages."""

    ACCOUNT_CONNECTED = "account_connected"
    CODE_CHANGED = "code_changed"
    ACCOUNT_RESUMED = "account_resumed"
    MODE_CHANGED = "mode_changed"
    RULES_CHANGED = "rules_changed"
    ACCOUNT_DEACTIVATED = "account_deactivated"
    PORTAL_ACCOUNTS_CHANGED = "portal_accounts_changed"
    LANGUAGE_CHANGED = "language_changed"
    FEED_MADE = "feed_made"
    FEED_ENDED = "feed_ended"
    MAIL_ASKED = "mail_asked"
    MAIL_CONFIRMED = "mail_confirmed"
    MAIL_ENDED = "mail_ended"
    MAIL_CHOICES_CHANGED = "mail_choices_changed"
    TOKEN_MADE = "token_made"  # noqa: S105 -- a deed
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 -- a deed
    EVENT_ADDRESS_MADE = "event_address_made"
    APP_LEFT = "app_left"


class ChangedValue(DomainModel):
    """One value before and after; ``None`` where there was, or is, none.

    ``name`` is a setting's, or for a portal account what it was called then.
    """

    name: str
    before: str | None
    after: str | None


class SettingsEntry(DomainModel):
    """One change of the settings. ``customer_number`` names the atriga account, where it was about one."""

    entry_id: str
    at: datetime
    actor: Actor
    deed: SettingsDeed
    customer_number: str | None = None
    values: tuple[ChangedValue, ...] = ()


def compare_values(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ChangedValue, ...]:
    """Return what differs, in the order of ``after``; what is missing on one side counts as none."""
    names = dict.fromkeys((*after, *before))
    return tuple(
        ChangedValue(name=name, before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )
