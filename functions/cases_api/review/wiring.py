"""Composition of the review of drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from functions.cases_api.review.api import ReviewApi
from functions.cases_api.review.pages import ReviewPages
from functions.cases_api.review.review import Review, ReviewDesk
from functions.cases_api.review.routes import ReviewRoutes
from shared.composition import make_commands_queue, make_stores

if TYPE_CHECKING:
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_review(application: Application, settings: Settings, renderer: PageRenderer, clock: Clock) -> None:
    """Add the review of drafts."""
    stores = make_stores(settings)
    review = Review(
        desk_of=lambda merchant_id: ReviewDesk(
            drafts=stores.drafts_of(merchant_id),
            cases=stores.cases_of(merchant_id),
            exports=stores.exports_of(merchant_id),
            accounts=stores.accounts_of(merchant_id),
        ),
        queue=make_commands_queue(settings),
        clock=clock,
        new_id=lambda: str(uuid4()),
    )
    pages, api = ReviewPages(review, renderer), ReviewApi(review, settings.public_url)
    ReviewRoutes(stores.sessions_of, review, pages, api).register(application)
