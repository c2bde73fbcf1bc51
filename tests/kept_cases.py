"""The whole cases of a merchant, as the case table lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.case_view import CaseView

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.store.stores import Stores

_MOST = 1000


def list_cases(stores: Stores, merchant_id: str) -> list[Case]:
    """Read all cases of a merchant, newest change first."""
    page = stores.case_table_of(merchant_id).read(CaseView(), _MOST)
    assert page.cursor is None
    cases = [stores.cases_of(merchant_id).get(row.case_id) for row in page.rows]
    return [case for case in cases if case]
