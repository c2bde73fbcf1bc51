"""DreamRobot's notifications: each says that something is new at one merchant, and nothing else in it is believed.

DreamRobot tells of new orders only, as far as its vendor documents; one of them may be a credit note. So a notification
lets the watch of that merchant look again at the days of fresh cases and for credit notes, an hour after the last look
at the earliest: each look costs requests of the merchant's daily quota. Repeats and floods change nothing more.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.domain.account import AccountState
from shared.domain.event_address import read_address
from shared.web.rate_limits import OF_EVENTS, count_request

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.watching.watch_plan import WatchPace, WatchPlan
    from shared.store.event_addresses import EventAddress
    from shared.web.rate_limits import DrawRequest


class UnknownAddressError(Exception):
    """Raised where an address is none, or not that of its merchant any more."""


class Accounts(Protocol):
    """Where one merchant's atriga accounts stand."""

    def list_atriga_accounts(self) -> list[AtrigaAccount]:
        """Read all atriga accounts."""

    def bring_forward(self, customer_number: str, due_at: datetime) -> bool:
        """Let an account be due at ``due_at`` at the latest."""


class Addresses(Protocol):
    """Where the address of one merchant stands."""

    def get(self) -> EventAddress | None:
        """Read the address."""


class Watch(Protocol):
    """What the watch of one merchant knows."""

    def get_plan(self) -> WatchPlan:
        """Read what was read when."""

    def note_told(self, at: datetime) -> None:
        """Note that DreamRobot told of something new."""


@dataclass(frozen=True, slots=True)
class EventDesk:
    """What one merchant's notifications are about."""

    address: Addresses
    accounts: Accounts
    watch: Watch
    draw_request: DrawRequest


@dataclass(frozen=True, slots=True)
class Events:
    """Takes DreamRobot's notifications about all merchants."""

    desk_of: Callable[[str], EventDesk]
    pace: WatchPace
    clock: Clock

    def take(self, address: str) -> None:
        """Note that something is new, and let the merchant's next run come as early as the watch may look again.

        Raises:
            UnknownAddressError: Nobody has this address.
            ProblemError: ``too_many_requests`` (429).
        """
        parts = read_address(address)
        desk = self.desk_of(parts.merchant_id) if parts else None
        kept = desk.address.get() if desk else None
        if (
            parts is None
            or desk is None
            or kept is None
            or not hmac.compare_digest(kept.address_hash, parts.address_hash)
        ):
            raise UnknownAddressError
        now = self.clock()
        count_request(desk.draw_request, OF_EVENTS, now)
        desk.watch.note_told(now)
        due_at = max(now, desk.watch.get_plan().next_look_when_told(self.pace) or now)
        # The watch is the merchant's, whichever of its accounts is synchronized.
        accounts = desk.accounts.list_atriga_accounts()
        active = next((one.customer_number for one in accounts if one.state is AccountState.ACTIVE), None)
        if active is not None:
            desk.accounts.bring_forward(active, due_at)
