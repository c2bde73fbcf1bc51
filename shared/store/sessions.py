"""Who comes in for a merchant: people with a session, programs with a token; each known by the hash of its secret."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.domain.account import Locale
from shared.store.errors import ConditionFailedError
from shared.store.instants import unix_seconds
from shared.store.keys import merchant_key
from shared.store.table import EXISTS, IS_NEW, Put, Table, Update

if TYPE_CHECKING:
    from datetime import datetime

    from shared.domain.api_token import ApiToken
    from shared.domain.rate import Draw, Rate
    from shared.store.api_tokens import ApiTokenRepository
    from shared.store.token_buckets import TokenBucketRepository

_DRAWS_REMEMBERED_FOR = timedelta(days=400)


class SessionRepository:
    """The sessions of the one merchant that it was made for, its tokens and how often both may call."""

    def __init__(
        self, runtime_table: Table, merchant_id: str, tokens: ApiTokenRepository, buckets: TokenBucketRepository
    ) -> None:
        self._table = runtime_table
        self._pk = merchant_key(merchant_id)
        self._tokens = tokens
        self._buckets = buckets

    def create(self, session_hash: str, locale: Locale, expires_at: datetime) -> None:
        """Keep a new session until ``expires_at``."""
        item = {
            "pk": self._pk,
            "sk": f"SESSION#{session_hash}",
            "locale": locale.value,
            "expires_at": unix_seconds(expires_at),
        }
        self._table.put(Put(item, IS_NEW))

    def get(self, session_hash: str, now: datetime) -> Locale | None:
        """Return the language of a session, or ``None`` where there is none any more.

        The table forgets expired items only some time later, so the time is checked here.
        """
        item = self._table.get(self._pk, f"SESSION#{session_hash}")
        if item is None or item["expires_at"] <= unix_seconds(now):
            return None
        return Locale(item["locale"])

    def delete(self, session_hash: str) -> None:
        """Forget a session."""
        self._table.delete(self._pk, f"SESSION#{session_hash}")

    def change_language(self, locale: Locale) -> None:
        """Show everybody who is signed in for the merchant the pages in another language from now on."""
        for item in self._table.query_all(self._pk, "SESSION#"):
            change = Update(
                self._pk, item["sk"], "SET #locale = :locale", EXISTS, {"#locale": "locale"}, {":locale": locale.value}
            )
            try:
                self._table.update(change)
            except ConditionFailedError:
                # Somebody just signed out.
                continue

    def delete_all(self) -> None:
        """Forget all sessions of the merchant, so that nobody is signed in any more."""
        for item in self._table.query_all(self._pk, "SESSION#"):
            self._table.delete(self._pk, item["sk"])

    def find_token(self, token_id: str) -> tuple[ApiToken, Locale] | None:
        """Read an API token and the merchant's language."""
        return self._tokens.find(token_id)

    def draw_request(self, bucket: str, rate: Rate, now: datetime) -> Draw | None:
        """Count a request against a bucket, ``None`` where the table does not take the count just now.

        The last draw is remembered long enough to tell when a token was used last.
        """
        return self._buckets.count(bucket, rate, now, kept_for=_DRAWS_REMEMBERED_FOR)
