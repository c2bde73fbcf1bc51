"""Looking after an atriga account that is connected: check it, change its code, its mode and its rules, deactivate it.

Guarantee: no code is kept that the gateway did not confirm, a choice is written only on top of what the merchant saw,
and everything that is changed stands in the record, in the same transaction. Deactivating may be repeated after a
crash at any step; the code goes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.activate.foreign_systems import (
    AccountRefusedError,
    ChangedMeanwhileError,
    ModeNotOfferedError,
    RefusalCause,
    UnknownAccountError,
)
from shared.domain.account import AccountMode, AccountState
from shared.domain.settings_record import ChangedValue, SettingsDeed, compare_values
from shared.store.errors import ConditionFailedError
from shared.web.presentation.rules_view import plain_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from functions.activate.foreign_systems import AccountGateway, GatewayAccount
    from functions.activate.ports import DeskOf
    from functions.activate.recording import Recorder
    from functions.activate.settings.portal_connections import PortalConnections
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, HandOverSettings

_PASSING = frozenset({RefusalCause.RATE_LIMITED, RefusalCause.UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class AccountUpkeep:
    """The atriga accounts of all merchants; each method is about one account of one merchant.

    Every method raises ``UnknownAccountError`` where the merchant has no such account.
    """

    desk_of: DeskOf
    gateway: AccountGateway
    connections: PortalConnections
    recorder: Recorder
    clock: Clock
    make_push_key: Callable[[], str]

    def get(self, merchant_id: str, customer_number: str) -> AtrigaAccount:
        """Read an account."""
        account = self.desk_of(merchant_id).accounts.get_atriga_account(customer_number)
        if account is None:
            raise UnknownAccountError
        return account

    def check(self, merchant_id: str, customer_number: str) -> None:
        """Ask the gateway anew what the account may do; one that was stopped works again, with what waited.

        Raises:
            AccountRefusedError: The gateway does not let it in, and it is stopped; or nobody answers for now.
            ChangedMeanwhileError: It is deactivated.
        """
        account = self.get(merchant_id, customer_number)
        if account.is_deactivated:
            raise ChangedMeanwhileError
        desk = self.desk_of(merchant_id)
        try:
            confirmed = self.gateway.check_account(merchant_id, customer_number)
        except AccountRefusedError as refusal:
            if refusal.cause not in _PASSING:
                desk.accounts.stop(customer_number, refusal.cause.value)
            raise
        was_stopped = account.state is AccountState.STOPPED
        entries = [self.recorder.note(SettingsDeed.ACCOUNT_RESUMED, customer_number)] if was_stopped else []
        now = self.clock()
        beside = [desk.record.put_entry(entry) for entry in entries]
        try:
            desk.accounts.save_checked(_confirm(account, confirmed, now), due_at=now, beside=beside)
        except ConditionFailedError:
            raise ChangedMeanwhileError from None
        desk.waking.wake(customer_number)

    def change_code(self, merchant_id: str, customer_number: str, code: str) -> None:
        """Keep another code once the gateway confirmed it; an account that was stopped or deactivated works again.

        Raises:
            AccountRefusedError: The gateway did not confirm it; the old code stays.
        """
        account = self.get(merchant_id, customer_number)
        confirmed = self.gateway.get_account(customer_number, code)
        desk = self.desk_of(merchant_id)
        desk.secrets.set_authentication_code(customer_number, code, push_key=self.make_push_key())
        now = self.clock()
        deed = SettingsDeed.ACCOUNT_CONNECTED if account.is_deactivated else SettingsDeed.CODE_CHANGED
        beside = [desk.record.put_entry(self.recorder.note(deed, customer_number))]
        desk.accounts.save_activated(_confirm(account, confirmed, now), due_at=now, beside=beside)
        desk.waking.wake(customer_number)

    def switch_mode(self, merchant_id: str, customer_number: str, mode: AccountMode, revision: int) -> None:
        """Make the cases to come real ones or test cases.

        Raises:
            ModeNotOfferedError: The gateway takes no test cases from this account.
            ChangedMeanwhileError: The settings are not those that the merchant saw.
        """
        account = self.get(merchant_id, customer_number)
        if mode is AccountMode.TEST and not account.offers_test_mode:
            raise ModeNotOfferedError
        value = ChangedValue(name="mode", before=account.mode.value, after=mode.value)
        after = account.model_copy(update={"mode": mode})
        self._save(merchant_id, account, after, revision, SettingsDeed.MODE_CHANGED, (value,))

    def change_rules(self, merchant_id: str, customer_number: str, rules: HandOverSettings, revision: int) -> None:
        """Keep other rules of the hand-over.

        Raises:
            ChangedMeanwhileError: The settings are not those that the merchant saw.
        """
        account = self.get(merchant_id, customer_number)
        values = compare_values(plain_values(account.settings), plain_values(rules))
        after = account.model_copy(update={"settings": rules})
        self._save(merchant_id, account, after, revision, SettingsDeed.RULES_CHANGED, values)

    def deactivate(self, merchant_id: str, customer_number: str, revision: int | None = None) -> None:
        """Delete the code, disconnect the portal accounts, and stop the account until its code is entered anew.

        ``revision`` is that of the settings that a program saw; one that is deactivated already is what it asks for.

        Raises:
            ChangedMeanwhileError: The settings are not those, and nothing was done; or somebody else changed the
                account at the same time, and a repeat goes on.
        """
        account = self.get(merchant_id, customer_number)
        if account.is_deactivated:
            return
        if revision is not None and revision != account.settings_revision:
            raise ChangedMeanwhileError
        desk = self.desk_of(merchant_id)
        # Before the code goes: without it the gateway would not listen.
        self.gateway.end_pushes(merchant_id, [account])
        desk.secrets.remove_authentication_code(customer_number)
        self.connections.free_all(merchant_id, customer_number)
        entry = self.recorder.note(SettingsDeed.ACCOUNT_DEACTIVATED, customer_number)
        try:
            desk.settings.deactivate(account, [desk.record.put_entry(entry)])
        except ConditionFailedError:
            raise ChangedMeanwhileError from None

    def _save(
        self,
        merchant_id: str,
        before: AtrigaAccount,
        after: AtrigaAccount,
        revision: int,
        deed: SettingsDeed,
        values: tuple[ChangedValue, ...],
    ) -> None:
        if before.settings_revision != revision:
            raise ChangedMeanwhileError
        if before == after:
            return
        desk = self.desk_of(merchant_id)
        entry = self.recorder.note(deed, before.customer_number, values)
        try:
            desk.settings.save_choices(after, [desk.record.put_entry(entry)])
        except ConditionFailedError:
            raise ChangedMeanwhileError from None


def _confirm(account: AtrigaAccount, confirmed: GatewayAccount, now: datetime) -> AtrigaAccount:
    return account.model_copy(update={"name": confirmed.name, "terms": confirmed.terms, "checked_at": now})
