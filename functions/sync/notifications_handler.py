"""Entry and composition root of the function ``notifications``, which the gateway and DreamRobot call."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.sync.notification_routes import NotificationRoutes
from functions.sync.notification_wiring import Settings, make_events, make_notifications
from shared.clock import Clock, utc_now
from shared.composition import make_stores
from shared.observability import logger
from shared.store.errors import BusyError
from shared.web.application import Application, make_application
from shared.web.pages import PageRenderer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


def compose(settings: Settings, clock: Clock = utc_now) -> Application:
    """Put the function together."""
    stores = make_stores(settings)
    app = make_application(PageRenderer(), logger, contention=BusyError)
    notifications, events = make_notifications(settings, stores, clock), make_events(settings, stores, clock)
    NotificationRoutes(notifications, events, stores.count_of_address, clock).register(app)
    return app


@cache
def application() -> Application:
    """Return the application, made at the first request of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request."""
    return application().resolve(event, context)
