"""What the case table needs of the world around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.domain.account import AtrigaAccount, PortalAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.case_view import CaseView, Column, SavedView
    from shared.domain.cases.command import Command
    from shared.domain.cases.mark import CaseNotes
    from shared.store.case_table import RowPage
    from shared.store.case_table_settings import CaseTableSettings


class CaseTable(Protocol):
    """The case table of one merchant."""

    def read(self, view: CaseView, limit: int, cursor: str | None = None) -> RowPage:
        """Read a page of a view."""


class TableSettings(Protocol):
    """How one merchant set its case table up."""

    def read(self) -> CaseTableSettings:
        """Read marks, saved views and columns."""

    def save_view(self, view: SavedView) -> bool:
        """Keep a view under its name; False where there are too many."""

    def forget_view(self, name: str) -> None:
        """Forget a view."""

    def save_columns(self, columns: Sequence[Column]) -> None:
        """Keep the columns that the merchant usually sees."""


class Notes(Protocol):
    """What one merchant notes on its cases."""

    def get(self, case_id: str) -> CaseNotes:
        """Read the notes of a case."""

    def note_seen(self, case_id: str, changed_at: datetime) -> None:
        """Note which change of a case was seen."""

    def mark(self, case_id: str, mark: str, at: datetime) -> bool:
        """Put a mark on a case."""

    def unmark(self, case_id: str, mark: str) -> bool:
        """Take a mark off a case."""


class Accounts(Protocol):
    """The accounts of one merchant."""

    def list_atriga_accounts(self) -> list[AtrigaAccount]:
        """Read all atriga accounts."""

    def list_portal_accounts(self) -> list[PortalAccount]:
        """Read all portal accounts."""


class Cases(Protocol):
    """Where one merchant's cases are kept."""

    def get(self, case_id: str) -> Case | None:
        """Read a case."""


class Commands(Protocol):
    """The commands of one merchant's cases."""

    def list_all(self, case_id: str) -> list[Command]:
        """Read all commands of a case, oldest first."""

    def add(self, command: Command) -> bool:
        """Keep a new command; False where one of this id is kept already."""

    def get(self, case_id: str, command_id: str) -> Command | None:
        """Read a command."""
