"""Entry and composition root of the function ``news``: the feed, and the links of the mails."""

from __future__ import annotations

import os
from functools import cache
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from functions.news.feed_routes import FeedRoutes
from functions.news.mail_link_routes import MailLinkRoutes
from functions.news.mail_links import MailLinks
from functions.news.ports import ReaderDesk
from shared.clock import Clock, utc_now
from shared.composition import make_stores
from shared.observability import logger
from shared.settings import PageSettings
from shared.store.errors import BusyError
from shared.web.application import Application, make_application
from shared.web.pages import PageRenderer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


class Settings(PageSettings):
    """What this function is told by its environment."""


def compose(settings: Settings, clock: Clock = utc_now) -> Application:
    """Put the function together."""
    stores, renderer = make_stores(settings), PageRenderer()
    application = make_application(renderer, logger, contention=BusyError)

    def desk_of(merchant_id: str) -> ReaderDesk:
        return ReaderDesk(
            merchants=stores.merchants_of(merchant_id),
            news=stores.news_of(merchant_id),
            settings=stores.news_settings_of(merchant_id),
            record=stores.settings_record_of(merchant_id),
        )

    FeedRoutes(desk_of, settings.public_url).register(application)
    links = MailLinks(desk_of, new_secret=token_urlsafe, new_id=lambda: str(uuid4()), clock=clock)
    MailLinkRoutes(links, renderer).register(application)
    return application


@cache
def application() -> Application:
    """Return the application, made at the first request of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request."""
    return application().resolve(event, context)
