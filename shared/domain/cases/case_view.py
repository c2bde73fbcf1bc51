"""A view of the case table: what is looked for, in which order, and in which columns it is shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.domain.cases.next_step import NextStep
from shared.domain.merchant_days import MERCHANT_TIME_ZONE
from shared.domain.model import DomainModel

if TYPE_CHECKING:
    from shared.domain.cases.case_row import CaseRow


class Column(StrEnum):
    """The columns of the table."""

    NUMBER = "number"
    ORDERS = "orders"
    DEBTOR = "debtor"
    PORTAL_ACCOUNT = "portal"
    ATRIGA_ACCOUNT = "atriga"
    HANDED_OVER = "handed_over"
    PRINCIPAL = "principal"
    PAID = "paid"
    OPEN = "open"
    STAGE = "stage"
    STATE = "state"
    CHANGED = "changed"
    MARKS = "marks"
    DOCUMENTS = "documents"
    NEXT_STEP = "next_step"


DEFAULT_COLUMNS = (
    Column.NUMBER,
    Column.ORDERS,
    Column.DEBTOR,
    Column.HANDED_OVER,
    Column.OPEN,
    Column.STAGE,
    Column.STATE,
    Column.NEXT_STEP,
    Column.MARKS,
    Column.CHANGED,
)

WHOLE_TABLE_COLUMNS = frozenset({Column.CHANGED, Column.HANDED_OVER, Column.OPEN})
"""By these the whole table is sorted; by any other only the rows that are shown together."""


class Grouping(StrEnum):
    """What the rows that are shown together may be grouped by."""

    STAGE = "stage"
    PORTAL_ACCOUNT = "portal"
    MARK = "mark"


class Order(DomainModel):
    """By which column rows are sorted, and whether the last comes first."""

    column: Column
    descending: bool = False


NEWEST_CHANGE_FIRST = Order(column=Column.CHANGED, descending=True)


class CaseFilter(DomainModel):
    """What a case must be like to be in a view; ``None`` asks for nothing. Days are those of Germany, both included.

    ``portal`` is a portal account's id, ``atriga`` a customer number. ``test`` asks for test cases or for live ones.
    ``running`` asks for what atriga works on or for all else, ``recovered`` for what brought money in or for all else,
    ``recovered_in`` for the month in which atriga told of money (``2026-11``).
    """

    search: str | None = None
    stage: str | None = None
    processing: str | None = None
    payment: str | None = None
    transfer: str | None = None
    portal: str | None = None
    atriga: str | None = None
    mark: str | None = None
    open_from: Decimal | None = None
    open_to: Decimal | None = None
    handed_over_from: date | None = None
    handed_over_to: date | None = None
    needs_me: bool = False
    next_step: str | None = None
    running: bool | None = None
    recovered: bool | None = None
    recovered_in: str | None = None
    currency: str | None = None
    test: bool | None = None

    @property
    def asks_for_amount(self) -> bool:
        """Whether the open amount is bounded."""
        return self.open_from is not None or self.open_to is not None

    @property
    def asks_for_money(self) -> bool:
        """Whether only cases are asked for in which the sum of what came in ever moved."""
        return bool(self.recovered) or self.recovered_in is not None

    @property
    def asks_for_merchant(self) -> bool:
        """Whether only cases are asked for in which it is the merchant's turn."""
        return self.needs_me or (self.next_step in set(NextStep) and NextStep(self.next_step).is_the_merchants)

    @property
    def asks_for_day(self) -> bool:
        """Whether the day of the hand-over is bounded."""
        return self.handed_over_from is not None or self.handed_over_to is not None

    @property
    def open_cents(self) -> tuple[int | None, int | None]:
        """The bounds of the open amount in cents, both included."""
        return _cents(self.open_from), _cents(self.open_to)

    @property
    def handed_over_instants(self) -> tuple[datetime | None, datetime | None]:
        """The bounds of the hand-over: the first instant that counts, and the first that does not any more."""
        after = self.handed_over_to + timedelta(days=1) if self.handed_over_to else None
        return _midnight(self.handed_over_from), _midnight(after)

    def takes(self, row: CaseRow) -> bool:
        """Whether a row is in the view, as far as rows can tell: not looking at marks and at what is searched for."""
        asked = (
            (self.stage, row.stage),
            (self.processing, row.processing),
            (self.payment, row.payment),
            (self.transfer, row.transfer.value),
            (self.portal, row.portal_account),
            (self.atriga, row.customer_number),
            (self.test, row.test),
            (self.needs_me or None, row.needs_merchant),
            (self.next_step, row.next_step),
            (self.running, row.is_running),
            (self.recovered, row.recovery.cents > 0),
            (self.currency, row.currency),
        )
        return (
            (self.recovered_in is None or self.recovered_in in row.recovery.by_month)
            and all(wanted is None or wanted == found for wanted, found in asked)
            and self._takes_amount(row.open.cents)
            and self._takes_instant(row.handed_over_at)
        )

    def _takes_amount(self, cents: int) -> bool:
        lowest, highest = self.open_cents
        return (lowest is None or cents >= lowest) and (highest is None or cents <= highest)

    def _takes_instant(self, instant: datetime | None) -> bool:
        if not self.asks_for_day:
            return True
        first, after = self.handed_over_instants
        return instant is not None and (first is None or instant >= first) and (after is None or instant < after)


class CaseView(DomainModel):
    """A whole view; ``None`` leaves order or columns to what is usual."""

    filter: CaseFilter = CaseFilter()
    order: Order | None = None
    grouping: Grouping | None = None
    columns: tuple[Column, ...] | None = None


def order_of(view: CaseView) -> Order:
    """Return the order of a view: what was asked for, else by what is bounded, else the newest change first."""
    if view.order is not None:
        return view.order
    if view.filter.asks_for_amount:
        return Order(column=Column.OPEN, descending=True)
    if view.filter.asks_for_day:
        return Order(column=Column.HANDED_OVER, descending=True)
    return NEWEST_CHANGE_FIRST


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount.scaleb(2))


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), MERCHANT_TIME_ZONE)


class SavedView(DomainModel):
    """A view that the merchant gave a name; ``query`` is the part of its address behind the question mark."""

    name: str
    query: str


LONGEST_VIEW_NAME = 60
MOST_SAVED_VIEWS = 30
