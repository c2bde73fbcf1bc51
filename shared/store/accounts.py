"""A merchant's atriga accounts and portal accounts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from shared.domain.account import DEACTIVATED, AccountState, AtrigaAccount, PortalAccount
from shared.domain.news.what_is_news import news_of_stopped_account
from shared.store.errors import ConditionFailedError, TransactionLostError
from shared.store.instants import sortable
from shared.store.keys import merchant_key, shard
from shared.store.table import EXISTS, IS_NEW, Condition, Put, Table, Update

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from shared.store.news import NewsRepository
    from shared.store.table import Item

ATRIGA = "ATRIGA#"
_PORTAL = "PORTAL#"
DUE_PREFIX = "DUE"
_IS_IN_USE = Condition(
    "attribute_exists(pk) AND body.stopped_because <> :deactivated", values={":deactivated": DEACTIVATED}
)

type Stream = Literal["cursor", "payout_cursor"]
"""What is read with a cursor, by the name of the field that keeps it: changes, or payouts."""

type TimeMark = Literal["last_change_at", "subscribed_at", "payouts_read_at"]
"""What happened last at an atriga account, by the name of the field that keeps the instant."""


class SyncState(NamedTuple):
    """An atriga account and when it is due; ``due_at`` is ``None`` while the account is stopped."""

    account: AtrigaAccount
    due_at: str | None


def atriga_sort_key(customer_number: str) -> str:
    """Return the sort key of an atriga account."""
    return ATRIGA + customer_number


def portal_sort_key(portal_account_id: str) -> str:
    """Return the sort key of a portal account."""
    return _PORTAL + portal_account_id


class AccountRepository:
    """The accounts of the one merchant that it was made for."""

    def __init__(self, accounts_table: Table, merchant_id: str, news: NewsRepository) -> None:
        self._table = accounts_table
        self._merchant_id = merchant_id
        self._news = news
        self._pk = merchant_key(merchant_id)

    def list_atriga_accounts(self) -> list[AtrigaAccount]:
        """Read all atriga accounts, by customer number."""
        return [AtrigaAccount.model_validate(item["body"]) for item in self._table.query_all(self._pk, ATRIGA)]

    def get_atriga_account(self, customer_number: str) -> AtrigaAccount | None:
        """Read one atriga account."""
        item = self._table.get(self._pk, atriga_sort_key(customer_number))
        return AtrigaAccount.model_validate(item["body"]) if item else None

    def get_sync_state(self, customer_number: str) -> SyncState | None:
        """Read one atriga account and when it is due."""
        item = self._table.get(self._pk, atriga_sort_key(customer_number))
        return SyncState(AtrigaAccount.model_validate(item["body"]), item.get("due_at")) if item else None

    def save_activated(self, account: AtrigaAccount, due_at: datetime, beside: Sequence[Put] = ()) -> None:
        """Keep an account that the gateway just validated, with the writes ``beside``; it is due at ``due_at``.

        An account that is known keeps its places in the streams, its mode and its settings. Its subscription is not
        kept: the key may have changed, so the next run subscribes anew.
        """
        item: Item = {
            "pk": self._pk,
            "sk": atriga_sort_key(account.customer_number),
            "customer_number": account.customer_number,
            "due_shard": shard(DUE_PREFIX, self._merchant_id),
            "due_at": sortable(due_at),
            "body": account.model_dump(mode="json"),
        }
        try:
            self._table.transact([Put(item, IS_NEW), *beside])
        except TransactionLostError as error:
            if 0 not in error.failed:
                raise
            self._table.transact([self._note_confirmed(account, due_at, EXISTS), *beside])

    def save_checked(self, account: AtrigaAccount, due_at: datetime, beside: Sequence[Put] = ()) -> None:
        """Keep what the gateway told about an account that is in use, which works again from now on.

        Raises:
            ConditionFailedError: The account was deactivated in between, or is gone; nothing was written.
        """
        self._table.transact([self._note_confirmed(account, due_at, _IS_IN_USE), *beside])

    def stop(self, customer_number: str, because: str, told_at: datetime | None = None) -> None:
        """Note that the gateway refuses this account; it is not due any more until it is activated anew.

        One that the merchant deactivated stays so, whatever a call still met that was under way. With
        ``told_at`` it is news from then on, where the account worked until now.
        """
        stopped = Update(
            pk=self._pk,
            sk=atriga_sort_key(customer_number),
            expression="SET body.#state = :state, body.stopped_because = :because REMOVE due_shard, due_at",
            condition=Condition("body.#state = :active", values={":active": AccountState.ACTIVE.value}),
            names={"#state": "state"},
            values={":state": AccountState.STOPPED.value, ":because": because},
        )
        news = [] if told_at is None else [news_of_stopped_account(customer_number, because, told_at)]
        try:
            self._table.transact([stopped, *self._news.put(news)])
        except TransactionLostError as error:
            if 0 not in error.failed:
                raise
            with suppress(ConditionFailedError):
                self._table.update(replace(stopped, condition=_IS_IN_USE))

    def move_cursor(
        self, customer_number: str, *, before: str | None, after: str | None, stream: Stream = "cursor"
    ) -> None:
        """Move the place in a stream on.

        Raises:
            ConditionFailedError: Another run moved it since it was ``before``.
        """
        # An account of earlier days may have no such field, which is the same as an empty one.
        or_missing = " OR (attribute_exists(pk) AND attribute_not_exists(body.#name))" if before is None else ""
        condition = Condition(f"body.#name = :before{or_missing}", values={":before": before})
        self._set(customer_number, f"body.{stream}", after, condition)

    def note_time(self, customer_number: str, mark: TimeMark, at: datetime) -> None:
        """Note when something was last done or seen for an account."""
        self._set(customer_number, f"body.{mark}", at.isoformat(), EXISTS)

    def postpone(self, customer_number: str, *, was_due_at: str, due_at: datetime) -> None:
        """Set when the account is due next, unless somebody else did so since it was due at ``was_due_at``."""
        condition = Condition("due_at = :was_due_at", values={":was_due_at": was_due_at})
        try:
            self._set(customer_number, "due_at", sortable(due_at), condition)
        except ConditionFailedError:
            return

    def bring_forward(self, customer_number: str, due_at: datetime) -> bool:
        """Let the account be due at ``due_at`` at the latest; False where it was so already, or is stopped."""
        try:
            self._set(customer_number, "due_at", sortable(due_at), Condition("due_at > :value"))
        except ConditionFailedError:
            return False
        return True

    def list_portal_accounts(self) -> list[PortalAccount]:
        """Read all portal accounts."""
        return [PortalAccount.model_validate(item["body"]) for item in self._table.query_all(self._pk, _PORTAL)]

    def learn_portal_accounts(self, portal_accounts: Iterable[PortalAccount]) -> None:
        """Keep portal accounts that DreamRobot just told; one that is known takes its new name and nothing else."""
        for account in portal_accounts:
            key = portal_sort_key(account.portal_account_id)
            item: Item = {"pk": self._pk, "sk": key, "body": account.model_dump(mode="json")}
            rename = Update(
                pk=self._pk,
                sk=key,
                expression="SET body.#name = :name",
                condition=EXISTS,
                names={"#name": "name"},
                values={":name": account.name},
            )
            try:
                self._table.put(Put(item, IS_NEW))
            except ConditionFailedError:
                self._table.update(rename)

    def remove_all(self) -> None:
        """Forget all accounts of the merchant."""
        for prefix in (ATRIGA, _PORTAL):
            for item in self._table.query_all(self._pk, prefix):
                self._table.delete(item["pk"], item["sk"])

    def _note_confirmed(self, account: AtrigaAccount, due_at: datetime, condition: Condition) -> Update:
        """Make the write of what the gateway confirmed, which leaves everything else as it is."""
        told = account.model_dump(mode="json")
        return Update(
            pk=self._pk,
            sk=atriga_sort_key(account.customer_number),
            expression=(
                "SET body.#name = :name, body.terms = :terms, body.checked_at = :checked_at, body.#state = :state, "
                "body.stopped_because = :because, body.subscribed_at = :never, customer_number = :number, "
                "due_shard = :due_shard, due_at = :due_at"
            ),
            condition=condition,
            names={"#name": "name", "#state": "state"},
            values={
                ":name": told["name"],
                ":terms": told["terms"],
                ":checked_at": told["checked_at"],
                ":state": AccountState.ACTIVE.value,
                ":because": None,
                ":never": None,
                ":number": account.customer_number,
                ":due_shard": shard(DUE_PREFIX, self._merchant_id),
                ":due_at": sortable(due_at),
            },
        )

    def _set(self, customer_number: str, path: str, value: str | None, condition: Condition) -> None:
        """Set one attribute (``due_at``, ``body.cursor``), which the condition may name ``#name`` and ``:value``."""
        *parents, name = path.split(".")
        self._table.update(
            Update(
                pk=self._pk,
                sk=atriga_sort_key(customer_number),
                expression=f"SET {'.'.join([*parents, '#name'])} = :value",
                condition=condition,
                names={"#name": name},
                values={":value": value},
            )
        )
