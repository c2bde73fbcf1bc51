"""Entry and composition root of the function ``submit``, which the commands queue starts."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.submit.carrier import CommandCarrier
from functions.submit.desk import MerchantDesk
from shared.clock import Clock, utc_now
from shared.composition import make_commands_queue, make_gateway_circuit, make_secrets_of, make_stores
from shared.connections import DreamRobotConnector, GatewayConnector
from shared.domain.request_budget import RequestPurpose
from shared.messages import read_messages
from shared.settings import BossSettings, CommandsQueueSettings, DreamRobotSettings, TableSettings
from shared.work import CommandWork

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.typing import LambdaContext


class Settings(TableSettings, BossSettings, DreamRobotSettings, CommandsQueueSettings):
    """What this function is told by its environment."""


def compose(settings: Settings, clock: Clock = utc_now) -> CommandCarrier:
    """Put the function together."""
    stores, secrets_of = make_stores(settings), make_secrets_of(settings)
    circuit = make_gateway_circuit(settings, clock)
    gateway = GatewayConnector(settings.boss_url, secrets_of, circuit)
    dreamrobot = DreamRobotConnector(settings.dreamrobot_url, secrets_of, stores, clock)
    return CommandCarrier(
        desk_of=lambda merchant_id: MerchantDesk(
            accounts=stores.accounts_of(merchant_id),
            cases=stores.cases_of(merchant_id),
            commands=stores.commands_of(merchant_id),
            files=stores.files_of(merchant_id),
            leases=stores.leases_of(merchant_id),
            token_buckets=stores.token_buckets_of(merchant_id),
            connect_gateway=lambda account: gateway.connect(merchant_id, account),
            connect_dreamrobot=lambda: dreamrobot.connect(merchant_id, RequestPurpose.LAST_LOOK),
        ),
        queue=make_commands_queue(settings),
        gateway_is_closed_off=circuit.is_open,
        clock=clock,
    )


@cache
def carrier() -> CommandCarrier:
    """Return the carrier, made at the first message of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Carry out the commands of a batch of messages."""
    return read_messages(event, context, CommandWork, carrier().carry_out, utc_now)
