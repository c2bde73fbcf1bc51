"""The way into the app and out of it, put together."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from functions.activate.launch.launch import Launch
from functions.activate.launch.routes import LaunchRoutes

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.activate.guard import Guard
    from shared.web.application import Application
    from shared.web.rate_limits import DrawRequest
    from shared.web.signature import DreamRobotKeys


def register_launch(
    app: Application, guard: Guard, keys: Callable[[], DreamRobotKeys], draw_of_address: DrawRequest
) -> None:
    """Add the routes of coming and going to an application."""
    LaunchRoutes(Launch(guard.desk_of, keys, token_urlsafe, guard.clock), draw_of_address).register(app)
