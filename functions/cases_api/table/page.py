"""The page of the case table: rows, and every address that leads from this view to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from functions.cases_api.cursor import write_cursor
from functions.cases_api.table.arrangement import group_rows, is_sorted_as_a_whole, narrow_to_group, sort_rows
from functions.cases_api.table.view_query import write_view
from shared.domain.capability import Capability
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_view import (
    DEFAULT_COLUMNS,
    WHOLE_TABLE_COLUMNS,
    CaseFilter,
    CaseView,
    Column,
    Order,
    order_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from functions.cases_api.table.arrangement import Group
    from functions.cases_api.table.view_query import ReadView
    from shared.domain.account import AtrigaAccount, PortalAccount
    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.mark import MarkCount
    from shared.store.case_table import RowPage
    from shared.store.case_table_settings import CaseTableSettings

PATH = "/cases"
CSV_PATH = "/cases.csv"
DEFAULT_LIMIT = 50


@dataclass(frozen=True, slots=True)
class TablePage:
    """Everything that the template shows."""

    asked: ReadView
    limit: int
    cursor: str | None
    found: RowPage
    settings: CaseTableSettings
    atriga_accounts: Sequence[AtrigaAccount]
    portal_accounts: Sequence[PortalAccount]
    told: str | None = None
    told_count: int = 0

    @property
    def view(self) -> CaseView:
        """The view that is shown."""
        return self.asked.view

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown: those of the address, else the merchant's, else the usual ones."""
        return self.view.columns or self.settings.columns or DEFAULT_COLUMNS

    @property
    def groups(self) -> list[Group]:
        """The rows, sorted and grouped."""
        rows = sort_rows(self.found.rows, self.found.notes, self.view)
        return group_rows(rows, self.found.notes, self.view.grouping)

    @property
    def marks(self) -> list[MarkCount]:
        """The merchant's marks."""
        return self.settings.marks

    @property
    def order(self) -> Order:
        """The order that the rows are in."""
        return order_of(self.view)

    @property
    def is_sorted_as_a_whole(self) -> bool:
        """Whether the order is that of the whole table."""
        return is_sorted_as_a_whole(self.view)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for that could leave a case out, or was meant to."""
        return self.view.filter != CaseFilter() or bool(self.asked.errors)

    @property
    def stopped_early(self) -> bool:
        """Whether the page is not full only because it looked far enough for one page."""
        return self.found.cursor is not None and len(self.found.rows) < self.limit

    @property
    def query(self) -> str:
        """The view as the part of an address behind the question mark."""
        return write_view(self.view)

    @property
    def next_address(self) -> str | None:
        """Where the table goes on."""
        return self._address(self.view, cursor=write_cursor(self.found.cursor)) if self.found.cursor else None

    @property
    def first_address(self) -> str:
        """Where the view begins."""
        return self._address(self.view)

    @property
    def csv_address(self) -> str:
        """Where the view is as a file, from its beginning."""
        columns = self.view.model_copy(update={"columns": self.columns})
        return f"{CSV_PATH}?{write_view(columns)}"

    @property
    def bare_address(self) -> str:
        """The view without anything that it asks for; order and columns stay."""
        return self._address(self.view.model_copy(update={"filter": CaseFilter()}))

    def address_without(self, name: str) -> str:
        """The view without one of the things that it asks for."""
        field = "search" if name == "q" else name
        bare = self.view.filter.model_copy(update={field: CaseFilter.model_fields[field].default})
        return self._address(self.view.model_copy(update={"filter": bare}))

    def sort_address(self, column: Column) -> str:
        """The view sorted by a column; by the one that it is sorted by, the other way round."""
        descending = not self.order.descending if column is self.order.column else column in WHOLE_TABLE_COLUMNS
        return self._address(self.view.model_copy(update={"order": Order(column=column, descending=descending)}))

    def mark_address(self, mark: str) -> str:
        """All cases that carry a mark."""
        return self._address(self.view.model_copy(update={"filter": CaseFilter(mark=mark)}))

    def group_address(self, value: str) -> str | None:
        """The view narrowed to one of its groups."""
        if self.view.grouping is None:
            return None
        narrowed = narrow_to_group(self.view.filter, self.view.grouping, value)
        return self._address(self.view.model_copy(update={"filter": narrowed, "grouping": None}))

    def has_news(self, row: CaseRow) -> bool:
        """Whether a case changed since it was opened."""
        notes = self.found.notes.get(row.case_id)
        return notes is None or not notes.covers(row.changed_at)

    def marks_of(self, row: CaseRow) -> Sequence[str]:
        """The marks of a case."""
        return self.found.notes[row.case_id].marks if row.case_id in self.found.notes else ()

    @property
    def portal_names(self) -> Mapping[str, str]:
        """What the portal accounts are called."""
        return {account.portal_account_id: account.name for account in self.portal_accounts}

    @property
    def mark_choices(self) -> list[tuple[str, str]]:
        """The marks to choose from, each with the number of its cases."""
        return [(count.mark, f"{count.mark} ({count.cases})") for count in self.settings.marks]

    @property
    def atriga_choices(self) -> list[tuple[str, str]]:
        """The atriga accounts to choose from."""
        return [(account.customer_number, account.name) for account in self.atriga_accounts]

    @property
    def shows_drafts(self) -> bool:
        """Whether any of the rows waits for the merchant's approval, which is given at the review."""
        return any(row.transfer is Transfer.DRAFT for row in self.found.rows)

    @property
    def offers_pause(self) -> bool:
        """Whether any atriga account of the merchant takes pauses."""
        return self._any_offers(Capability.PAUSES)

    @property
    def offers_payments(self) -> bool:
        """Whether any atriga account of the merchant takes reports of payments."""
        return self._any_offers(Capability.PAYMENTS)

    def _any_offers(self, capability: Capability) -> bool:
        return any(account.terms.offers(capability) for account in self.atriga_accounts)

    def _address(self, view: CaseView, *, cursor: str | None = None) -> str:
        query = write_view(view)
        more = {"limit": str(self.limit)} if self.limit != DEFAULT_LIMIT else {}
        if cursor:
            more["cursor"] = cursor
        parts = [part for part in (query, urlencode(more)) if part]
        return f"{PATH}?{'&'.join(parts)}" if parts else PATH
