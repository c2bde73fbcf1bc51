"""What a merchant changes in the settings, each change in one transaction with its entry in the record.

Guarantee: a change is written on the condition that nobody else changed the same since it was read. Nothing here
touches what the sync writes to an account (its cursor, when it is due, what the gateway told).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.account import DEACTIVATED, AccountState
from shared.domain.orders.order import PaymentMethodList
from shared.store.accounts import atriga_sort_key, portal_sort_key
from shared.store.errors import ConditionFailedError
from shared.store.keys import merchant_key
from shared.store.merchants import MERCHANT_SORT_KEY
from shared.store.table import IS_NEW, Condition, Put, Table, Update

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.domain.account import AtrigaAccount, Locale, PortalAccount
    from shared.store.table import Item

PORTAL_ACCOUNTS_AT_ONCE = 99
"""A transaction takes 100 writes, and one is the entry in the record."""

_PAYMENT_METHODS = "PAYMENT_METHODS"


class SettingsRepository:
    """The settings of the one merchant that it was made for."""

    def __init__(self, accounts_table: Table, merchant_id: str) -> None:
        self._table = accounts_table
        self._pk = merchant_key(merchant_id)

    def save_choices(self, account: AtrigaAccount, beside: Sequence[Put]) -> None:
        """Write mode and rules of an account that was read at its ``settings_revision``.

        Raises:
            ConditionFailedError: They were changed in between, or the account is gone; nothing was written.
        """
        values = {":mode": account.mode.value, ":settings": account.settings.model_dump(mode="json")}
        expression = "body.#mode = :mode, body.settings = :settings"
        self._table.transact([self._change_account(account, expression, {"#mode": "mode"}, values), *beside])

    def deactivate(self, account: AtrigaAccount, beside: Sequence[Put]) -> None:
        """Stop an account for good, until it is activated anew; it is not due any more.

        Raises:
            ConditionFailedError: It was changed in between, or is gone; nothing was written.
        """
        values = {":state": AccountState.STOPPED.value, ":because": DEACTIVATED}
        expression = "body.#state = :state, body.stopped_because = :because"
        update = self._change_account(account, expression, {"#state": "state"}, values, "REMOVE due_shard, due_at")
        self._table.transact([update, *beside])

    def connect(self, before: Sequence[PortalAccount], after: Sequence[PortalAccount], beside: Sequence[Put]) -> None:
        """Let portal accounts feed other atriga accounts; at most ``PORTAL_ACCOUNTS_AT_ONCE``.

        Raises:
            ConditionFailedError: One of them feeds another account than ``before``; nothing was written.
        """
        updates = [
            Update(
                pk=self._pk,
                sk=portal_sort_key(new.portal_account_id),
                expression="SET body.customer_number = :after, body.is_left_out = :is_left_out",
                condition=Condition("body.customer_number = :before", values={":before": old.customer_number}),
                values={":after": new.customer_number, ":is_left_out": new.is_left_out},
            )
            for old, new in zip(before, after, strict=True)
        ]
        self._table.transact([*updates, *beside])

    def choose_language(self, before: Locale, after: Locale, beside: Sequence[Put]) -> None:
        """Write the language that the merchant chose.

        Raises:
            ConditionFailedError: Another one was chosen in between, or the merchant is gone; nothing was written.
        """
        update = Update(
            pk=self._pk,
            sk=MERCHANT_SORT_KEY,
            expression="SET body.locale = :after, body.locale_is_chosen = :true",
            condition=Condition("body.locale = :before", values={":before": before.value}),
            values={":after": after.value, ":true": True},
        )
        self._table.transact([update, *beside])

    def get_payment_methods(self) -> PaymentMethodList | None:
        """Read the payment methods as DreamRobot last told them, or ``None`` where it was never asked."""
        item = self._table.get(self._pk, _PAYMENT_METHODS)
        return PaymentMethodList.model_validate(item["body"]) if item else None

    def save_payment_methods(self, payment_methods: PaymentMethodList) -> None:
        """Keep what DreamRobot just told; what it told later already stays."""
        item: Item = {
            "pk": self._pk,
            "sk": _PAYMENT_METHODS,
            "read_at": payment_methods.read_at.isoformat(),
            "body": payment_methods.model_dump(mode="json"),
        }
        is_newer = Condition(f"{IS_NEW.expression} OR read_at < :read_at", values={":read_at": item["read_at"]})
        try:
            self._table.put(Put(item, is_newer))
        except ConditionFailedError:
            return

    def forget_payment_methods(self) -> None:
        """Forget the payment methods, because the merchant leaves."""
        self._table.delete(self._pk, _PAYMENT_METHODS)

    def _change_account(
        self,
        account: AtrigaAccount,
        expression: str,
        names: Mapping[str, str],
        values: Mapping[str, object],
        removal: str = "",
    ) -> Update:
        revision = account.settings_revision
        return Update(
            pk=self._pk,
            sk=atriga_sort_key(account.customer_number),
            expression=f"SET body.settings_revision = :next, {expression} {removal}".rstrip(),
            condition=Condition("body.settings_revision = :revision", values={":revision": revision}),
            names=names,
            values={":next": revision + 1, **values},
        )
