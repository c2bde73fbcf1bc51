"""The settings pages, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.activate.account_routes import AccountRoutes
from functions.activate.account_upkeep import AccountUpkeep
from functions.activate.language import LanguageChoice
from functions.activate.payment_methods import PaymentMethods
from functions.activate.settings_page import SettingsPages
from functions.activate.settings_routes import SettingsRoutes
from functions.activate.wiring import make_push_key

if TYPE_CHECKING:
    from functions.activate.foreign_systems import AccountGateway
    from functions.activate.guard import Guard
    from functions.activate.installation import Installation
    from functions.activate.portal_connections import PortalConnections
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_settings(
    app: Application,
    guard: Guard,
    renderer: PageRenderer,
    connections: PortalConnections,
    installation: Installation,
    gateway: AccountGateway,
) -> None:
    """Add the routes of the settings to an application."""
    desk_of, clock, recorder = guard.desk_of, guard.clock, connections.recorder
    pages = SettingsPages(desk_of, renderer, clock)
    upkeep = AccountUpkeep(desk_of, gateway, connections, recorder, clock, make_push_key)
    SettingsRoutes(guard, pages, connections, LanguageChoice(desk_of, recorder), installation).register(app)
    payment_methods = PaymentMethods(desk_of, connections.dreamrobot, clock)
    AccountRoutes(guard, pages, upkeep, payment_methods).register(app)
