"""Cases of a merchant on the tables, and what its case table shows of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.domain.cases.case_progress import follow_snapshot
from shared.domain.cases.case_view import CaseFilter, CaseView, Order
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, START, make_case, make_command

if TYPE_CHECKING:
    from datetime import datetime

    from shared.domain.cases.case import Case
    from shared.store.case_table import RowPage
    from tests.component.world import World


class Shelf:
    """Cases of a merchant, and what its table shows."""

    def __init__(self, world: World, merchant_id: str = MERCHANT) -> None:
        self.cases = world.stores.cases_of(merchant_id)
        self.commands = world.stores.commands_of(merchant_id)
        self.table = world.stores.case_table_of(merchant_id)
        self.notes = world.stores.case_notes_of(merchant_id)
        self.settings = world.stores.case_table_settings_of(merchant_id)
        self.count = 0

    def add(self, case_id: str, *, told: dict[str, Any] | None = None, **changes: Any) -> Case:
        self.count += 1
        at = START + timedelta(minutes=self.count)
        order = changes.pop("order_id", f"{self.count}_2026_09")
        case = make_case(case_id, order, **{"changed_at": at, **changes})
        self.cases.open(case, make_command(case, f"command-of-{case_id}"))
        return case if told is None else self.follow(case, at, **told)

    def follow(self, case: Case, at: datetime, **told: Any) -> Case:
        snapshot = make_snapshot(
            version=(case.snapshot.version if case.snapshot else 0) + 1,
            client_reference=case.case_id,
            **{"case_number": f"26-{case.case_id[-1] * 6}", "submitted_at": at, **told},
        )
        after = follow_snapshot(case, snapshot, at)
        command = self.commands.get(case.case_id, f"command-of-{case.case_id}")
        assert command is not None
        return self.cases.save_progress(case, after, command)[0]

    def see(self, *, limit: int = 50, cursor: str | None = None, order: Order | None = None, **wanted: Any) -> RowPage:
        view = CaseView(filter=CaseFilter.model_validate(wanted), order=order)
        return self.table.read(view, limit, cursor)

    def ids(self, **wanted: Any) -> list[str]:
        return [row.case_id for row in self.see(**wanted).rows]
