"""The words under which a case is found, each an item that points at its case.

The items of words with the same two first letters are one partition, sorted by word: a search reads those that
begin like what was typed. A name in a key is as well protected as in the case, and is never logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.cases.search_words import words_of_case
from shared.store.keys import find_key

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.store.writes import Item

MOST_WRITES: Final = 100
"""DynamoDB's bound for one transaction."""

_WRITES_OF_AN_ORDER: Final = 2
"""Its guard and its item of the export; see ``docs/architecture.md``, "What a transaction has to hold"."""

_OTHER_WRITES: Final = 16
"""The case, its command, its draft's marker, an event, and the lists in which it stands."""


def findable_words(case: Case) -> tuple[str, ...]:
    """Return the words under which a case is found.

    A case of more than twenty orders is found by as many of their numbers as the transaction that opens it has room
    for, and by its file number and its debtor always.
    """
    orders = len(case.positions) + len(case.taken_out)
    room = max(MOST_WRITES - _OTHER_WRITES - _WRITES_OF_AN_ORDER * orders, 0)
    return words_of_case(case)[:room]


def find_items(merchant_id: str, case: Case) -> dict[tuple[str, str], Item]:
    """Make the items under which a case is found, by their keys."""
    items: dict[tuple[str, str], Item] = {}
    for word in findable_words(case):
        pk, sk = find_key(merchant_id, word), f"{word}#{case.case_id}"
        items[pk, sk] = {"pk": pk, "sk": sk, "case_id": case.case_id}
    return items
