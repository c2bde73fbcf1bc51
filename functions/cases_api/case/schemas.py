"""The actions and the documents of a case as programs read them, for the description of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from functions.cases_api.case.atriga import Trouble
from shared.domain.cases.command_payloads import CommandKind


class ActionPrice(BaseModel):
    """What an action costs."""

    amount: Annotated[str, Field(description="Decimal.")]
    currency: str


class ActionOffer(BaseModel):
    """One action of a case, and whether it is offered now."""

    kind: CommandKind
    offered: bool
    reason: Annotated[str | None, Field(description="Why it is not offered, for people.")]
    price: Annotated[ActionPrice | None, Field(description="Null where the gateway's contract knows none.")]
    price_unknown: Annotated[
        Trouble | Literal["not_named"] | None,
        Field(description="Why atriga did not tell the price now."),
    ]


class ActionOffers(BaseModel):
    """All actions of a case."""

    items: list[ActionOffer]


class OrderedAction(BaseModel):
    """An order that was taken and is told to atriga next."""

    command_id: str
    kind: CommandKind


class DecidedProposal(BaseModel):
    """A proposal that nobody has to decide on any more."""

    case_id: str
    proposal_id: str
    decision: Literal["put_aside"]


class DocumentRow(BaseModel):
    """A document of a case; its address is the app's own and leads on to a fresh one of atriga's."""

    document_id: str
    kind: str
    title: str
    created_at: datetime
    url: str


class DocumentList(BaseModel):
    """All documents of a case."""

    items: list[DocumentRow]
