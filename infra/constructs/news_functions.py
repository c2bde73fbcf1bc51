"""The two functions of news: one that is asked over HTTP, and one that mails by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra import limits
from infra.constructs.app_function import FunctionSpec
from infra.constructs.storage import BY_DUE

if TYPE_CHECKING:
    from infra.constructs.app_function import AppFunction
    from infra.constructs.surroundings import Maker, Surroundings


def make_news(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that serves feeds and the links of mails."""
    function = make(
        "News",
        FunctionSpec(
            name="news",
            handler="functions.news.handler.handle",
            description="Serves the feeds of news, and the links that stand in mails",
            size=limits.HTTP_FUNCTION,
        ),
    )
    around.api.route(function, "/feed/{address}", "/mail/confirmation/{address}", "/mail/unsubscribe/{address}")
    function.tell(public_url=around.api.url)
    around.storage.accounts.open_to(function, "GetItem", "PutItem")
    around.storage.cases.open_to(function, "Query")
    return function


def make_news_mailer(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that a schedule starts to mail what is due."""
    function = make(
        "NewsMailer",
        FunctionSpec(
            name="news-mailer",
            handler="functions.news.mailer_handler.handle",
            description="Mails news to the merchants for whom they are due",
            size=limits.NEWS_MAILER,
            retries=limits.PLANNER_RETRIES,
            event_age=limits.SCHEDULE_EVENT_AGE,
        ),
    )
    function.tell(public_url=around.api.url)
    around.storage.accounts.open_to(function, "GetItem", "PutItem", indexes=[BY_DUE])
    around.storage.cases.open_to(function, "Query")
    around.storage.runtime.open_to(function, "GetItem", "PutItem", "UpdateItem", "DeleteItem")
    around.mail.open_to(function)
    return function
