"""The route of the inbox: a page for people, JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from functions.cases_api.cursor import PROPOSAL_PLACE, read_cursor, unknown_cursor, write_cursor
from functions.cases_api.inbox.view import INBOX_PATH, show_inbox
from shared.domain.api_token import Scope
from shared.store.errors import UnknownPlaceError
from shared.web.answers import json_answer, page
from shared.web.request import public_url, wants_page
from shared.web.session import require_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.inbox.reading import InboxPage, InboxReading
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Sessions

TOLD: Final = frozenset({"answered"})
"""What the page may be told to say about what was just done."""


@dataclass(frozen=True, slots=True)
class InboxRoutes:
    """What the route needs."""

    sessions_of: Callable[[str], Sessions]
    reading: InboxReading
    renderer: PageRenderer
    configured_url: str

    def register(self, app: Application) -> None:
        """Add the route to an application."""

        @app.get(INBOX_PATH)
        def show_the_inbox() -> Response[str]:
            return self._show(app.current_event)

    def _show(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = require_session(event, self.sessions_of, self.reading.clock(), Scope.CASES_READ)
        query = event.query_string_parameters
        inbox = self._read(session.merchant_id, query)
        if not wants_page(event):
            return json_answer(show_inbox(inbox, public_url(event, self.configured_url)))
        html = self.renderer.render(
            "inbox.html",
            locale=session.locale,
            session=session,
            inbox=inbox,
            next_cursor=write_cursor(inbox.cursor),
            next_proposals_cursor=write_cursor(inbox.proposals_cursor),
            is_first=not query.get("cursor") and not query.get("proposals"),
            told=query["told"] if query.get("told") in TOLD else None,
        )
        return page(html)

    def _read(self, merchant_id: str, query: Mapping[str, str]) -> InboxPage:
        cursor = read_cursor(query.get("cursor"))
        proposals_cursor = read_cursor(query.get("proposals"), PROPOSAL_PLACE)
        try:
            return self.reading.read(merchant_id, cursor, proposals_cursor)
        except UnknownPlaceError:
            raise unknown_cursor() from None
