"""The one write that makes a claim of orders: case, guards, command and export items together, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.export import ExportItem
    from shared.store.cases import CaseRepository
    from shared.store.exports import ExportRepository


class HandOverRepository:
    """Writes hand-overs of the one merchant whose repositories it was given."""

    def __init__(self, cases: CaseRepository, exports: ExportRepository) -> None:
        self._cases = cases
        self._exports = exports

    def write(self, case: Case, command: Command, export_id: str, items: Sequence[ExportItem]) -> None:
        """Write the case, the guards of its orders, its command, and the items it was made of.

        Raises:
            TransactionLostError: An order is in another case, or an item was written in between.
        """
        self._cases.open(case, command, [self._exports.put_item(export_id, item) for item in items])
