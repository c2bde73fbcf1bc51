"""Entry and composition root of the function ``cases_api``."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.cases_api.case.wiring import register_case
from functions.cases_api.collection.wiring import register_collection
from functions.cases_api.inbox.wiring import register_inbox
from functions.cases_api.overview.wiring import register_overview
from functions.cases_api.payouts.wiring import register_payouts
from functions.cases_api.review.wiring import register_review
from functions.cases_api.settings import Settings
from functions.cases_api.table.wiring import register_table
from shared.clock import Clock, utc_now
from shared.observability import logger
from shared.store.errors import BusyError
from shared.web.application import Application, make_application
from shared.web.pages import PageRenderer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.cases_api.case.ports import GatewayConnection


def compose(settings: Settings, clock: Clock = utc_now, gateway: GatewayConnection | None = None) -> Application:
    """Put the function together; another ``gateway`` than atriga's is for tests."""
    renderer = PageRenderer()
    application = make_application(renderer, logger, contention=BusyError)
    register_overview(application, settings, renderer, clock)
    register_table(application, settings, renderer, clock)
    register_case(application, settings, renderer, clock, gateway)
    register_inbox(application, settings, renderer, clock)
    register_payouts(application, settings, renderer, clock)
    register_review(application, settings, renderer, clock)
    register_collection(application, settings, clock)
    return application


@cache
def application() -> Application:
    """Return the application, made at the first request of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request."""
    return application().resolve(event, context)
