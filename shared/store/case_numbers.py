"""Which case a file number belongs to: the present number and those it replaced.

The numbers are written in the transaction that takes the snapshot in which they stand, so a number that is shown
is one that can be looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.store.keys import case_number_key
from shared.store.table import Condition, Table, Update

if TYPE_CHECKING:
    from shared.domain.cases.case import Case

_CASE = "CASE#"

MOST_NUMBERS_AT_ONCE = 10
"""A transaction takes 100 writes in all; no agency replaces a number so often."""


def write_case_numbers(merchant_id: str, before: Case, after: Case) -> list[Update]:
    """Make the writes of the numbers that a case got between ``before`` and ``after``.

    A number never stands in the way of a case: where two cases are called the same, both are noted.
    """
    known = before.snapshot.case_numbers if before.snapshot else ()
    told = after.snapshot.case_numbers if after.snapshot else ()
    new = [number for number in dict.fromkeys(told) if number and number not in known]
    return [
        Update(
            pk=case_number_key(merchant_id, number),
            sk=_CASE + after.case_id,
            expression="SET case_id = :case_id",
            condition=Condition("attribute_not_exists(pk) OR case_id = :case_id"),
            values={":case_id": after.case_id},
        )
        for number in new[:MOST_NUMBERS_AT_ONCE]
    ]


class CaseNumberRepository:
    """The file numbers of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def find_case_id(self, case_number: str) -> str | None:
        """Tell which case is or was called so; ``None`` where none is, or several are."""
        items = self._table.query_all(case_number_key(self._merchant_id, case_number), _CASE)
        return str(items[0]["case_id"]) if len(items) == 1 else None
