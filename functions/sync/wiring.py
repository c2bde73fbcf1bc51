"""The pieces that the worker's composition root puts together: one merchant's desk, with the steps of a run."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from functions.sync.change_intake import ChangeIntake
from functions.sync.change_stream import ChangeStream
from functions.sync.figures_upkeep import FiguresUpkeep
from functions.sync.known_cases import KnownCases
from functions.sync.payout_stream import PayoutStream
from functions.sync.resting import PaceSettings
from functions.sync.subscription import Subscription
from functions.sync.watch import Watch
from functions.sync.watch_findings import WatchFindings
from functions.sync.worker import MerchantDesk
from functions.sync.write_back import WriteBack
from shared.composition import make_commands_queue, make_gateway_circuit, make_secrets_of, make_stores
from shared.connections import DreamRobotConnector, GatewayConnector
from shared.domain.request_budget import RequestPurpose
from shared.domain.watching.watch_plan import WatchPace
from shared.settings import (
    BossSettings,
    CommandsQueueSettings,
    DreamRobotSettings,
    SyncsQueueSettings,
    TableSettings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.clock import Clock

NOTIFICATIONS_PATH = "/boss/notifications"


class Settings(
    TableSettings, BossSettings, DreamRobotSettings, SyncsQueueSettings, CommandsQueueSettings, PaceSettings
):
    """What the worker is told by its environment.

    ``public_url`` is where the gateway is to push to; ``watch_pause_seconds`` is after which time the day of a fresh
    case is read again.
    """

    public_url: str
    watch_pause_seconds: int


def make_desk_of(settings: Settings, clock: Clock) -> Callable[[str], MerchantDesk]:
    """Make the function that makes a merchant's desk."""
    stores, secrets_of = make_stores(settings), make_secrets_of(settings)
    gateways = GatewayConnector(settings.boss_url, secrets_of, make_gateway_circuit(settings, clock))
    push_url = settings.public_url.rstrip("/") + NOTIFICATIONS_PATH

    dreamrobots = DreamRobotConnector(settings.dreamrobot_url, secrets_of, stores, clock)
    commands_queue = make_commands_queue(settings)

    def watch_of(merchant_id: str) -> Watch:
        findings = WatchFindings(
            merchant_id=merchant_id,
            known=KnownCases(stores.cases_of(merchant_id), stores.accounts_of(merchant_id)),
            orders=stores.watched_orders_of(merchant_id),
            shares=stores.payouts_of(merchant_id),
            commands=stores.commands_of(merchant_id),
            records=stores.watch_records_of(merchant_id),
            connect_gateway=lambda account: gateways.connect(merchant_id, account),
            commands_queue=commands_queue,
            clock=clock,
        )
        return Watch(
            orders=stores.watched_orders_of(merchant_id),
            findings=findings,
            leases=stores.leases_of(merchant_id),
            connect_dreamrobot=lambda: dreamrobots.connect(merchant_id, RequestPurpose.PAYMENT_WATCH),
            find_merchant=stores.merchants_of(merchant_id).get,
            pace=WatchPace.of_fresh_days(timedelta(seconds=settings.watch_pause_seconds)),
            clock=clock,
        )

    def write_back_of(merchant_id: str) -> WriteBack:
        return WriteBack(
            notes=stores.pending_notes_of(merchant_id),
            known=KnownCases(stores.cases_of(merchant_id), stores.accounts_of(merchant_id)),
            orders=stores.watched_orders_of(merchant_id),
            records=stores.watch_records_of(merchant_id),
            leases=stores.leases_of(merchant_id),
            connect_dreamrobot=lambda: dreamrobots.connect(merchant_id, RequestPurpose.WRITE_BACK),
            find_merchant=stores.merchants_of(merchant_id).get,
            clock=clock,
        )

    def desk_of(merchant_id: str) -> MerchantDesk:
        accounts, secrets = stores.accounts_of(merchant_id), secrets_of(merchant_id)
        intake = ChangeIntake(stores.cases_of(merchant_id), stores.change_records_of(merchant_id), clock)
        return MerchantDesk(
            accounts=accounts,
            leases=stores.leases_of(merchant_id),
            changes=ChangeStream(accounts, intake, clock),
            connect_gateway=lambda account: gateways.connect(merchant_id, account),
            steps=(
                # The key is read as it is now: an activation a minute ago made it.
                Subscription(accounts, lambda number: secrets.read().push_keys_of(number), push_url, clock),
                PayoutStream(accounts, stores.payouts_of(merchant_id), clock),
                watch_of(merchant_id),
                write_back_of(merchant_id),
                FiguresUpkeep(stores.figures_of(merchant_id), clock),
            ),
        )

    return desk_of
