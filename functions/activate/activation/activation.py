"""Connecting a merchant to atriga: validate, keep the code, keep the account, connect the portal accounts.

Guarantee: every step may be repeated, and a crash between two leaves nothing that the next try does not put
right. The code is kept before the account that needs it; no code is kept that the gateway did not confirm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.account import AtrigaAccount
from shared.domain.settings_record import SettingsDeed

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.activate.foreign_systems import AccountGateway
    from functions.activate.ports import DeskOf
    from functions.activate.recording import Recorder
    from functions.activate.settings.portal_connections import PortalConnections
    from shared.clock import Clock


@dataclass(frozen=True, slots=True)
class Activation:
    """The merchants' connections to atriga.

    ``make_push_key`` returns a fresh key under which the gateway is to sign its pushes; the next run of the sync,
    which is due at once, gives it to the gateway.
    """

    desk_of: DeskOf
    gateway: AccountGateway
    connections: PortalConnections
    recorder: Recorder
    clock: Clock
    make_push_key: Callable[[], str]

    def activate(self, merchant_id: str, customer_number: str, code: str) -> None:
        """Connect an atriga account, or renew the code of one that is connected, and wake what waited for it.

        All portal accounts that feed none are connected, save those that the merchant left out on purpose.

        Raises:
            AccountRefusedError: The gateway did not confirm the account; nothing was changed.
            DreamRobotUnreadableError: The account is connected; only the portal accounts are missing.
            ChangedMeanwhileError: The account is connected; the portal accounts were changed at the same time.
        """
        confirmed = self.gateway.get_account(customer_number, code)
        now = self.clock()
        desk = self.desk_of(merchant_id)
        known = desk.accounts.get_atriga_account(customer_number)
        was_in_use = known is not None and not known.is_deactivated
        desk.secrets.set_authentication_code(customer_number, code, push_key=self.make_push_key())
        account = AtrigaAccount(
            customer_number=customer_number,
            name=confirmed.name,
            terms=confirmed.terms,
            activated_at=now,
            checked_at=now,
        )
        deed = SettingsDeed.CODE_CHANGED if was_in_use else SettingsDeed.ACCOUNT_CONNECTED
        beside = [desk.record.put_entry(self.recorder.note(deed, customer_number))]
        desk.accounts.save_activated(account, due_at=now, beside=beside)
        desk.waking.wake(customer_number)
        self.connections.fetch(merchant_id, customer_number)

    def connect_portal_accounts(self, merchant_id: str, customer_number: str) -> None:
        """Fetch the merchant's portal accounts and let those that are free feed one atriga account.

        Raises:
            UnknownAccountError: The merchant has no such atriga account.
            DreamRobotUnreadableError: DreamRobot did not tell them; nothing was changed.
        """
        self.connections.fetch(merchant_id, customer_number)
