"""Entry and composition root of the function ``sync worker``, which the syncs queue starts."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.sync.resting import make_resting
from functions.sync.wiring import Settings, make_desk_of
from functions.sync.worker import SyncWorker
from shared.clock import Clock, utc_now
from shared.composition import make_syncs_queue
from shared.messages import read_messages
from shared.work import SyncWork

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.typing import LambdaContext


def compose(settings: Settings, clock: Clock = utc_now) -> SyncWorker:
    """Put the function together."""
    return SyncWorker(
        desk_of=make_desk_of(settings, clock),
        queue=make_syncs_queue(settings),
        resting=make_resting(settings),
        clock=clock,
    )


@cache
def worker() -> SyncWorker:
    """Return the worker, made at the first message of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Run the syncs of a batch of messages."""
    return read_messages(event, context, SyncWork, worker().run, utc_now)
