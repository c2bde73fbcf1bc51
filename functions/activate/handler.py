"""Entry and composition root of the function ``activate``."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from functions.activate.accounts.wiring import register_accounts
from functions.activate.activation.wiring import register_activation
from functions.activate.assets.routes import AssetRoutes
from functions.activate.guard import Guard
from functions.activate.installation.installation import Installation
from functions.activate.installation.routes import InstallationRoutes
from functions.activate.launch.wiring import register_launch
from functions.activate.notifications.wiring import register_notifications
from functions.activate.programs.wiring import register_programs
from functions.activate.recording import Recorder
from functions.activate.settings.portal_connections import PortalConnections
from functions.activate.settings.wiring import register_settings
from functions.activate.wiring import Settings, make_desk_of, reach_outside
from shared.clock import utc_now
from shared.composition import make_commands_queue, make_key_reader, make_secrets_of, make_stores
from shared.observability import logger
from shared.store.errors import BusyError
from shared.web.application import make_application
from shared.web.assets import served_assets
from shared.web.pages import PageRenderer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.activate.foreign_systems import AccountGateway, DreamRobotSource
    from shared.clock import Clock
    from shared.web.application import Application


def compose(
    settings: Settings, gateway: AccountGateway, dreamrobot: DreamRobotSource, clock: Clock = utc_now
) -> Application:
    """Put the function together."""
    stores, recorder = make_stores(settings), Recorder(clock, new_id=lambda: str(uuid4()))
    guard = Guard(make_desk_of(stores, make_secrets_of(settings), make_commands_queue(settings), clock), clock)
    connections = PortalConnections(guard.desk_of, dreamrobot, recorder)
    installation = Installation(guard.desk_of, gateway, recorder, clock)
    keys, renderer = make_key_reader(settings), PageRenderer()
    app = make_application(renderer, logger, contention=BusyError)
    AssetRoutes(served_assets()).register(app)
    register_launch(app, guard, keys, stores.count_of_address)
    InstallationRoutes(installation, keys).register(app)
    register_activation(app, guard, renderer, connections, gateway)
    register_settings(app, guard, renderer, connections, installation)
    register_accounts(app, guard, renderer, connections, gateway)
    register_programs(app, guard, renderer, recorder, stores.count_of_address, settings.public_url)
    register_notifications(app, settings, guard, renderer, recorder)
    return app


@cache
def application() -> Application:
    """Return the application, made at the first request of a function instance."""
    settings = Settings.load(os.environ)
    return compose(settings, *reach_outside(settings, utc_now))


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request."""
    return application().resolve(event, context)
