"""Entry and composition root of the function ``export``, which takes exports in and tells how far they are."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.export.acceptance import ExportAcceptance
from functions.export.caller import CallerCheck
from functions.export.item_routes import ItemRoutes
from functions.export.reevaluation import Reevaluation
from functions.export.routes import ExportRoutes
from shared.clock import Clock, utc_now
from shared.composition import make_exports_queue, make_key_reader, make_stores
from shared.observability import logger
from shared.settings import ExportsQueueSettings, PageSettings, SigningSettings
from shared.store.errors import BusyError
from shared.web.application import Application, make_application
from shared.web.pages import PageRenderer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


class Settings(ExportsQueueSettings, PageSettings, SigningSettings):
    """What this function is told by its environment."""


def compose(settings: Settings, clock: Clock = utc_now) -> Application:
    """Put the function together."""
    stores = make_stores(settings)
    queue = make_exports_queue(settings)
    acceptance = ExportAcceptance(
        merchants_of=stores.merchants_of,
        accounts_of=stores.accounts_of,
        exports_of=stores.exports_of,
        queue=queue,
        clock=clock,
    )
    caller_check = CallerCheck(make_key_reader(settings), stores.sessions_of, clock)
    renderer = PageRenderer()
    application = make_application(renderer, logger, contention=BusyError)
    ExportRoutes(caller_check, acceptance, renderer, settings.public_url).register(application)
    reevaluation = Reevaluation(stores.exports_of, queue, clock)
    ItemRoutes(stores.sessions_of, reevaluation, renderer, settings.public_url).register(application)
    return application


@cache
def application() -> Application:
    """Return the application, made at the first request of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request."""
    return application().resolve(event, context)
