"""The activation as programs read it, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from functions.activate.accounts.schemas import AtrigaAccount
from functions.activate.foreign_systems import DreamRobotCause
from functions.activate.settings.schemas import PortalAccount


class ChecklistStep(BaseModel):
    """A step on the way to an account that works."""

    step: int
    text: str
    refused_with: Annotated[
        str | None, Field(description="The code with which atriga's refusal is told where this step is not done.")
    ]


class Activation(BaseModel):
    """What stands of the activation."""

    connected: Annotated[bool, Field(description="Whether an atriga account works.")]
    atriga_accounts: list[AtrigaAccount]
    portal_accounts: list[PortalAccount]
    portal_accounts_version: str
    checklist: list[ChecklistStep]


class Activated(BaseModel):
    """An account that was connected, and the portal accounts."""

    atriga_account: AtrigaAccount
    portal_accounts: list[PortalAccount]
    portal_accounts_version: str
    portal_accounts_unread_because: Annotated[
        DreamRobotCause | None,
        Field(description="Why DreamRobot did not tell the portal accounts; they can be fetched later."),
    ]
