"""The settings pages, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.activate.settings.language import LanguageChoice
from functions.activate.settings.page import SettingsPages
from functions.activate.settings.portal_routes import PortalRoutes
from functions.activate.settings.routes import SettingsRoutes

if TYPE_CHECKING:
    from functions.activate.guard import Guard
    from functions.activate.installation.installation import Installation
    from functions.activate.settings.portal_connections import PortalConnections
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_settings(
    app: Application,
    guard: Guard,
    renderer: PageRenderer,
    connections: PortalConnections,
    installation: Installation,
) -> None:
    """Add the routes of the settings to an application."""
    desk_of = guard.desk_of
    pages = SettingsPages(desk_of, renderer, guard.clock)
    SettingsRoutes(guard, pages, LanguageChoice(desk_of, connections.recorder), installation).register(app)
    PortalRoutes(guard, pages, connections).register(app)
