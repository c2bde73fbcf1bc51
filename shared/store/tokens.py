"""DreamRobot's access token of each merchant, kept so that all functions share one.

Fetching a token may count against the merchant's daily quota. The table is encrypted and keeps no backup.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from shared.store.errors import ConditionFailedError
from shared.store.instants import sortable, unix_seconds
from shared.store.keys import merchant_key
from shared.store.table import Condition, Put, Table

if TYPE_CHECKING:
    from shared.store.table import Item

_SORT_KEY = "TOKEN"


class KeptToken(NamedTuple):
    """A token and the instant at which it ends."""

    value: str
    expires_at: datetime


class TokenRepository:
    """The token of the one merchant that it was made for."""

    def __init__(self, runtime_table: Table, merchant_id: str) -> None:
        self._table = runtime_table
        self._pk = merchant_key(merchant_id)

    def get(self) -> KeptToken | None:
        """Read the token that ends last."""
        item = self._table.get(self._pk, _SORT_KEY)
        return KeptToken(item["value"], datetime.fromisoformat(item["ends_at"]).astimezone(UTC)) if item else None

    def put(self, token: KeptToken) -> None:
        """Keep a token, unless one that ends later is kept already."""
        item: Item = {
            "pk": self._pk,
            "sk": _SORT_KEY,
            "value": token.value,
            "ends_at": sortable(token.expires_at),
            "expires_at": unix_seconds(token.expires_at),
        }
        is_newer = Condition(
            "attribute_not_exists(pk) OR ends_at < :ends_at", values={":ends_at": sortable(token.expires_at)}
        )
        try:
            self._table.put(Put(item, is_newer))
        except ConditionFailedError:
            return

    def delete(self) -> None:
        """Forget the token, because the access behind it changed."""
        self._table.delete(self._pk, _SORT_KEY)
