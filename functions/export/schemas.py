"""Exports as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from shared.domain.export import ExportSource, ExportState, ItemState, WaitingFor
from shared.domain.parties.debtor import DebtorKind, Reminder
from shared.web.presentation.shown_finding import Finding


class Item(BaseModel):
    """What became of one order."""

    order_id: str
    state: ItemState
    findings: list[Finding]
    case_id: str | None


class Counts(BaseModel):
    """How many orders there are, and how far they came."""

    total: int
    evaluated: int
    blocked: int
    cases: int
    drafts: Annotated[int, Field(description="Orders whose case is held back for review.")]


class Export(BaseModel):
    """How far an export is; ``items`` are told where one export is asked for."""

    export_id: str
    state: ExportState
    waiting_for: WaitingFor | None
    counts: Counts
    status_url: str
    page_url: str
    items: list[Item] = Field(default_factory=list)


class ExportRow(BaseModel):
    """An export as a row of the list."""

    export_id: str
    source: ExportSource
    created_at: datetime
    state: ExportState
    waiting_for: WaitingFor | None
    waiting_until: datetime | None
    total: Annotated[int, Field(description="How many orders there are.")]
    counts: Annotated[Counts | None, Field(description="Null until the export is through.")]
    status_url: str
    page_url: str


class ExportPage(BaseModel):
    """A page of exports, the newest first."""

    items: list[ExportRow]
    next_cursor: Annotated[str | None, Field(description="Leads to the next page; null at the end.")]


class KeptAnswers(BaseModel):
    """What the merchant said about an order that was kept back; null is no answer."""

    debtor_kind: DebtorKind | None
    disputed: bool | None
    returned: Annotated[
        bool | None, Field(description="False where the credit note that was found belongs to another order.")
    ]
    time_barred_reason: str | None
    reminders: list[Reminder]
    answered_at: datetime


class ItemAlone(Item):
    """One order of an export with what was said about it."""

    export_id: str
    reminders: Annotated[list[Reminder], Field(description="Those that came with the export.")]
    answers: Annotated[KeptAnswers | None, Field(description="What was answered later.")]
    answerable: Annotated[
        list[Literal["debtor_kind", "disputed", "returned", "time_barred_reason", "reminders"]],
        Field(description="What may be answered now; nothing where the order is not kept back."),
    ]
    page_url: str
