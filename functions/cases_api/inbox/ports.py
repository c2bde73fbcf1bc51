"""What the inbox needs of the world around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.case_view import CaseView
    from shared.domain.cases.command import Command
    from shared.store.case_table import RowPage
    from shared.store.inquiries import AskedPage
    from shared.store.proposals import ProposalPage


class Inquiries(Protocol):
    """The open questions to one merchant."""

    def list_nearest_first(self, limit: int, cursor: str | None = None) -> AskedPage:
        """Read a page of cases with open questions; UnknownPlaceError where the cursor is of another list."""


class Proposals(Protocol):
    """What is proposed to one merchant."""

    def list_open(self, limit: int, cursor: str | None = None) -> ProposalPage:
        """Read a page of what nobody has decided."""


class CaseTable(Protocol):
    """The case table of one merchant."""

    def read(self, view: CaseView, limit: int, cursor: str | None = None) -> RowPage:
        """Read a page of a view."""

    def read_rows(self, case_ids: Iterable[str]) -> dict[str, CaseRow]:
        """Read the rows of some cases, by case."""


class Cases(Protocol):
    """Where one merchant's cases are kept."""

    def get(self, case_id: str) -> Case | None:
        """Read a case."""


class Accounts(Protocol):
    """Where the merchant's accounts stand."""

    def get_atriga_account(self, customer_number: str) -> AtrigaAccount | None:
        """Read one atriga account."""


class Commands(Protocol):
    """The commands of one merchant's cases."""

    def get(self, case_id: str, command_id: str) -> Command | None:
        """Read a command."""

    def read_many(self, keys: Iterable[tuple[str, str]]) -> list[Command]:
        """Read commands by case and id; missing ones are missing."""

    def add_together(self, commands: Sequence[Command]) -> bool:
        """Keep new commands, all or none; False where one of them is kept already."""


class Files(Protocol):
    """Where documents are kept until atriga has them."""

    def put(self, case_id: str, name: str, content: bytes) -> None:
        """Keep a document."""

    def delete(self, case_id: str, name: str) -> None:
        """Remove a document."""
