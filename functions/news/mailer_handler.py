"""Entry and composition root of the function ``news mailer``, which a schedule starts."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.news.mailer import Mailer
from functions.news.ports import MailerDesk
from shared.clock import Clock, utc_now
from shared.composition import make_mail_service, make_stores
from shared.observability import logger
from shared.settings import MailSettings, PageSettings
from shared.web.mails import MailWriter

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


class Settings(PageSettings, MailSettings):
    """What this function is told by its environment."""


class MerchantsNotToldError(Exception):
    """Raised at the end of a run in which merchants could not be told, so that an alarm tells of it."""


def compose(settings: Settings, clock: Clock = utc_now) -> Mailer:
    """Put the function together."""
    stores = make_stores(settings)
    return Mailer(
        due=stores.due_news(),
        desk_of=lambda merchant_id: MailerDesk(
            merchants=stores.merchants_of(merchant_id),
            news=stores.news_of(merchant_id),
            settings=stores.news_settings_of(merchant_id),
            digests=stores.digests_of(merchant_id),
        ),
        writer=MailWriter(settings.public_url),
        sender=make_mail_service(settings),
        clock=clock,
    )


@cache
def mailer() -> Mailer:
    """Return the mailer, made at the first run of a function instance."""
    return compose(Settings.load(os.environ))


def handle(event: dict[str, Any], context: LambdaContext) -> None:  # noqa: ARG001 -- the schedule's event says nothing
    """Send once what is due."""
    run = mailer().send_due(utc_now() + timedelta(milliseconds=context.get_remaining_time_in_millis()))
    logger.info("news were mailed", extra={"mails": run.sent, "merchants_failed": run.failed})
    if run.failed:
        raise MerchantsNotToldError
