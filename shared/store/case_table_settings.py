"""How a merchant set its case table up: the marks it uses, the views it saved, the columns it usually sees.

All of it is one partition, so a page reads it with one request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.case_view import MOST_SAVED_VIEWS, Column, SavedView
from shared.store.case_notes import MARK_COUNT, read_mark_counts
from shared.store.errors import ConditionFailedError
from shared.store.keys import case_table_key
from shared.store.table import EXISTS, IS_NEW, Put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.mark import MarkCount
    from shared.store.table import Item, Table

_SETTING: Final = "SETTING#"
_COLUMNS: Final = "SETTING#COLUMNS"
_VIEW: Final = "SETTING#VIEW#"


class CaseTableSettings(NamedTuple):
    """What stands there; ``columns`` is empty where the merchant never chose any."""

    marks: list[MarkCount]
    views: list[SavedView]
    columns: tuple[Column, ...]


class CaseTableSettingsRepository:
    """The settings of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._pk = case_table_key(merchant_id)

    def read(self) -> CaseTableSettings:
        """Read all of it; marks and views in their order of the alphabet."""
        items = self._table.query_all(self._pk, _SETTING)
        views = [
            SavedView(name=item["sk"].removeprefix(_VIEW), query=item["query"])
            for item in items
            if item["sk"].startswith(_VIEW)
        ]
        columns = next((item["columns"] for item in items if item["sk"] == _COLUMNS), ())
        return CaseTableSettings(
            marks=read_mark_counts([item for item in items if item["sk"].startswith(MARK_COUNT)]),
            views=sorted(views, key=lambda view: view.name.casefold()),
            columns=tuple(Column(column) for column in columns if column in set(Column)),
        )

    def save_view(self, view: SavedView) -> bool:
        """Keep a view under its name, in place of another of that name; False where there are too many."""
        known = self.read().views
        if len(known) >= MOST_SAVED_VIEWS and view.name not in {one.name for one in known}:
            return False
        self._put({"sk": _VIEW + view.name, "query": view.query})
        return True

    def forget_view(self, name: str) -> None:
        """Forget a view; one that is gone already stays gone."""
        self._table.delete(self._pk, _VIEW + name)

    def save_columns(self, columns: Sequence[Column]) -> None:
        """Keep the columns that the merchant usually sees."""
        self._put({"sk": _COLUMNS, "columns": [column.value for column in columns]})

    def _put(self, values: Item) -> None:
        item = {"pk": self._pk, **values}
        try:
            self._table.put(Put(item, IS_NEW))
        except ConditionFailedError:
            self._table.put(Put(item, EXISTS))
