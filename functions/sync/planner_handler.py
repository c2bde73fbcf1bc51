"""Entry and composition root of the function ``sync planner``, which the schedule starts."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.sync.due_syncs import DueSyncs
from functions.sync.planner import SyncPlanner
from functions.sync.resting import PaceSettings, make_resting
from shared.clock import Clock, utc_now
from shared.composition import (
    make_commands_queue,
    make_exports_queue,
    make_gateway_circuit,
    make_stores,
    make_syncs_queue,
)
from shared.observability import logger
from shared.settings import CommandsQueueSettings, ExportsQueueSettings, SyncsQueueSettings, TableSettings

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


class Settings(TableSettings, CommandsQueueSettings, ExportsQueueSettings, SyncsQueueSettings, PaceSettings):
    """What this function is told by its environment."""


def compose(settings: Settings, clock: Clock = utc_now) -> SyncPlanner:
    """Put the function together."""
    stores = make_stores(settings)
    return SyncPlanner(
        due_syncs=DueSyncs(
            due_accounts=stores.due_accounts(),
            accounts_of=stores.accounts_of,
            queue=make_syncs_queue(settings),
            resting=make_resting(settings),
            clock=clock,
        ),
        sleepers=stores.sleepers(),
        commands_queue=make_commands_queue(settings),
        exports_queue=make_exports_queue(settings),
        gateway_is_away=make_gateway_circuit(settings, clock).is_away,
        clock=clock,
    )


@cache
def planner() -> SyncPlanner:
    """Return the planner, made at the first run of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> None:  # noqa: ARG001 -- the schedule's event says nothing
    """Plan once."""
    plan = planner().plan(utc_now() + timedelta(milliseconds=context.get_remaining_time_in_millis()))
    counts = {"syncs": plan.syncs, "commands_woken": plan.commands, "exports_woken": plan.exports}
    logger.info("planned", extra=counts)
