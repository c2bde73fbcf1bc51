"""The pages of the atriga accounts, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.activate.accounts.api import AccountApi
from functions.activate.accounts.payment_methods import PaymentMethods
from functions.activate.accounts.routes import AccountRoutes
from functions.activate.accounts.upkeep import AccountUpkeep
from functions.activate.settings.page import SettingsPages
from functions.activate.wiring import make_push_key

if TYPE_CHECKING:
    from functions.activate.foreign_systems import AccountGateway
    from functions.activate.guard import Guard
    from functions.activate.settings.portal_connections import PortalConnections
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_accounts(
    app: Application, guard: Guard, renderer: PageRenderer, connections: PortalConnections, gateway: AccountGateway
) -> None:
    """Add the routes of the atriga accounts to an application."""
    desk_of, clock = guard.desk_of, guard.clock
    upkeep = AccountUpkeep(desk_of, gateway, connections, connections.recorder, clock, make_push_key)
    payment_methods = PaymentMethods(desk_of, connections.dreamrobot, clock)
    pages, api = SettingsPages(desk_of, renderer, clock), AccountApi(upkeep, payment_methods)
    AccountRoutes(guard, pages, upkeep, payment_methods, api).register(app)
