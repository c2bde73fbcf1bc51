"""What the tests of the watch and the write-back share: one merchant's orders at DreamRobot, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from functions.sync.known_cases import KnownCases
from functions.sync.watch import Watch
from functions.sync.watch_findings import WatchFindings
from functions.sync.write_back import WriteBack
from shared.aws import queue_client
from shared.domain.account import GatewayTerms
from shared.domain.cases.case_progress import follow_snapshot
from shared.domain.orders.order import Order, OrderCustomer, OrderStatus
from shared.domain.watching.watch_plan import WatchPace
from shared.dreamrobot.errors import EndlessListError, OrderNotFoundError
from shared.dreamrobot.wire import ListedOrder
from shared.work import CommandWork, WorkQueue
from tests.component.snapshots import make_snapshot
from tests.component.sync_bench import FakeGateway
from tests.component.world import (
    CUSTOMER_NUMBER,
    MERCHANT,
    START,
    make_atriga_account,
    make_case,
    make_command,
    make_position,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.watching.proposal import Proposal
    from tests.component.world import World

ORDER = "1001_2026_09"
ORDERS_ON_A_PAGE = 200


@dataclass
class FakeDreamRobot:
    """DreamRobot's orders; ``calls`` are its requests, and ``failures`` the errors of the requests to come."""

    orders: dict[str, Order] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    notes: dict[str, list[str]] = field(default_factory=dict)
    paid: dict[str, Decimal] = field(default_factory=dict)
    failures: list[Exception | None] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    most_pages: int = 50

    def add(self, order_id: str = ORDER, day: date = date(2026, 9, 1), **changes: Any) -> None:
        order = Order(
            order_id=order_id,
            ordered_on=day,
            invoice_amount=Decimal("119.00"),
            paid_amount=Decimal("20.00"),
            currency="EUR",
            customer=OrderCustomer(customer_id="77"),
        )
        self.orders[order_id] = order.model_copy(update=changes)

    def change(self, order_id: str = ORDER, **changes: Any) -> None:
        self.orders[order_id] = self.orders[order_id].model_copy(update=changes)

    def pay(self, total: str, order_id: str = ORDER) -> None:
        self.change(order_id, paid_amount=Decimal(total))

    def list_orders(self, first: date, last: date) -> Iterator[tuple[ListedOrder, ...]]:
        found = [one for one in self.orders.values() if one.ordered_on is not None and first <= one.ordered_on <= last]
        for start in range(0, len(found), ORDERS_ON_A_PAGE):
            if start == self.most_pages * ORDERS_ON_A_PAGE:
                raise EndlessListError
            self._request(f"list {first} {last}")
            yield tuple(ListedOrder(one, self.absent) for one in found[start : start + ORDERS_ON_A_PAGE])
        self._request(f"list {first} {last}")

    def get_order(self, order_id: str) -> Order:
        self._request(f"get {order_id}")
        if order_id not in self.orders:
            raise OrderNotFoundError(status=404)
        return self.orders[order_id]

    def note_collection_state(self, order_id: str, texts: Sequence[str]) -> bool:
        self._request(f"read note {order_id}")
        if order_id not in self.orders:
            raise OrderNotFoundError(status=404)
        if self.notes.get(order_id) == list(texts):
            return False
        self._request(f"write note {order_id}")
        self.notes[order_id] = list(texts)
        return True

    def mark_paid(self, order_id: str, paid_amount: Decimal) -> None:
        self._request(f"mark paid {order_id}")
        self.paid[order_id] = paid_amount
        self.change(order_id, paid_amount=paid_amount, status=OrderStatus(is_paid=True))

    def _request(self, call: str) -> None:
        self.calls.append(call)
        error = self.failures.pop(0) if self.failures else None
        if error is not None:
            raise error


