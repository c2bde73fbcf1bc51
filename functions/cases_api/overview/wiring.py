"""Composition of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.cases_api.overview.routes import OverviewRoutes
from shared.composition import make_stores

if TYPE_CHECKING:
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_overview(application: Application, settings: Settings, renderer: PageRenderer, clock: Clock) -> None:
    """Add the overview."""
    stores = make_stores(settings)
    OverviewRoutes(
        sessions_of=stores.sessions_of,
        figures_of=stores.figures_of,
        accounts_of=stores.accounts_of,
        renderer=renderer,
        configured_url=settings.public_url,
        clock=clock,
    ).register(application)
