"""The settings of notifications, put together."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from functions.activate.notifications.notifications import Notifications
from functions.activate.notifications.routes import NotificationRoutes
from shared.composition import make_mail_service
from shared.web.mails import MailWriter

if TYPE_CHECKING:
    from functions.activate.guard import Guard
    from functions.activate.recording import Recorder
    from functions.activate.wiring import Settings
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_notifications(
    app: Application, settings: Settings, guard: Guard, renderer: PageRenderer, recorder: Recorder
) -> None:
    """Add the routes of the notifications to an application."""
    notifications = Notifications(
        guard.desk_of,
        recorder,
        MailWriter(settings.public_url),
        make_mail_service(settings),
        token_urlsafe,
        guard.clock,
    )
    NotificationRoutes(guard, renderer, notifications, settings.public_url).register(app)
