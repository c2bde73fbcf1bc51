"""The pieces that the composition root puts together: settings, what is kept, and the two foreign systems."""

from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

from functions.activate.accounts.waking import Waking
from functions.activate.outside import BossAccounts, DreamRobotReadings
from functions.activate.ports import DeskOf, MerchantDesk
from functions.activate.secret_writes import SerialSecrets
from shared.composition import make_gateway_circuit, make_secrets_of, make_stores
from shared.connections import DreamRobotConnector, GatewayConnector
from shared.http import WHILE_A_PERSON_WAITS
from shared.settings import (
    BossSettings,
    CommandsQueueSettings,
    DreamRobotSettings,
    MailSettings,
    PageSettings,
    SigningSettings,
)
from shared.web.signature import write_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.clock import Clock
    from shared.store.secrets import MerchantSecrets
    from shared.store.stores import Stores
    from shared.work import CommandWork, WorkSink


class Settings(PageSettings, SigningSettings, BossSettings, DreamRobotSettings, CommandsQueueSettings, MailSettings):
    """What this function is told by its environment."""


def make_desk_of(
    stores: Stores, secrets_of: Callable[[str], MerchantSecrets], commands_queue: WorkSink[CommandWork], clock: Clock
) -> DeskOf:
    """Make the function that makes a merchant's desk."""
    return lambda merchant_id: MerchantDesk(
        merchants=stores.merchants_of(merchant_id),
        accounts=stores.accounts_of(merchant_id),
        settings=stores.settings_of(merchant_id),
        news_settings=stores.news_settings_of(merchant_id),
        record=stores.settings_record_of(merchant_id),
        secrets=SerialSecrets(secrets_of(merchant_id), stores.leases_of(merchant_id), clock),
        sign_ins=stores.sessions_of(merchant_id),
        used_once=stores.used_once_of(merchant_id),
        tokens=stores.tokens_of(merchant_id),
        waking=Waking(merchant_id, stores.commands_of(merchant_id), commands_queue),
        api_tokens=stores.api_tokens_of(merchant_id),
        uses=stores.token_buckets_of(merchant_id),
        event_address=stores.event_address_of(merchant_id),
    )


def reach_outside(settings: Settings, clock: Clock) -> tuple[BossAccounts, DreamRobotReadings]:
    """Make the two foreign systems, over HTTP."""
    secrets_of = make_secrets_of(settings)
    circuit = make_gateway_circuit(settings, clock)
    gateway = GatewayConnector(settings.boss_url, secrets_of, circuit, patience=WHILE_A_PERSON_WAITS)
    stores = make_stores(settings)
    dreamrobot = DreamRobotConnector(settings.dreamrobot_url, secrets_of, stores, clock, patience=WHILE_A_PERSON_WAITS)
    return BossAccounts(gateway), DreamRobotReadings(dreamrobot)


def make_push_key() -> str:
    """Make a key under which the gateway is to sign its pushes."""
    return write_key(token_bytes(32))
