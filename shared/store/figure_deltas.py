"""What a write of a case does to its merchant's figures: one small item beside it, in the same transaction.

Nothing that two cases share is written, so two workers never stand in each other's way, and the revision of the case
guards that each difference is there exactly once. A change that moves no figure writes none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.case_row import row_of
from shared.domain.cases.figures import Figures, difference, figures_of, read_figures, write_figures
from shared.store.instants import sortable
from shared.store.keys import figures_key
from shared.store.writes import IS_NEW, Put

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.store.writes import Item

DELTA: Final = "DELTA#"


class Delta(NamedTuple):
    """A difference as it is kept: which write of which case made it, and when."""

    sk: str
    at: str
    case_id: str
    revision: int
    figures: Figures


def put_delta(merchant_id: str, before: Case | None, after: Case, revision: int) -> list[Put]:
    """Make the write of what a case adds to the figures anew; ``revision`` is that of the case once it is written."""
    row = row_of(after)
    moved = difference(figures_of(row), figures_of(row_of(before)) if before else {})
    if not moved:
        return []
    item: Item = {
        "pk": figures_key(merchant_id),
        # By time, so that those before an instant are read first and folded first.
        "sk": f"{DELTA}{sortable(row.changed_at)}#{row.case_id}#{revision:010}",
        "figures": write_figures(moved),
    }
    return [Put(item, IS_NEW)]


def read_delta(item: Item) -> Delta:
    """Read a difference."""
    at, case_id, revision = item["sk"].removeprefix(DELTA).split("#")
    return Delta(item["sk"], at, case_id, int(revision), read_figures(item["figures"]))
