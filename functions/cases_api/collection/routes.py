"""The signed read with which DreamRobot fills its own collection table: by orders, or by what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from functions.cases_api.collection.query import read_query
from functions.cases_api.cursor import read_cursor, unknown_cursor, write_cursor
from functions.cases_api.view import show_row
from shared.domain.cases.mark import CaseNotes
from shared.store.errors import UnknownPlaceError
from shared.web.answers import json_answer
from shared.web.problem import ProblemError
from shared.web.request import public_url, read_signed_content
from shared.web.signature import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.collection.query import CollectionQuery
    from shared.clock import Clock
    from shared.domain.account import Merchant
    from shared.store.collection_rows import CollectionPage
    from shared.web.application import Application
    from shared.web.signature import DreamRobotKeys

PATH = "/dreamrobot/collection-data"
ROWS_OF_A_PAGE = 100

SETTLED_AFTER = timedelta(seconds=30)
"""How long a change may take from its instant to its place in the list: a write with all its repeats (``shared.aws``).
What is younger is told at the next call, so that no row appears before a place that the caller has passed."""


class Merchants(Protocol):
    """Where one merchant stands."""

    def get(self) -> Merchant | None:
        """Read the merchant, ``None`` where the app is not installed for it."""


class CollectionRows(Protocol):
    """The rows of one merchant's cases."""

    def read_of_orders(self, order_ids: list[str]) -> CollectionPage:
        """Read the rows of the cases that orders are in."""

    def read_changed(
        self, since: datetime | None, until: datetime, limit: int, after: str | None = None
    ) -> CollectionPage:
        """Read rows by their last change, the oldest first; UnknownPlaceError for a place outside the bounds."""


@dataclass(frozen=True, slots=True)
class CollectionRoutes:
    """What the route needs."""

    keys: Callable[[], DreamRobotKeys]
    merchants_of: Callable[[str], Merchants]
    rows_of: Callable[[str], CollectionRows]
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the route to an application."""

        @app.get(PATH)
        def read_collection_data() -> Response[str]:
            return self._read(app.current_event)

    def _read(self, event: APIGatewayProxyEventV2) -> Response[str]:
        verify(event.headers, read_signed_content(event), self.keys().signing_keys, self.clock())
        query = read_query(event)
        if self.merchants_of(query.merchant_id).get() is None:
            detail = "The app is not installed for this merchant."
            raise ProblemError(HTTPStatus.NOT_FOUND, "unknown_merchant", detail)
        found = self._find(query)
        base = public_url(event, self.configured_url)
        items = [show_row(row, found.notes.get(row.case_id, CaseNotes()).marks, base) for row in found.rows]
        return json_answer({"items": items, "next_cursor": write_cursor(found.cursor)})

    def _find(self, query: CollectionQuery) -> CollectionPage:
        rows, since, place = self.rows_of(query.merchant_id), query.changed_since, read_cursor(query.cursor)
        if query.order_id:
            if place is not None:
                raise unknown_cursor()
            found = rows.read_of_orders(query.order_id)
            return found._replace(rows=[row for row in found.rows if since is None or row.changed_at >= since])
        try:
            return rows.read_changed(since, self.clock() - SETTLED_AFTER, ROWS_OF_A_PAGE, place)
        except UnknownPlaceError:
            raise unknown_cursor() from None
