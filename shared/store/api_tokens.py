"""A merchant's API tokens, each known by the hash of its secret.

They stand beside the settings, so that making and revoking one is a transaction with its entry in the record. When one
was used last is known from its bucket (``token_buckets``), which every call with it is counted against anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.account import Merchant
from shared.domain.api_token import MOST_TOKENS, ApiToken
from shared.store.keys import merchant_key
from shared.store.merchants import MERCHANT_SORT_KEY
from shared.store.table import EXISTS, IS_NEW, Condition, Delete, Put, Update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.account import Locale
    from shared.store.table import Table

_TOKEN = "API_TOKEN#"  # noqa: S105 -- the beginning of a sort key
_COUNT = "API_TOKENS"


class ApiTokenRepository:
    """The tokens of the one merchant that it was made for."""

    def __init__(self, accounts_table: Table, merchant_id: str) -> None:
        self._table = accounts_table
        self._pk = merchant_key(merchant_id)

    def add(self, token: ApiToken, beside: Sequence[Put]) -> None:
        """Keep a new token, with the writes ``beside``.

        Raises:
            ConditionFailedError: The merchant has as many tokens as it may have.
        """
        item = {"pk": self._pk, "sk": _TOKEN + token.token_id, "body": token.model_dump(mode="json")}
        room = Condition("attribute_not_exists(pk) OR kept < :most", values={":most": MOST_TOKENS})
        self._table.transact([Put(item, IS_NEW), self._count("if_not_exists(kept, :none) + :one", room), *beside])

    def revoke(self, token_id: str, beside: Sequence[Put]) -> None:
        """Forget a token for good, with the writes ``beside``.

        Raises:
            ConditionFailedError: There is no such token any more.
        """
        gone = Delete(self._pk, _TOKEN + token_id, EXISTS)
        self._table.transact([gone, self._count("kept - :one", EXISTS), *beside])

    def list_all(self) -> list[ApiToken]:
        """Read all tokens, the newest first."""
        tokens = [ApiToken.model_validate(item["body"]) for item in self._table.query_all(self._pk, _TOKEN)]
        return sorted(tokens, key=lambda token: token.made_at, reverse=True)

    def find(self, token_id: str) -> tuple[ApiToken, Locale] | None:
        """Read a token and the merchant's language; ``None`` where it was revoked, or the app is not installed."""
        item = self._table.get(self._pk, _TOKEN + token_id)
        merchant = self._table.get(self._pk, MERCHANT_SORT_KEY) if item else None
        if item is None or merchant is None:
            return None
        return ApiToken.model_validate(item["body"]), Merchant.model_validate(merchant["body"]).locale

    def delete_all(self) -> None:
        """Forget all tokens, so that no program comes in any more."""
        for item in self._table.query_all(self._pk, _TOKEN):
            self._table.delete(self._pk, item["sk"])
        self._table.delete(self._pk, _COUNT)

    def _count(self, value: str, condition: Condition) -> Update:
        values = {":one": 1, **({":none": 0} if ":none" in value else {})}
        return Update(self._pk, _COUNT, f"SET kept = {value}", condition, values=values)
