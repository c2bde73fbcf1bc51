"""The two ways into the atriga accounts of all merchants: which are due, and whose a customer number is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from shared.domain.account import AtrigaAccount
from shared.store.accounts import ATRIGA, DUE_PREFIX
from shared.store.instants import sortable
from shared.store.keys import SHARD_COUNT, shards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.store.table import Item, Table

_DUE_INDEX = "by_due"
_DUE_PAGE = 100
_NUMBER_INDEX = "by_customer_number"
_MERCHANTS_PAGE = 25


class DueAccount(NamedTuple):
    """An atriga account of some merchant whose time came at ``due_at``.

    ``account`` is ``None`` where what is kept of it cannot be read, so that one such item does not stop the others.
    """

    merchant_id: str
    customer_number: str
    account: AtrigaAccount | None
    due_at: str


class DueAccounts:
    """The atriga accounts of all merchants whose sync is due; for the planner alone."""

    def __init__(self, accounts_table: Table) -> None:
        self._table = accounts_table

    def list_due(self, now: datetime) -> Iterator[DueAccount]:
        """Yield every account that is due, longest due first within a shard.

        The shard that comes first changes with the minute, so that a run that ends early leaves out now these, now
        those.
        """
        first = int(now.timestamp() // 60) % SHARD_COUNT
        all_shards = shards(DUE_PREFIX)
        for due_shard in (*all_shards[first:], *all_shards[:first]):
            start: Item | None = None
            while True:
                page = self._table.query_up_to(
                    _DUE_INDEX, ("due_shard", due_shard), ("due_at", sortable(now)), limit=_DUE_PAGE, start=start
                )
                yield from map(_read_due, page.items)
                start = page.last_key
                if start is None:
                    break


def _read_due(item: Item) -> DueAccount:
    try:
        account = AtrigaAccount.model_validate(item.get("body"))
    except ValidationError:
        account = None
    merchant_id, customer_number = item["pk"].removeprefix("M#"), item["sk"].removeprefix(ATRIGA)
    return DueAccount(merchant_id, customer_number, account, item["due_at"])


class CustomerNumbers:
    """Whose customer number it is, among all merchants; for notifications of the gateway alone."""

    def __init__(self, accounts_table: Table) -> None:
        self._table = accounts_table

    def list_merchants(self, customer_number: str) -> list[str]:
        """List the merchants that activated this customer number, 25 at most: it is rarely more than one."""
        page = self._table.query_newest_first(
            _NUMBER_INDEX, ("customer_number", customer_number), limit=_MERCHANTS_PAGE
        )
        return sorted(item["pk"].removeprefix("M#") for item in page.items)
