"""The app as it is deployed, in one process and on simulated time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.utilities.circuit_breaker import base as breaker
from aws_lambda_powertools.utilities.circuit_breaker.persistence import base as breaker_states
from aws_lambda_powertools.utilities.circuit_breaker.persistence import dynamodb as breaker_table

from functions.export.worker_handler import Settings as ExportSettings
from functions.export.worker_handler import compose as compose_export_worker
from functions.submit.handler import Settings as SubmitSettings
from functions.submit.handler import compose as compose_submit
from functions.sync.planner_handler import Settings as PlannerSettings
from functions.sync.planner_handler import compose as compose_planner
from functions.sync.wiring import Settings as SyncSettings
from functions.sync.worker_handler import compose as compose_sync_worker
from sandbox.boss.accounts import ALL_CAPABILITIES
from shared.composition import make_secrets_of
from shared.domain.account import GatewayTerms
from shared.domain.export import Export, ExportItem, ExportSource
from shared.store.stores import Stores
from shared.work import CommandWork, ExportWork, SyncWork, WorkQueue
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, make_atriga_account
from tests.kept_cases import list_cases
from tests.simulation.memory_dynamodb import MemoryDynamoDB
from tests.simulation.network import ForeignSystems, SimulatedNetwork
from tests.simulation.queues import SimulatedQueues
from tests.simulation.side_effects import ProcessCut, SideEffects

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from mypy_boto3_dynamodb import DynamoDBClient

    from sandbox.boss.case_record import CaseRecord
    from sandbox.dreamrobot.orders import OrderBook, SandboxOrder
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from tests.component.world import World
    from tests.simulation.queues import Message

PLANNED_EVERY = timedelta(minutes=5)
DREAMROBOT_MERCHANT = "merchant-1001"
"""The simulator's merchant whose orders the app's merchant has."""


@dataclass(frozen=True)
class Consumer:
    """A function that takes messages, with the seconds that it may run."""

    seconds: int
    take: Callable[[str, datetime], None]


class Simulation:
    """Everything that there is: the functions, their tables and queues, the foreign systems, and the time."""

    def __init__(
        self, world: World, monkeypatch: pytest.MonkeyPatch, foreign_systems: ForeignSystems | None = None
    ) -> None:
        self.clock = world.clock
        self.side_effects = SideEffects()
        self.tables = MemoryDynamoDB(self.side_effects)
        stores = Stores(cast("DynamoDBClient", self.tables), "accounts", "cases", "runtime")
        self.world = replace(world, stores=stores)
        self.queues = SimulatedQueues(self.clock, self.side_effects)
        self.foreign_systems = foreign_systems or ForeignSystems(self.clock)
        self.boss = self.foreign_systems.boss
        self.dreamrobot = self.foreign_systems.dreamrobot
        self.network = SimulatedNetwork(self.side_effects, self.foreign_systems.hosts)
        self.cuts: list[str] = []
        self._planned_at = self.clock()
        self._replace_the_outside(monkeypatch)
        self._activate()
        self.start_processes()

    def start_processes(self) -> None:
        """Put the functions together anew, as cold starts do: what only a process knew is gone."""
        for memory in (breaker._LOCAL_FAILURES, breaker._LOCAL_SUCCESSES, breaker._LAST_OBSERVED_STATE):
            memory.clear()
        environment = self.world.environment
        exports = compose_export_worker(ExportSettings.load(environment), self.clock)
        carrier = compose_submit(SubmitSettings.load(environment), self.clock)
        syncs = compose_sync_worker(SyncSettings.load(environment), self.clock)
        self.planner = compose_planner(PlannerSettings.load(environment), self.clock)
        urls = self.world.queue_urls
        self._consumers = {
            urls["exports"]: Consumer(300, lambda body, end: exports.work(ExportWork.model_validate_json(body), end)),
            urls["commands"]: Consumer(
                60, lambda body, end: carrier.carry_out(CommandWork.model_validate_json(body), end)
            ),
            urls["syncs"]: Consumer(300, lambda body, end: syncs.run(SyncWork.model_validate_json(body), end)),
        }

    def deliver(self, message: Message) -> None:
        """Let a function work on a message; one that dies or fails gets it again when it is visible."""
        consumer = self._consumers[message.queue]
        self.queues.hide(message, timedelta(seconds=6 * consumer.seconds))
        if message not in self.queues.waiting:
            return
        try:
            with self.side_effects.watched():
                consumer.take(message.body, self.clock() + timedelta(seconds=consumer.seconds))
        except ProcessCut as cut:
            self.cuts.append(str(cut))
            self.start_processes()
        except Exception:  # noqa: BLE001 -- whatever fails comes again, as Lambda does it
            return
        else:
            if message in self.queues.waiting:
                self.queues.delete(message)

    def run(self, until: Callable[[], bool], at_most: timedelta) -> None:
        """Deliver, plan and let time pass until something holds.

        Raises:
            AssertionError: It does not hold after ``at_most`` of simulated time.
        """
        end = self.clock() + at_most
        while not until():
            assert self.clock() < end, "it never came to that"
            message = self.queues.receive()
            if message is not None:
                self.deliver(message)
            else:
                self._let_time_pass(end)

    def pass_time(self, span: timedelta) -> None:
        """Let a span of time pass, with everything that happens in it."""
        end = self.clock() + span
        while self.clock() < end:
            message = self.queues.receive()
            if message is not None:
                self.deliver(message)
            else:
                self._let_time_pass(end)

    def order(self, number: int) -> SandboxOrder:
        """Find an order of DreamRobot's by its number."""
        return next(order for order in self._orders().list_between() if order.number == number)

    def keep_order(self, order: SandboxOrder) -> None:
        """Put an order in place of what DreamRobot knew of it."""
        self._orders().keep(order)

    def take_in(self, *numbers: int, export_id: str = "export-1") -> None:
        """Take an export of these orders in, as the function that accepts exports does."""
        now, ids = self.clock(), [self.order(number).order_id for number in numbers]
        exports = self.world.stores.exports_of(MERCHANT)
        exports.add(
            Export(export_id=export_id, source=ExportSource.APP, body_digest="-", order_count=len(ids), created_at=now)
        )
        exports.add_items(export_id, [ExportItem(order_id=one, number=place) for place, one in enumerate(ids)])
        exports.note_queued(export_id, now, now + timedelta(minutes=15))
        WorkQueue[ExportWork](self.queues, self.world.queue_urls["exports"]).send(  # type: ignore[arg-type]  # a stand-in
            [ExportWork(merchant_id=MERCHANT, export_id=export_id)]
        )

    def cases(self) -> list[Case]:
        """Return what the app holds."""
        return list_cases(self.world.stores, MERCHANT)

    def open_commands(self) -> list[Command]:
        """Return what is still to be done."""
        commands = self.world.stores.commands_of(MERCHANT)
        return [one for case in self.cases() for one in commands.list_all(case.case_id) if one.state.is_open]

    def cases_at_boss(self) -> list[CaseRecord]:
        """Return what the gateway holds."""
        with self.boss.open_all() as desks:
            return [case for desk in desks for case in desk.book.cases]

    def _orders(self) -> OrderBook:
        return self.dreamrobot.book_of(DREAMROBOT_MERCHANT)

    def _let_time_pass(self, end: datetime) -> None:
        due = self._planned_at + PLANNED_EVERY
        visible = self.queues.next_visible_at()
        self.clock.now = min(end, due, visible or due)
        if self.clock() >= due:
            self._planned_at = self.clock()
            self.planner.plan(self.clock() + timedelta(minutes=1))

    def _activate(self) -> None:
        self.world.activate()
        terms = GatewayTerms(
            capabilities=frozenset(ALL_CAPABILITIES), countries=frozenset({"DE"}), currencies=frozenset({"EUR"})
        )
        accounts = self.world.stores.accounts_of(MERCHANT)
        accounts.save_activated(make_atriga_account(terms=terms), due_at=START + timedelta(days=365))
        secrets = make_secrets_of(SubmitSettings.load(self.world.environment))(MERCHANT)
        secrets.set_authentication_code(CUSTOMER_NUMBER, f"sandbox-code-{CUSTOMER_NUMBER}")
        merchant = self.dreamrobot.merchants[DREAMROBOT_MERCHANT]
        secrets.set_dreamrobot_access(merchant.api_username, merchant.api_password)

    def _replace_the_outside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("httpx._client.HTTPTransport", lambda **_: self.network)
        monkeypatch.setattr("shared.composition.queue_client", lambda: self.queues)
        # Eight shards cost eight queries where one holds everything that there is.
        monkeypatch.setattr("shared.store.keys.SHARD_COUNT", 1)
        # One order at a time, so that the points come in the same order at every run.
        monkeypatch.setattr("functions.export.evaluation_run.ORDERS_AT_ONCE", 1)
        time = SimpleNamespace(datetime=SimpleNamespace(now=lambda: self.clock.now))
        for module in (breaker, breaker_states, breaker_table):
            monkeypatch.setattr(module, "dt", time)
        monkeypatch.setattr("shared.composition.dynamodb_client", lambda: self.tables)
