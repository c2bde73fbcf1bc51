"""What reviewing drafts needs of the world; the adapters are put in by the handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.export import ExportCounts, ExportItem
    from shared.store.drafts import DraftPage


class Drafts(Protocol):
    """Where cases wait for approval. Every write raises TransactionLostError where another was first."""

    def list_missing_facts_first(self, limit: int, cursor: str | None = None) -> DraftPage:
        """Read a page of drafts."""

    def correct(self, before: Case, after: Case, event: CaseEvent) -> Case:
        """Write a corrected draft, and return it with its new revision."""

    def approve(
        self, before: Case, after: Case, command: Command, event: CaseEvent, items: Sequence[ExportItem]
    ) -> None:
        """Write an approved case with its command and its items."""

    def discard(self, before: Case, after: Case, event: CaseEvent, items: Sequence[ExportItem]) -> None:
        """Write a discarded case and its items, and free its orders."""


class Cases(Protocol):
    """Where cases are kept."""

    def get(self, case_id: str) -> Case | None:
        """Read a case."""


class Exports(Protocol):
    """Where the items are kept that drafts were made of."""

    def list_items(self, export_id: str) -> list[ExportItem]:
        """Read all items of an export."""

    def keep_counts(self, export_id: str, counts: ExportCounts) -> None:
        """Keep the counts of an export that is done."""


class Accounts(Protocol):
    """Where the merchant's accounts stand."""

    def get_atriga_account(self, customer_number: str) -> AtrigaAccount | None:
        """Read one atriga account."""
