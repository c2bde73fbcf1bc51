"""What programs need, put together: tokens, notifications, and the description of the API."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from functions.activate.programs.description_routes import DescriptionRoutes
from functions.activate.programs.keys import Keys
from functions.activate.programs.routes import ProgramRoutes
from functions.activate.settings.page import SettingsPages

if TYPE_CHECKING:
    from functions.activate.guard import Guard
    from functions.activate.recording import Recorder
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.rate_limits import DrawRequest


def register_programs(
    app: Application,
    guard: Guard,
    renderer: PageRenderer,
    recorder: Recorder,
    draw_of_address: DrawRequest,
    configured_url: str,
) -> None:
    """Add the page of tokens and notifications, and the description of the API, to an application."""
    keys = Keys(guard.desk_of, recorder, lambda: token_urlsafe(32), guard.clock)
    pages = SettingsPages(guard.desk_of, renderer, guard.clock)
    ProgramRoutes(guard, keys, pages, configured_url).register(app)
    DescriptionRoutes(renderer, guard.desk_of, draw_of_address, guard.clock).register(app)
