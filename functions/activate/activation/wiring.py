"""The activation, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.activate.activation.activation import Activation
from functions.activate.activation.routes import ActivationRoutes
from functions.activate.wiring import make_push_key

if TYPE_CHECKING:
    from functions.activate.foreign_systems import AccountGateway
    from functions.activate.guard import Guard
    from functions.activate.settings.portal_connections import PortalConnections
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_activation(
    app: Application, guard: Guard, renderer: PageRenderer, connections: PortalConnections, gateway: AccountGateway
) -> None:
    """Add the routes of the activation to an application."""
    activation = Activation(guard.desk_of, gateway, connections, connections.recorder, guard.clock, make_push_key)
    ActivationRoutes(activation, guard, renderer).register(app)