class Bench:
    """One merchant with a running case of one order, its watch and its write-back."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.dreamrobot = FakeDreamRobot()
        self.gateway = FakeGateway(world.clock)
        world.activate()
        self.announce("payments", "reductions", "withdrawals")

    def announce(self, *capabilities: str, **settings: bool) -> None:
        account = make_atriga_account(terms=GatewayTerms(capabilities=frozenset(capabilities)))
        account = account.model_copy(update={"settings": account.settings.model_copy(update=settings)})
        accounts = self.world.stores.accounts_of(MERCHANT)
        accounts.remove_all()
        accounts.save_activated(account, due_at=self.world.clock())

    def open_case(self, case_id: str = "case-1", *order_ids: str, days: Sequence[date] = (), **snapshot: Any) -> Case:
        """Hand a case over: atriga has it, so that its orders are watched, and DreamRobot has its orders."""
        ids = order_ids or (ORDER,)
        positions = tuple(
            make_position(order_id).model_copy(update={"contract_date": day})
            for order_id, day in zip(ids, days or [date(2026, 9, 1)] * len(ids), strict=True)
        )
        for position in positions:
            self.dreamrobot.add(position.order_id, position.contract_date)
        case = make_case(case_id, positions=positions)
        command = make_command(case, f"submit-{case_id}")
        cases = self.world.stores.cases_of(MERCHANT)
        cases.open(case, command)
        told = make_snapshot(client_reference=case_id, case_number=f"26-{case_id}", **snapshot)
        cases.save_progress(case, follow_snapshot(case, told, self.world.clock()), command)
        return self.case(case_id)

    def tell(self, case_id: str = "case-1", **snapshot: Any) -> None:
        """Let atriga tell a newer state of a case."""
        case = self.case(case_id)
        assert case.snapshot is not None
        told = case.snapshot.model_copy(update={"version": case.snapshot.version + 1, **snapshot})
        command = self.world.stores.commands_of(MERCHANT).get(case_id, f"submit-{case_id}")
        assert command is not None
        self.world.stores.cases_of(MERCHANT).save_progress(
            case, follow_snapshot(case, told, self.world.clock()), command
        )

    def look(self, after: timedelta = timedelta(hours=24), seconds: float = 300) -> bool:
        """Let the watch take its turn after a time, in which every day has become due."""
        self.world.clock.move(after)
        return self.watch.take(self.account, self.gateway, self.world.clock() + timedelta(seconds=seconds))

    def write_back(self, seconds: float = 300) -> bool:
        return self.writer.take(self.account, self.gateway, self.world.clock() + timedelta(seconds=seconds))

    @property
    def watch(self) -> Watch:
        stores = self.world.stores
        findings = WatchFindings(
            merchant_id=MERCHANT,
            known=self.known,
            orders=stores.watched_orders_of(MERCHANT),
            shares=stores.payouts_of(MERCHANT),
            commands=stores.commands_of(MERCHANT),
            records=stores.watch_records_of(MERCHANT),
            connect_gateway=lambda _: self.gateway,
            commands_queue=WorkQueue[CommandWork](queue_client(), self.world.queue_urls["commands"]),
            clock=self.world.clock,
        )
        return Watch(
            orders=stores.watched_orders_of(MERCHANT),
            findings=findings,
            leases=stores.leases_of(MERCHANT),
            connect_dreamrobot=lambda: self.dreamrobot,
            find_merchant=stores.merchants_of(MERCHANT).get,
            pace=WatchPace(),
            clock=self.world.clock,
        )

    @property
    def writer(self) -> WriteBack:
        stores = self.world.stores
        return WriteBack(
            notes=stores.pending_notes_of(MERCHANT),
            known=self.known,
            orders=stores.watched_orders_of(MERCHANT),
            records=stores.watch_records_of(MERCHANT),
            leases=stores.leases_of(MERCHANT),
            connect_dreamrobot=lambda: self.dreamrobot,
            find_merchant=stores.merchants_of(MERCHANT).get,
            clock=self.world.clock,
        )

    @property
    def known(self) -> KnownCases:
        return KnownCases(self.world.stores.cases_of(MERCHANT), self.world.stores.accounts_of(MERCHANT))

    @property
    def account(self) -> AtrigaAccount:
        account = self.world.stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
        assert account is not None
        return account

    def case(self, case_id: str = "case-1") -> Case:
        case = self.world.stores.cases_of(MERCHANT).get(case_id)
        assert case is not None
        return case

    def commands(self, case_id: str = "case-1") -> list[Command]:
        """Return the commands of a case without its submission."""
        found = self.world.stores.commands_of(MERCHANT).list_all(case_id)
        return [command for command in found if not command.command_id.startswith("submit-")]

    def told(self, case_id: str = "case-1") -> list[str]:
        return [event.kind.value for event in self.world.stores.timelines_of(MERCHANT).list_events(case_id)]

    def proposals(self) -> list[Proposal]:
        return self.world.stores.proposals_of(MERCHANT).list_open(100).proposals

    def queued(self) -> list[str]:
        return [message["command_id"] for message in self.world.take_messages("commands")]


__all__ = ["ORDER", "START", "Bench", "FakeDreamRobot"]
