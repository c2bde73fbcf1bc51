"""Drafts as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from functions.cases_api.review.review import DraftOutcome
from shared.domain.cases.case import Transfer
from shared.domain.cases.timeline import Correction
from shared.web.presentation.shown_finding import Finding

Decimal = Annotated[str, Field(description="Decimal.")]


class DraftRow(BaseModel):
    """A case that waits for the merchant's approval."""

    case_id: str
    revision: Annotated[int, Field(description="Names what was seen: whoever decides or corrects sends it along.")]
    orders: list[str]
    debtor_name: str
    portal_account: str | None
    atriga_account: Annotated[str, Field(description="Customer number.")]
    total: Decimal
    currency: str
    missing_facts: Annotated[
        list[Literal["reminders", "debtor.kind"]], Field(description="What may still be added; sent as not known.")
    ]
    disputed: Annotated[bool | None, Field(description="Null where it is not known.")]
    created_at: datetime
    changed_at: datetime
    test: bool
    page_url: str


class DraftPage(BaseModel):
    """A page of drafts."""

    items: list[DraftRow]
    next_cursor: Annotated[str | None, Field(description="Leads to the next page; null at the end.")]


class OrderFindings(BaseModel):
    """What was found about one order of a draft when it was evaluated."""

    order_id: str
    findings: list[Finding]


class Draft(DraftRow):
    """A draft with all that would be sent."""

    submission: Annotated[
        dict[str, object],
        Field(description="Exactly what atriga gets: `CaseSubmission` of its contract. Null is sent as not known."),
    ]
    obstacles: Annotated[list[Finding], Field(description="What keeps it from being approved as it is.")]
    findings: list[OrderFindings]
    corrections: Annotated[list[Correction], Field(description="The oldest first.")]


class DraftDecision(BaseModel):
    """What became of one draft."""

    case_id: str
    outcome: Annotated[
        DraftOutcome,
        Field(
            description="Nothing was done where it is `kept_back` (`findings` say by what), `decided_before`, "
            "`changed` (since the revision that was sent) or `unknown`."
        ),
    ]
    transfer: Annotated[Transfer | None, Field(description="How far the hand-over is now; null where it is unknown.")]
    revision: Annotated[int | None, Field(description="The draft's revision, as long as it is one.")]
    findings: list[Finding]


class DraftDecisions(BaseModel):
    """What became of each draft."""

    items: list[DraftDecision]
    next_cursor: Annotated[
        str | None, Field(description="Where to go on with approving all; null where all were gone through.")
    ]
