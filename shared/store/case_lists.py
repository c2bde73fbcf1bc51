"""The lists in which a case stands, each as a small item beside it that carries the case's row.

An item of a list is in the index by time under the key of its list. A list of a stage, an account or the like is
sorted by last change; two more hold all cases by open amount and by hand-over. The row is kept as one text: a page
reads hundreds of them, and a single attribute is read many times quicker than twenty.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.case_row import CaseRow, row_of
from shared.domain.cases.inquiries import open_inquiries, urgency_of
from shared.domain.cases.recovery import Recovery
from shared.store.asked_questions import write_questions
from shared.store.case_finding import findable_words
from shared.store.instants import sortable
from shared.store.keys import case_key, case_list_key

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.store.writes import Item

LIST: Final = "LIST#"
ROW: Final = "LIST#ALL"
"""The item of the list of all cases: every case has one. It holds besides under which words the case is found."""

LONGEST_VALUE: Final = 200
"""Open values of the gateway are cut here: the key of an index has a bound."""

HIGHEST_AMOUNT: Final = 10**15 - 1


class ListKind(StrEnum):
    """The lists. All but the first, ``OPEN`` and ``HANDED_OVER`` hold the cases that have one value in common.

    ``ASKED`` holds those with open questions, by the nearest day, and its items carry the questions besides.
    """

    ALL = "ALL"
    STAGE = "STAGE"
    PROCESSING = "PROCESSING"
    PAYMENT = "PAYMENT"
    TRANSFER = "TRANSFER"
    PORTAL = "PORTAL"
    ATRIGA = "ATRIGA"
    TEST = "TEST"
    NEEDS_MERCHANT = "NEEDS_MERCHANT"
    RECOVERED = "RECOVERED"
    OPEN = "OPEN"
    HANDED_OVER = "HANDED_OVER"
    ASKED = "ASKED"


class CaseList(NamedTuple):
    """One list of cases: its kind, and the value that its cases have in common, if any."""

    kind: ListKind
    value: str | None = None

    def key(self, merchant_id: str) -> str:
        """Return the key of the list in the index by time."""
        kind = None if self.kind is ListKind.ALL else self.kind.value
        return case_list_key(merchant_id, kind, self.value[:LONGEST_VALUE] if self.value is not None else None)


def list_items(merchant_id: str, case: Case) -> dict[str, Item]:
    """Make the items of all lists in which a case stands, by their sort keys."""
    row = row_of(case)
    told = row.model_dump_json(exclude_defaults=True)
    pk = case_key(merchant_id, case.case_id)
    items: dict[str, Item] = {}
    for case_list, place in _places(row):
        sk = LIST + case_list.kind
        items[sk] = {"pk": pk, "sk": sk, "list_key": case_list.key(merchant_id), "list_at": place, "row": told}
    items[ROW] |= {"words": " ".join(findable_words(case))}
    asked = open_inquiries(case)
    if asked:
        sk = LIST + ListKind.ASKED
        place = f"{urgency_of(asked[0]).isoformat()}#{case.case_id}"
        list_key = CaseList(ListKind.ASKED).key(merchant_id)
        items[sk] = {"pk": pk, "sk": sk, "list_key": list_key, "list_at": place, "row": told, **write_questions(asked)}
    return items


def read_row(item: Item) -> CaseRow:
    """Read the row that an item of a list carries."""
    return CaseRow.model_validate_json(item["row"])


def amount_place(cents: int) -> str:
    """Return where an amount stands in the list by open amount; what is overpaid stands with what is paid."""
    return f"{min(max(cents, 0), HIGHEST_AMOUNT):015}"


def _places(row: CaseRow) -> list[tuple[CaseList, str]]:
    changed = f"{sortable(row.changed_at)}#{row.case_id}"
    places = [
        (CaseList(ListKind.ALL), changed),
        (CaseList(ListKind.TRANSFER, row.transfer.value), changed),
        (CaseList(ListKind.ATRIGA, row.customer_number), changed),
        (CaseList(ListKind.OPEN), f"{amount_place(row.open.cents)}#{row.case_id}"),
    ]
    values = (
        (ListKind.STAGE, row.stage),
        (ListKind.PROCESSING, row.processing),
        (ListKind.PAYMENT, row.payment),
        (ListKind.PORTAL, row.portal_account),
    )
    places += [(CaseList(kind, value), changed) for kind, value in values if value]
    if row.test:
        places.append((CaseList(ListKind.TEST), changed))
    if row.needs_merchant:
        places.append((CaseList(ListKind.NEEDS_MERCHANT), changed))
    if row.recovery != Recovery():
        places.append((CaseList(ListKind.RECOVERED), changed))
    if row.handed_over_at is not None:
        places.append((CaseList(ListKind.HANDED_OVER), f"{sortable(row.handed_over_at)}#{row.case_id}"))
    return places
