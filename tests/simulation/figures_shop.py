"""A merchant's cases on tables in memory, with somebody else let in between two requests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from shared.domain.cases.case import Balance, BalanceLine, Closing
from shared.domain.cases.case_progress import follow_snapshot, note_transfer
from shared.domain.cases.case_row import row_of
from shared.domain.cases.figures import Figures, add_up, figures_of
from shared.domain.money import Money
from shared.store.case_writes import raise_revision
from shared.store.figures import LAG
from shared.store.keys import figures_key
from shared.store.stores import Stores
from shared.store.table import Table
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, START, make_case
from tests.simulation.memory_dynamodb import MemoryDynamoDB
from tests.simulation.side_effects import SideEffects

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.domain.cases.case import Case, Transfer


class WatchedDynamoDB(MemoryDynamoDB):
    """Lets somebody in before the request of a number, and may show the index as it was a while ago."""

    def __init__(self) -> None:
        super().__init__(SideEffects())
        self.requests = 0
        self.intrude_at = 0
        self.intruder: Callable[[], None] | None = None
        self.index_as_it_was: dict[str, Any] | None = None

    def get_item(self, **arguments: Any) -> dict[str, Any]:
        self._count()
        return super().get_item(**arguments)

    def query(self, **arguments: Any) -> dict[str, Any]:
        self._count()
        if "IndexName" not in arguments or self.index_as_it_was is None:
            return super().query(**arguments)
        now, self.tables = self.tables, self.index_as_it_was
        try:
            return super().query(**arguments)
        finally:
            self.tables = now

    def _count(self) -> None:
        self.requests += 1
        if self.requests == self.intrude_at and self.intruder is not None:
            intruder, self.intruder = self.intruder, None
            intruder()


class Shop:
    """A merchant's cases on tables in memory, each write a second after the one before."""

    def __init__(self, merchant_id: str = MERCHANT) -> None:
        self.client = WatchedDynamoDB()
        stores = Stores(cast("Any", self.client), "accounts", "cases", "runtime")
        self.repository = stores.cases_of(merchant_id)
        self.figures = stores.figures_of(merchant_id)
        self.table = Table(cast("Any", self.client), "cases")
        self.cases: dict[str, Case] = {}
        self.now = START

    def open(self, **changes: Any) -> Case:
        number = len(self.cases)
        case = make_case(f"case-{number}", f"{number}_2026_09", changed_at=self._tick(), **changes)
        self.repository.open(case, None)
        self.cases[case.case_id] = case
        return case

    def save(self, before: Case, after: Case) -> None:
        self.table.transact(self.repository.put_progress(before, after))
        self.cases[after.case_id] = raise_revision(after)

    def tell(self, case_id: str, paid: int, *, stage: str = "judicial", is_closed: bool = False) -> None:
        case = self.cases[case_id]
        at = self._tick()
        line = BalanceLine(owed=case.total, paid=Money(cents=paid, currency=case.currency))
        snapshot = make_snapshot(
            version=(case.snapshot.version if case.snapshot else 0) + 1,
            case_number=f"26-{case_id}",
            changed_at=at,
            stage=stage,
            balance=Balance(principal=line, total_open=Money(cents=max(9900 - paid, 0), currency=case.currency)),
            closing=Closing(code="paid", text="Bezahlt", closed_at=at) if is_closed else None,
        )
        self.save(case, follow_snapshot(case, snapshot, at))

    def end(self, case_id: str, transfer: Transfer) -> None:
        case = self.cases[case_id]
        self.save(case, note_transfer(case, transfer, self._tick()))

    def fold(self) -> bool:
        return self.figures.fold(self.now)

    def later(self) -> None:
        self.now += 2 * LAG

    @property
    def counted(self) -> Figures:
        return add_up(figures_of(row_of(case)) for case in self.cases.values())

    @property
    def read(self) -> Figures:
        return self.figures.read().figures

    def outstanding(self) -> int:
        return len(self.table.query_all(figures_key(MERCHANT), "DELTA#"))

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
