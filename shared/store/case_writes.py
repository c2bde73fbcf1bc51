"""The one place where a case is put: the case itself, and everything by which it is listed and found.

Lists and words are functions of the case, so the writes that bring them up to date are the difference between the
case before and after, and so is what it adds to the merchant's figures. All of it goes into the transaction of the
case, whose revision guards the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.store.case_finding import find_items
from shared.store.case_lists import list_items
from shared.store.figure_deltas import put_delta
from shared.store.keys import case_key
from shared.store.writes import IS_NEW, Condition, Delete, Put, has_revision

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.store.writes import Item, Write

CASE: Final = "CASE"

type Derived = dict[tuple[str, str], Item]


def raise_revision(case: Case) -> Case:
    """Return a case as it stands in the table once it is written."""
    return case.model_copy(update={"revision": case.revision + 1})


class CaseWrites:
    """Makes the writes of the cases of one merchant; the first is always that of the case."""

    def __init__(self, merchant_id: str) -> None:
        self._merchant_id = merchant_id

    def put_new(self, case: Case) -> list[Write]:
        """Make the writes of a case that is not there yet."""
        moved = _move({}, self._derived(case), case.revision)
        return [Put(self._item(case), IS_NEW), *moved, *put_delta(self._merchant_id, None, case, case.revision)]

    def put(self, before: Case, after: Case) -> list[Write]:
        """Make the writes of a case that was read as ``before``."""
        raised = raise_revision(after)
        put = Put(self._item(raised), has_revision(after.revision))
        moved = _move(self._derived(before), self._derived(after), raised.revision)
        return [put, *moved, *put_delta(self._merchant_id, before, after, raised.revision)]

    def _item(self, case: Case) -> Item:
        return {
            "pk": case_key(self._merchant_id, case.case_id),
            "sk": CASE,
            "revision": case.revision,
            "body": case.model_dump(mode="json"),
        }

    def _derived(self, case: Case) -> Derived:
        listed = {(item["pk"], item["sk"]): item for item in list_items(self._merchant_id, case).values()}
        return listed | find_items(self._merchant_id, case)


def _move(before: Derived, after: Derived, revision: int) -> list[Write]:
    """Make the writes from one state to the other; none of them takes the place of one of a later state."""
    is_older = Condition("attribute_not_exists(pk) OR revision < :revision", values={":revision": revision})
    changed = [Put(item | {"revision": revision}, is_older) for key, item in after.items() if before.get(key) != item]
    return [*changed, *(Delete(*key, is_older) for key in before if key not in after)]
