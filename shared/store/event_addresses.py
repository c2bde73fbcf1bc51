"""The secret address at which DreamRobot tells of changes at one merchant; only its hash is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from shared.store.instants import sortable
from shared.store.keys import merchant_key
from shared.store.table import Condition, Update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.store.table import Put, Table

_SORT_KEY = "EVENT_ADDRESS"


class EventAddress(NamedTuple):
    """The hash of an address, and when it was made."""

    address_hash: str
    made_at: datetime


class EventAddressRepository:
    """The address of the one merchant that it was made for."""

    def __init__(self, accounts_table: Table, merchant_id: str) -> None:
        self._table = accounts_table
        self._pk = merchant_key(merchant_id)

    def get(self) -> EventAddress | None:
        """Read the address, ``None`` where none was made yet."""
        item = self._table.get(self._pk, _SORT_KEY)
        return EventAddress(item["address_hash"], datetime.fromisoformat(item["made_at"])) if item else None

    def replace(self, address: EventAddress, beside: Sequence[Put]) -> None:
        """Keep a new address, with the writes ``beside``; the one before it leads nowhere from now on.

        Raises:
            ConditionFailedError: A newer one was made in between; nothing was written.
        """
        made_at = sortable(address.made_at)
        update = Update(
            pk=self._pk,
            sk=_SORT_KEY,
            expression="SET address_hash = :hash, made_at = :made_at",
            condition=Condition("attribute_not_exists(pk) OR made_at <= :made_at"),
            values={":hash": address.address_hash, ":made_at": made_at},
        )
        self._table.transact([update, *beside])

    def delete(self) -> None:
        """Forget the address."""
        self._table.delete(self._pk, _SORT_KEY)
