"""Entry and composition root of the function ``export worker``, which the exports queue starts."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from functions.export.worker import ExportWorker, MerchantDesk
from shared.clock import Clock, utc_now
from shared.composition import make_commands_queue, make_exports_queue, make_secrets_of, make_stores
from shared.connections import DreamRobotConnector
from shared.domain.request_budget import RequestPurpose
from shared.messages import read_messages
from shared.settings import CommandsQueueSettings, DreamRobotSettings, ExportsQueueSettings, TableSettings
from shared.work import ExportWork

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.typing import LambdaContext


class Settings(TableSettings, CommandsQueueSettings, DreamRobotSettings, ExportsQueueSettings):
    """What this function is told by its environment."""


def compose(settings: Settings, clock: Clock = utc_now) -> ExportWorker:
    """Put the function together."""
    stores = make_stores(settings)
    connector = DreamRobotConnector(settings.dreamrobot_url, make_secrets_of(settings), stores, clock)
    return ExportWorker(
        desk_of=lambda merchant_id: MerchantDesk(
            merchants=stores.merchants_of(merchant_id),
            accounts=stores.accounts_of(merchant_id),
            exports=stores.exports_of(merchant_id),
            hand_overs=stores.hand_overs_of(merchant_id),
            drafts=stores.drafts_of(merchant_id),
            handed_over_orders=stores.cases_of(merchant_id),
            leases=stores.leases_of(merchant_id),
            connect_dreamrobot=lambda: connector.connect(merchant_id, RequestPurpose.EXPORT),
        ),
        exports_queue=make_exports_queue(settings),
        commands_queue=make_commands_queue(settings),
        clock=clock,
        new_id=lambda: str(uuid4()),
    )


@cache
def worker() -> ExportWorker:
    """Return the worker, made at the first message of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work on the exports of a batch of messages."""
    return read_messages(event, context, ExportWork, worker().work, utc_now)
