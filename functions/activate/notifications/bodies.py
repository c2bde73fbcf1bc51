"""What a program may change of the notifications: less, but never where they go.

A token that leaked must not lead news to somebody else or open a door that stays when it is revoked; so an address for
mails and an address of the feed are made by people alone.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class ChooseFrequencies(_Body):
    """Chooses how often news are mailed; kinds that are left out stay as they are."""

    action: Literal["choose"]
    choices: dict[NewsKind, Frequency]


class EndMails(_Body):
    """Ends the mails and forgets the address."""

    action: Literal["end_mails"]


class EndFeed(_Body):
    """Lets the feed address work no more."""

    action: Literal["end_feed"]


class NotificationsBody(RootModel[Annotated[ChooseFrequencies | EndMails | EndFeed, Field(discriminator="action")]]):
    """Choosing how often news are mailed, or ending the mails or the feed."""
