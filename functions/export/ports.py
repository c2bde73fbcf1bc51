"""What the services of this function need of the world; the adapters are put in by the handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.domain.account import AtrigaAccount, Merchant, PortalAccount
    from shared.domain.cases.case import Case, HandedOver
    from shared.domain.cases.command import Command
    from shared.domain.export import Export, ExportCounts, ExportItem, WaitingFor
    from shared.domain.orders.order import Order, PaymentMethod
    from shared.store.exports import ExportPage
    from shared.store.leases import Lease


class Merchants(Protocol):
    """Where the merchant stands."""

    def get(self) -> Merchant | None:
        """Read the merchant, ``None`` where the app is not installed for it."""


class Accounts(Protocol):
    """Where the merchant's accounts stand."""

    def list_atriga_accounts(self) -> list[AtrigaAccount]:
        """Read all atriga accounts."""

    def list_portal_accounts(self) -> list[PortalAccount]:
        """Read all portal accounts."""


class Exports(Protocol):
    """Where exports and their items are kept."""

    def get(self, export_id: str) -> Export | None:
        """Read the head of an export."""

    def add(self, export: Export) -> bool:
        """Keep the head of an export; False where one with this id is kept."""

    def add_items(self, export_id: str, items: Sequence[ExportItem]) -> None:
        """Keep the items that are not kept yet."""

    def list_items(self, export_id: str) -> list[ExportItem]:
        """Read all items in the order of the posting."""

    def save_item(self, export_id: str, item: ExportItem) -> ExportItem:
        """Write an item that was read before; ConditionFailedError where another did so."""

    def list_newest_first(self, limit: int, cursor: str | None = None) -> ExportPage:
        """Read a page of exports; UnknownPlaceError where the cursor names none of this merchant."""

    def note_queued(self, export_id: str, at: datetime, look_again_at: datetime) -> None:
        """Note that a worker was told of the export, and when to look at it again."""

    def note_running(self, export_id: str, look_again_at: datetime) -> None:
        """Note that the export is worked on, and when to look at it again."""

    def note_waiting(self, export_id: str, waiting_for: WaitingFor, until: datetime) -> None:
        """Note what the export waits for, and have it woken at ``until``."""

    def note_done(self, export_id: str, at: datetime, counts: ExportCounts, rounds: int) -> None:
        """Note that every item is through; ConditionFailedError where items were opened again since."""

    def open_again(self, export_id: str, items: Sequence[ExportItem], look_again_at: datetime) -> None:
        """Write items that are to be evaluated again, and open the export for them."""


class HandedOverOrders(Protocol):
    """Where it stands which orders are in a case."""

    def find_handed_over(self, order_id: str) -> HandedOver | None:
        """Tell which running case an order is in."""


class HandOvers(Protocol):
    """Where claims are made."""

    def write(self, case: Case, command: Command, export_id: str, items: Sequence[ExportItem]) -> None:
        """Write a case with its guards, its command and its items, or raise TransactionLostError."""


class Drafts(Protocol):
    """Where cases wait for the merchant's approval."""

    def open(self, case: Case, items: Sequence[ExportItem]) -> None:
        """Write a draft with its guards and its items, or raise TransactionLostError."""


class Leases(Protocol):
    """Where it stands who has what in hand."""

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease | None:
        """Take a lease; ``None`` where somebody else holds it."""

    def release(self, lease: Lease) -> None:
        """Give a lease back."""


class OrderSource(Protocol):
    """The merchant's DreamRobot account."""

    def get_order(self, order_id: str) -> Order:
        """Read one order; DreamRobotError where that fails."""

    def list_payment_methods(self) -> list[PaymentMethod]:
        """Read the merchant's payment methods; DreamRobotError where that fails."""
