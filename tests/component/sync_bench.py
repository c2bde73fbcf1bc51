"""What the tests of the status sync share: planner, worker, and a stream of changes in memory."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from functions.sync.change_intake import ChangeIntake
from functions.sync.change_stream import ChangeStream
from functions.sync.due_syncs import DueSyncs
from functions.sync.payout_stream import PayoutStream
from functions.sync.planner import Plan, SyncPlanner
from functions.sync.resting import Resting
from functions.sync.subscription import Subscription
from functions.sync.worker import MerchantDesk, SyncWorker
from shared.aws import queue_client
from shared.boss.answers import ChangePage, PayoutPage
from shared.domain.account import GatewayTerms
from shared.domain.cases.case import Change
from shared.domain.cases.withdrawal_quote import WithdrawalQuote
from shared.domain.money import Money
from shared.domain.watching.sync_pace import SyncPace
from shared.work import SyncWork, WorkQueue
from tests.component.snapshots import make_snapshot
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, make_atriga_account, make_case, make_command

if TYPE_CHECKING:
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.payout import Payout
    from tests.component.world import Clock, World

PUSH_URL = "https://app.example/boss/notifications"
PACE = SyncPace(shortest=timedelta(minutes=5), longest=timedelta(hours=1), longest_with_push=timedelta(hours=4))
WORK = SyncWork(merchant_id=MERCHANT, customer_number=CUSTOMER_NUMBER)


class FakeGateway:
    """The gateway as a run sees it; a cursor is the number of changes, or of payouts, that were read."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.slowness = timedelta(0)
        self.changes: list[Change] = []
        self.failures: list[Exception] = []
        self.asked_after: list[str | None] = []
        self.payouts: list[Payout] = []
        self.payout_failures: list[Exception] = []
        self.payouts_asked_after: list[str | None] = []
        self.subscriptions: list[tuple[str, str]] = []
        self.subscription_failure: Exception | None = None
        self.quoted: list[str] = []
        self.quote = WithdrawalQuote(is_allowed=True, fee=Money(cents=0, currency="EUR"))

    def add(self, version: int, client_reference: str = "case-1", **changes: object) -> None:
        number = len(self.changes) + 1
        self.changes.append(
            Change(
                change_id=f"change-{number}",
                changed_at=START + timedelta(minutes=number),
                kind="stage_changed",
                text="Es geht weiter",
                snapshot=make_snapshot(version=version, client_reference=client_reference, **changes),
            )
        )

    def list_payouts(self, after: str | None, limit: int) -> PayoutPage:
        self.payouts_asked_after.append(after)
        if self.payout_failures:
            raise self.payout_failures.pop(0)
        start = int(after or 0)
        page = self.payouts[start : start + limit]
        end = start + len(page)
        return PayoutPage(payouts=tuple(page), next_cursor=str(end), more=end < len(self.payouts))

    def subscribe(self, url: str, secret: str) -> None:
        if self.subscription_failure is not None:
            raise self.subscription_failure
        self.subscriptions.append((url, secret))

    def quote_withdrawal(self, case_number: str) -> WithdrawalQuote:
        self.quoted.append(case_number)
        return self.quote

    def list_changes(self, after: str | None, limit: int) -> ChangePage:
        self.asked_after.append(after)
        self.clock.move(self.slowness)
        if self.failures:
            raise self.failures.pop(0)
        start = int(after or 0)
        page = self.changes[start : start + limit]
        end = start + len(page)
        return ChangePage(changes=tuple(page), next_cursor=str(end), more=end < len(self.changes))


class Bench:
    """An activated merchant with one case, the worker, and the stream that it reads."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stream = FakeGateway(world.clock)
        self.gateway_is_away = False
        self.push_keys: tuple[str, ...] = ("whsec_bmV3", "whsec_b2xk")
        world.activate()
        case = make_case()
        world.stores.cases_of(MERCHANT).open(case, make_command(case))
        resting = Resting(PACE, draw_lot=lambda: 0.0)
        syncs_queue = WorkQueue[SyncWork](queue_client(), world.queue_urls["syncs"])
        self.worker = SyncWorker(desk_of=self.desk_of, queue=syncs_queue, resting=resting, clock=world.clock)
        self.planner = SyncPlanner(
            due_syncs=DueSyncs(
                due_accounts=world.stores.due_accounts(),
                accounts_of=world.stores.accounts_of,
                queue=syncs_queue,
                resting=resting,
                clock=world.clock,
            ),
            sleepers=world.stores.sleepers(),
            commands_queue=WorkQueue(queue_client(), world.queue_urls["commands"]),
            exports_queue=WorkQueue(queue_client(), world.queue_urls["exports"]),
            gateway_is_away=lambda: self.gateway_is_away,
            clock=world.clock,
        )

    def desk_of(self, merchant_id: str) -> MerchantDesk:
        stores = self.world.stores
        accounts = stores.accounts_of(merchant_id)
        intake = ChangeIntake(stores.cases_of(merchant_id), stores.change_records_of(merchant_id), self.world.clock)
        return MerchantDesk(
            accounts=accounts,
            leases=stores.leases_of(merchant_id),
            changes=ChangeStream(accounts, intake, self.world.clock),
            connect_gateway=lambda _: self.stream,
            steps=(
                Subscription(accounts, lambda _: self.push_keys, PUSH_URL, self.world.clock),
                PayoutStream(accounts, stores.payouts_of(merchant_id), self.world.clock),
            ),
        )

    def plan(self) -> Plan:
        return self.planner.plan(self.world.clock() + timedelta(minutes=1))

    def announce(self, *capabilities: str) -> None:
        """Let the gateway have announced these abilities, as an activation writes them down."""
        account = make_atriga_account(terms=GatewayTerms(capabilities=frozenset(capabilities)))
        self.world.stores.accounts_of(MERCHANT).save_activated(account, due_at=self.world.clock())

    def run(self, seconds: int = 300) -> None:
        self.worker.run(WORK, self.world.clock() + timedelta(seconds=seconds))

    @property
    def account(self) -> AtrigaAccount:
        account = self.world.stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
        assert account is not None
        return account

    @property
    def case(self) -> Case:
        case = self.world.stores.cases_of(MERCHANT).get("case-1")
        assert case is not None
        return case

    @property
    def cursor(self) -> str | None:
        return self.account.cursor

    def change_ids(self) -> list[str]:
        return [change.change_id for change in self.world.stores.cases_of(MERCHANT).list_changes("case-1")]
