"""The route of the overview, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.cases_api.overview.overview import Overview
from functions.cases_api.overview.view import show_overview
from shared.domain.api_token import Scope
from shared.web.answers import json_answer, page
from shared.web.request import public_url, wants_page
from shared.web.session import require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response

    from functions.cases_api.overview.ports import Accounts, Figures
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Sessions

PATH = "/overview"


@dataclass(frozen=True, slots=True)
class OverviewRoutes:
    """What the route needs."""

    sessions_of: Callable[[str], Sessions]
    figures_of: Callable[[str], Figures]
    accounts_of: Callable[[str], Accounts]
    renderer: PageRenderer
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the route to an application."""

        @app.get(PATH)
        def show() -> Response[str]:
            event = app.current_event
            session = require_session(event, self.sessions_of, self.clock(), Scope.CASES_READ)
            overview = self._read(session.merchant_id)
            if wants_page(event):
                html = self.renderer.render("overview.html", locale=session.locale, session=session, overview=overview)
                return page(html)
            return json_answer(show_overview(overview, public_url(event, self.configured_url)))

    def _read(self, merchant_id: str) -> Overview:
        kept = self.figures_of(merchant_id).read()
        names = {one.portal_account_id: one.name for one in self.accounts_of(merchant_id).list_portal_accounts()}
        return Overview(kept.figures, self.clock(), kept.counted_to, names)
