"""Names that may be used once: those of launch tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.store.errors import ConditionFailedError
from shared.store.instants import unix_seconds
from shared.store.keys import merchant_key
from shared.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from datetime import datetime


class UsedOnce:
    """What the one merchant that it was made for has used up."""

    def __init__(self, runtime_table: Table, merchant_id: str) -> None:
        self._table = runtime_table
        self._merchant_id = merchant_id

    def use(self, name: str, expires_at: datetime) -> bool:
        """Use ``name`` up, and return whether this was the first time; it is remembered until ``expires_at``."""
        item = {
            "pk": merchant_key(self._merchant_id),
            "sk": f"USED#{name}",
            "expires_at": unix_seconds(expires_at),
        }
        try:
            self._table.put(Put(item, IS_NEW))
        except ConditionFailedError:
            return False
        return True
