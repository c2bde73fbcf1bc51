"""Exports as programs read them, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from shared.domain.export import ExportState, ItemState, WaitingFor
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
