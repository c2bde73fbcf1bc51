"""The list of cases with open questions, nearest day first; a case is in it from the change that asks to the answer.

One item for each case and not for each question: a case is written in one transaction, which has room for one more
item and not for as many as the agency may ask.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.inquiries import AskedCase
from shared.store.asked_questions import read_questions
from shared.store.case_lists import LIST, CaseList, ListKind, read_row
from shared.store.errors import UnknownPlaceError
from shared.store.exports import TIME_INDEX
from shared.store.keys import case_key

if TYPE_CHECKING:
    from shared.store.table import Item, Table

_FIRST: Final = " "
_LAST: Final = "~"
_PLACE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}#[A-Za-z0-9-]{1,64}")


class AskedPage(NamedTuple):
    """A page of cases with open questions; ``cursor`` is the place of the last one where more follow."""

    cases: list[AskedCase]
    cursor: str | None


class InquiryRepository:
    """The questions to the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._key = CaseList(ListKind.ASKED).key(merchant_id)

    def list_nearest_first(self, limit: int, cursor: str | None = None) -> AskedPage:
        """Read a page; ``cursor`` comes from the page before and holds nothing of another merchant.

        Raises:
            UnknownPlaceError: The cursor is of another list.
        """
        # One more than is shown tells whether there are more.
        page = self._table.query_between(
            TIME_INDEX,
            ("list_key", self._key),
            ("list_at", _FIRST, _LAST),
            limit=limit + 1,
            start=self._start(cursor),
        )
        shown = page.items[:limit]
        cases = [AskedCase(read_row(item), read_questions(item), int(item["question_count"])) for item in shown]
        return AskedPage(cases, shown[-1]["list_at"] if len(page.items) > limit else None)

    def _start(self, cursor: str | None) -> Item | None:
        if cursor is None:
            return None
        if not _PLACE.fullmatch(cursor):
            raise UnknownPlaceError
        pk = case_key(self._merchant_id, cursor.rpartition("#")[2])
        return {"list_key": self._key, "list_at": cursor, "pk": pk, "sk": LIST + ListKind.ASKED}
