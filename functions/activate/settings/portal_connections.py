"""Which atriga account each portal account feeds.

Guarantee: what the merchant chose stays, whoever asks DreamRobot again; a choice is written only on top of what the
merchant saw when choosing.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import batched
from typing import TYPE_CHECKING

from functions.activate.foreign_systems import ChangedMeanwhileError, UnknownAccountError
from shared.domain.settings_record import ChangedValue, SettingsDeed
from shared.store.errors import ConditionFailedError
from shared.store.settings import PORTAL_ACCOUNTS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from functions.activate.foreign_systems import DreamRobotSource
    from functions.activate.ports import DeskOf
    from functions.activate.recording import Recorder
    from shared.domain.account import AtrigaAccount, PortalAccount


@dataclass(frozen=True, slots=True)
class Connections:
    """What a merchant sees when choosing: the portal accounts, and the atriga accounts that can be fed."""

    portal_accounts: tuple[PortalAccount, ...]
    customer_numbers: tuple[str, ...]

    @property
    def version(self) -> str:
        """A short text that is another one once anything of this is."""
        seen = [f"{one.portal_account_id}>{self.fed_by(one) or ''}" for one in self.portal_accounts]
        return sha256("\n".join([*seen, *self.customer_numbers]).encode()).hexdigest()[:16]

    def fed_by(self, portal_account: PortalAccount) -> str | None:
        """Return the account that a portal account feeds; one that is gone or deactivated is none."""
        number = portal_account.customer_number
        return number if number in self.customer_numbers else None

    def is_free(self, portal_account: PortalAccount) -> bool:
        """Whether a portal account feeds none without the merchant having chosen so."""
        return self.fed_by(portal_account) is None and not portal_account.is_left_out


@dataclass(frozen=True, slots=True)
class PortalConnections:
    """The portal accounts of all merchants; each method is about one merchant."""

    desk_of: DeskOf
    dreamrobot: DreamRobotSource
    recorder: Recorder

    def read(self, merchant_id: str) -> Connections:
        """Read what is connected with what."""
        accounts = self.desk_of(merchant_id).accounts
        return see_connections(accounts.list_atriga_accounts(), accounts.list_portal_accounts())

    def fetch(self, merchant_id: str, feeding: str | None = None) -> bool:
        """Ask DreamRobot for the portal accounts and connect those that are free: new, or feeding none unasked.

        Return whether any was connected.

        Args:
            merchant_id: The merchant.
            feeding: The atriga account that they feed; without it the only one that there is, if it is one.

        Raises:
            UnknownAccountError: The merchant has no atriga account of the number ``feeding``.
            DreamRobotUnreadableError: DreamRobot did not tell them; nothing was changed.
            ChangedMeanwhileError: The merchant connected them at the same time; the new ones are kept.
        """
        numbers = self.read(merchant_id).customer_numbers
        if feeding is None:
            feeding = numbers[0] if len(numbers) == 1 else None
        elif feeding not in numbers:
            raise UnknownAccountError
        fetched = self.dreamrobot.list_portal_accounts(merchant_id)
        self.desk_of(merchant_id).accounts.learn_portal_accounts(fetched)
        if feeding is None:
            return False
        told = {one.portal_account_id for one in fetched}
        seen = self.read(merchant_id)
        free = [one for one in seen.portal_accounts if one.portal_account_id in told and seen.is_free(one)]
        self._connect(merchant_id, seen, {one.portal_account_id: feeding for one in free})
        return bool(free)

    def change(self, merchant_id: str, version: str, wanted: Mapping[str, str | None]) -> None:
        """Connect portal accounts as wanted; those that are not named stay as they are.

        Raises:
            ChangedMeanwhileError: The merchant chose on top of something that is not so any more.
            UnknownAccountError: A portal account or an atriga account is not the merchant's.
        """
        seen = self.read(merchant_id)
        if seen.version != version:
            raise ChangedMeanwhileError
        known = {one.portal_account_id for one in seen.portal_accounts}
        if not wanted.keys() <= known or not set(wanted.values()) <= {None, *seen.customer_numbers}:
            raise UnknownAccountError
        self._connect(merchant_id, seen, wanted)

    def connect_all(self, merchant_id: str, version: str, customer_number: str | None) -> None:
        """Let all portal accounts feed one atriga account, or none. It raises what ``change`` raises."""
        portal_accounts = self.read(merchant_id).portal_accounts
        self.change(merchant_id, version, {one.portal_account_id: customer_number for one in portal_accounts})

    def free_all(self, merchant_id: str, customer_number: str) -> None:
        """Disconnect everything that feeds an atriga account which goes out of use.

        Raises:
            ChangedMeanwhileError: The merchant connected them at the same time; a repeat goes on.
        """
        seen = self.read(merchant_id)
        fed = [one for one in seen.portal_accounts if seen.fed_by(one) == customer_number]
        self._connect(merchant_id, seen, dict.fromkeys(one.portal_account_id for one in fed), leaves_out=False)

    def _connect(
        self, merchant_id: str, seen: Connections, wanted: Mapping[str, str | None], *, leaves_out: bool = True
    ) -> None:
        desk = self.desk_of(merchant_id)
        moves = [
            (one, _move(one, wanted[one.portal_account_id], leaves_out=leaves_out))
            for one in seen.portal_accounts
            if one.portal_account_id in wanted and wanted[one.portal_account_id] != seen.fed_by(one)
        ]
        for some in batched(moves, PORTAL_ACCOUNTS_AT_ONCE, strict=False):
            before, after = zip(*some, strict=True)
            values = tuple(
                ChangedValue(name=old.name, before=seen.fed_by(old), after=new.customer_number) for old, new in some
            )
            entry = self.recorder.note(SettingsDeed.PORTAL_ACCOUNTS_CHANGED, values=values)
            try:
                desk.settings.connect(before, after, [desk.record.put_entry(entry)])
            except ConditionFailedError:
                raise ChangedMeanwhileError from None


def see_connections(atriga_accounts: Iterable[AtrigaAccount], portal_accounts: Iterable[PortalAccount]) -> Connections:
    """Put together what a merchant sees when choosing."""
    numbers = tuple(one.customer_number for one in atriga_accounts if not one.is_deactivated)
    return Connections(tuple(portal_accounts), numbers)


def _move(portal_account: PortalAccount, customer_number: str | None, *, leaves_out: bool) -> PortalAccount:
    is_left_out = leaves_out and customer_number is None
    return portal_account.model_copy(update={"customer_number": customer_number, "is_left_out": is_left_out})
