"""What the watch needs of the world, beside what every step of a run needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.cases.payout import PayoutShare
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.orders.order import Order
    from shared.domain.watching.proposal import Proposal
    from shared.domain.watching.watch_plan import WatchPlan
    from shared.domain.watching.watched_order import WatchedOrder
    from shared.dreamrobot.wire import ListedOrder


class Orders(Protocol):
    """DreamRobot's orders of one merchant; each page and each order is a request."""

    def list_orders(self, first: date, last: date) -> Iterator[tuple[ListedOrder, ...]]:
        """Read the orders of some days page by page."""

    def get_order(self, order_id: str) -> Order:
        """Read one order; OrderNotFoundError where there is none of this id."""


class WatchedOrders(Protocol):
    """Where the watched orders and the plan are kept."""

    def get(self, order_id: str) -> WatchedOrder | None:
        """Read what is known of one order as it stands now."""

    def list_days(self) -> list[date]:
        """List the days of the watched orders."""

    def list_between(self, first: date, last: date) -> Iterator[WatchedOrder]:
        """Yield the watched orders of some days."""

    def get_plan(self) -> WatchPlan:
        """Read what was read when."""

    def get_told_at(self) -> datetime | None:
        """Read when DreamRobot last told of something new."""

    def save_plan(self, plan: WatchPlan) -> WatchPlan:
        """Write the plan; ConditionFailedError where another run did so."""


class KnownCases(Protocol):
    """Where cases and the accounts that they belong to are kept."""

    def find(self, case_id: str) -> tuple[Case, AtrigaAccount] | None:
        """Read a case and its account; ``None`` where one of them is not there any more."""


class PayoutShares(Protocol):
    """Where payouts are kept."""

    def list_shares_of_case(self, case_id: str) -> list[PayoutShare]:
        """Read what was paid out for a case."""


class KnownCommands(Protocol):
    """Where the commands of cases are kept."""

    def list_all(self, case_id: str) -> list[Command]:
        """Read all commands of a case."""


class WatchRecords(Protocol):
    """Where findings are written."""

    def record(
        self,
        order: WatchedOrder,
        commands: Sequence[Command] = (),
        events: Sequence[CaseEvent] = (),
        proposals: Sequence[Proposal] = (),
    ) -> Sequence[Command]:
        """Write an order with what follows and return the commands that are new; TransactionLostError on a race."""
