"""What a program sends to change the settings of a merchant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from functions.activate.activation.form import CustomerNumber
from shared.domain.account import Locale

_MOST_CONNECTIONS = 1_000


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class LanguageBody(_Body):
    """The language of everything that the app tells the merchant."""

    language: Locale


class FetchPortalAccounts(_Body):
    """Asks DreamRobot for the portal accounts (it counts against the daily quota) and connects those that are free."""

    action: Literal["fetch"]
    customer_number: Annotated[
        CustomerNumber | None,
        Field(description="The atriga account that they feed; without it the only one in use, if it is one."),
    ] = None


class ConnectPortalAccounts(_Body):
    """Lets portal accounts feed other atriga accounts; those that are not named stay as they are."""

    action: Literal["connect"]
    version: Annotated[str, Field(max_length=64, description="The `portal_accounts_version` of what the program read.")]
    connections: Annotated[
        dict[str, CustomerNumber | None],
        Field(
            max_length=_MOST_CONNECTIONS,
            description="Customer number by id of the portal account; null for none, which keeps its orders out.",
        ),
    ]


class PortalAccountsBody(
    RootModel[Annotated[FetchPortalAccounts | ConnectPortalAccounts, Field(discriminator="action")]]
):
    """Fetching the portal accounts, or connecting them."""
