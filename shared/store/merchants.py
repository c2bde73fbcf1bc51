"""The merchant as a tenant of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.account import Merchant
from shared.store.errors import ConditionFailedError
from shared.store.keys import merchant_key
from shared.store.table import EXISTS, IS_NEW, Put, Table

if TYPE_CHECKING:
    from shared.store.table import Item

MERCHANT_SORT_KEY = "MERCHANT"


class MerchantRepository:
    """The one merchant that it was made for."""

    def __init__(self, accounts_table: Table, merchant_id: str) -> None:
        self._table = accounts_table
        self._merchant_id = merchant_id

    def get(self) -> Merchant | None:
        """Read the merchant, or ``None`` where the app is not installed for it."""
        item = self._table.get(merchant_key(self._merchant_id), MERCHANT_SORT_KEY)
        return Merchant.model_validate(item["body"]) if item else None

    def save(self, merchant: Merchant) -> bool:
        """Keep the merchant; return whether it is new."""
        item: Item = {
            "pk": merchant_key(self._merchant_id),
            "sk": MERCHANT_SORT_KEY,
            "body": merchant.model_dump(mode="json"),
        }
        try:
            self._table.put(Put(item, IS_NEW))
        except ConditionFailedError:
            self._table.put(Put(item, EXISTS))
            return False
        return True

    def delete(self) -> None:
        """Forget the merchant; its cases stay until their retention ends."""
        self._table.delete(merchant_key(self._merchant_id), MERCHANT_SORT_KEY)
