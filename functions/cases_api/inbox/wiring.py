"""Composition of the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.cases_api.inbox.answering import Answering, AnsweringDesk
from functions.cases_api.inbox.inquiry_routes import InquiryRoutes
from functions.cases_api.inbox.reading import InboxDesk, InboxReading
from functions.cases_api.inbox.routes import InboxRoutes
from shared.composition import make_commands_queue, make_stores

if TYPE_CHECKING:
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_inbox(application: Application, settings: Settings, renderer: PageRenderer, clock: Clock) -> None:
    """Add the inbox and the answers to questions."""
    stores = make_stores(settings)
    reading = InboxReading(
        desk_of=lambda merchant_id: InboxDesk(
            inquiries=stores.inquiries_of(merchant_id),
            proposals=stores.proposals_of(merchant_id),
            table=stores.case_table_of(merchant_id),
            commands=stores.commands_of(merchant_id),
        ),
        clock=clock,
    )
    InboxRoutes(stores.sessions_of, reading, renderer, settings.public_url).register(application)
    answering = Answering(
        desk_of=lambda merchant_id: AnsweringDesk(
            merchant_id=merchant_id,
            cases=stores.cases_of(merchant_id),
            accounts=stores.accounts_of(merchant_id),
            commands=stores.commands_of(merchant_id),
            files=stores.files_of(merchant_id),
        ),
        queue=make_commands_queue(settings),
        clock=clock,
    )
    InquiryRoutes(stores.sessions_of, answering, renderer).register(application)
