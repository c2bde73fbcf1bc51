"""Composition of the pages of payouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.cases_api.payouts.routes import PayoutRoutes
from shared.composition import make_stores

if TYPE_CHECKING:
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_payouts(application: Application, settings: Settings, renderer: PageRenderer, clock: Clock) -> None:
    """Add the list of payouts, its file, and the page of one payout."""
    stores = make_stores(settings)
    PayoutRoutes(
        sessions_of=stores.sessions_of,
        payouts_of=stores.payouts_of,
        accounts_of=stores.accounts_of,
        figures_of=stores.figures_of,
        renderer=renderer,
        configured_url=settings.public_url,
        clock=clock,
    ).register(application)
