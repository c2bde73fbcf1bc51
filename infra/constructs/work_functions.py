"""The functions that work behind the pages: queues, a schedule, and notifications start them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra import limits
from infra.constructs.app_function import FunctionSpec
from infra.constructs.storage import BY_CUSTOMER_NUMBER, BY_DUE, BY_TIME, BY_WAKE, BY_WATCH, READ

if TYPE_CHECKING:
    from infra.config import Stage
    from infra.constructs.app_function import AppFunction
    from infra.constructs.surroundings import Maker, Surroundings


def make_export_worker(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that the exports queue starts."""
    function = make(
        "ExportWorker",
        FunctionSpec(
            name="export-worker",
            handler="functions.export.worker_handler.handle",
            description="Fetches and evaluates the orders of exports and makes cases of them",
            size=limits.EXPORT_WORKER,
            queues_itself_again=True,
        ),
    )
    around.queues.exports.feed(function, at_once=limits.EXPORTS_AT_ONCE)
    function.tell(dreamrobot_url=around.config.dreamrobot_url)
    around.storage.accounts.open_to(function, *READ)
    around.storage.cases.open_to(function, *READ, "PutItem", "UpdateItem")
    around.storage.runtime.open_to(function, "GetItem", "PutItem", "UpdateItem")
    around.secrets.open_merchants_to(function, "GetSecretValue")
    around.queues.exports.open_to(function)
    around.queues.commands.open_to(function)
    return function


def make_submit(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that the commands queue starts."""
    function = make(
        "Submit",
        FunctionSpec(
            name="submit",
            handler="functions.submit.handler.handle",
            description="Carries commands out at the gateway",
            size=limits.SUBMIT,
            queues_itself_again=True,
        ),
    )
    around.queues.commands.feed(function, at_once=limits.COMMANDS_AT_ONCE)
    function.tell(boss_url=around.config.boss_url, dreamrobot_url=around.config.dreamrobot_url)
    around.storage.accounts.open_to(function, "GetItem", "UpdateItem")
    around.storage.cases.open_to(function, *READ, "PutItem", "UpdateItem", "DeleteItem")
    around.storage.runtime.open_to(function, "GetItem", "PutItem", "UpdateItem")
    around.secrets.open_merchants_to(function, "GetSecretValue")
    around.queues.commands.open_to(function)
    return function


def make_sync_planner(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that a schedule starts to plan the runs."""
    function = make(
        "SyncPlanner",
        FunctionSpec(
            name="sync-planner",
            handler="functions.sync.planner_handler.handle",
            description="Queues the accounts that are due, and commands and exports that have waited long enough",
            size=limits.SYNC_PLANNER,
            retries=limits.PLANNER_RETRIES,
            event_age=limits.SCHEDULE_EVENT_AGE,
        ),
    )
    _tell_pauses(function, around.config.stage)
    around.storage.accounts.open_to(function, "UpdateItem", indexes=[BY_DUE])
    around.storage.cases.open_to(function, "UpdateItem", indexes=[BY_WAKE])
    around.storage.runtime.open_to(function, "GetItem")
    around.queues.syncs.open_to(function)
    around.queues.commands.open_to(function)
    around.queues.exports.open_to(function)
    return function


def make_sync_worker(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that the syncs queue starts."""
    function = make(
        "SyncWorker",
        FunctionSpec(
            name="sync-worker",
            handler="functions.sync.worker_handler.handle",
            description="Brings one atriga account up to date, watches its orders and writes back",
            size=limits.SYNC_WORKER,
            queues_itself_again=True,
        ),
    )
    around.queues.syncs.feed(function, at_once=limits.SYNCS_AT_ONCE)
    _tell_pauses(function, around.config.stage)
    function.tell(
        boss_url=around.config.boss_url,
        dreamrobot_url=around.config.dreamrobot_url,
        public_url=around.api.url,
        watch_pause_seconds=str(limits.watch_pause(around.config.stage).to_seconds()),
    )
    around.storage.accounts.open_to(function, "GetItem", "UpdateItem")
    around.storage.cases.open_to(function, *READ, "PutItem", "UpdateItem", "DeleteItem", indexes=[BY_TIME, BY_WATCH])
    around.storage.runtime.open_to(function, "GetItem", "PutItem", "UpdateItem")
    around.secrets.open_merchants_to(function, "GetSecretValue")
    around.queues.syncs.open_to(function)
    around.queues.commands.open_to(function)
    return function


def make_notifications(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that the gateway and DreamRobot notify."""
    function = make(
        "Notifications",
        FunctionSpec(
            name="notifications",
            handler="functions.sync.notifications_handler.handle",
            description="Takes notifications of the gateway and of DreamRobot and brings the sync forward",
            size=limits.NOTIFICATIONS,
        ),
    )
    around.api.route(function, "/boss/notifications", "/dreamrobot/events/{address}")
    function.tell(watch_pause_seconds=str(limits.watch_pause(around.config.stage).to_seconds()))
    around.storage.accounts.open_to(function, *READ, "UpdateItem", indexes=[BY_CUSTOMER_NUMBER])
    around.storage.cases.open_to(function, "GetItem", "UpdateItem")
    around.storage.runtime.open_to(function, "UpdateItem")
    around.secrets.open_merchants_to(function, "GetSecretValue")
    around.queues.syncs.open_to(function)
    return function


def _tell_pauses(function: AppFunction, stage: Stage) -> None:
    function.tell(
        sync_shortest_pause_seconds=str(limits.shortest_sync_pause(stage).to_seconds()),
        sync_longest_pause_seconds=str(limits.longest_sync_pause(stage).to_seconds()),
        sync_longest_pause_with_push_seconds=str(limits.longest_sync_pause_with_push(stage).to_seconds()),
    )
