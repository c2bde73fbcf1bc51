"""The routes of the case table: a page for people, JSON for programs, a file for spreadsheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response

from functions.cases_api.cursor import read_cursor, unknown_cursor, write_cursor
from functions.cases_api.table.arrangement import sort_rows
from functions.cases_api.table.page import CSV_PATH, DEFAULT_LIMIT, PATH, TablePage
from functions.cases_api.table.view_query import ReadView, read_view, write_view
from functions.cases_api.view import show_row
from shared.domain.api_token import Scope
from shared.domain.cases.case_view import DEFAULT_COLUMNS
from shared.domain.cases.mark import CaseNotes
from shared.store.errors import UnknownPlaceError
from shared.web.answers import json_answer, page
from shared.web.paging import read_limit
from shared.web.presentation.case_csv import write_csv
from shared.web.presentation.csv_cells import CONTENT_TYPE
from shared.web.problem import FieldError, wrong_fields
from shared.web.request import public_url, wants_page
from shared.web.session import require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.table.ports import Accounts, CaseTable, TableSettings
    from shared.clock import Clock
    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.case_view import CaseView
    from shared.store.case_table import RowPage
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions

HIGHEST_LIMIT = 200
MOST_ROWS_OF_A_PAGE = 100
MOST_ROWS_OF_A_FILE = 5000
"""Some 2 MB, under the 6 MB that a function may answer with, and read in a few seconds of its fifteen."""

_ROWS_AT_ONCE = 500
_COUNT = re.compile(r"[0-9]{1,3}")
TOLD = frozenset({"marked", "unmarked", "nothing_ticked", "no_mark", "too_many_marks", "too_many_views", "ordered"})
"""What a page may be told to say about what was just done."""


@dataclass(frozen=True, slots=True)
class TableRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    table_of: Callable[[str], CaseTable]
    settings_of: Callable[[str], TableSettings]
    accounts_of: Callable[[str], Accounts]
    renderer: PageRenderer
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(PATH)
        def list_cases() -> Response[str]:
            event = app.current_event
            session = require_session(event, self.sessions_of, self.clock(), Scope.CASES_READ)
            return self._show_page(event, session) if wants_page(event) else self._show_json(event, session)

        @app.get(CSV_PATH)
        def download_cases() -> Response[str]:
            event = app.current_event
            session = require_session(event, self.sessions_of, self.clock(), Scope.CASES_READ)
            return self._download(event, session)

    def _show_json(self, event: APIGatewayProxyEventV2, session: Session) -> Response[str]:
        query = event.query_string_parameters
        view = _require_valid(read_view(query))
        found = self._read(
            session, view, read_limit(query, DEFAULT_LIMIT, HIGHEST_LIMIT), read_cursor(query.get("cursor"))
        )
        base = public_url(event, self.configured_url)
        rows = sort_rows(found.rows, found.notes, view)
        items = [show_row(row, found.notes.get(row.case_id, CaseNotes()).marks, base) for row in rows]
        return json_answer({"items": items, "next_cursor": write_cursor(found.cursor)})

    def _show_page(self, event: APIGatewayProxyEventV2, session: Session) -> Response[str]:
        query = event.query_string_parameters
        asked = read_view(query)
        limit = min(read_limit(query, DEFAULT_LIMIT, HIGHEST_LIMIT), MOST_ROWS_OF_A_PAGE)
        cursor = read_cursor(query.get("cursor"))
        accounts = self.accounts_of(session.merchant_id)
        table = TablePage(
            asked=asked,
            limit=limit,
            cursor=cursor,
            found=self._read(session, asked.view, limit, cursor),
            settings=self.settings_of(session.merchant_id).read(),
            atriga_accounts=accounts.list_atriga_accounts(),
            portal_accounts=accounts.list_portal_accounts(),
            told=query["told"] if query.get("told") in TOLD else None,
            told_count=_read_count(query.get("count", "")),
        )
        html = self.renderer.render("cases.html", locale=session.locale, session=session, table=table)
        return page(html, HTTPStatus.UNPROCESSABLE_ENTITY if asked.errors else HTTPStatus.OK)

    def _download(self, event: APIGatewayProxyEventV2, session: Session) -> Response[str]:
        query = event.query_string_parameters
        view = _require_valid(read_view(query))
        rows, notes, place = self._read_until_full(session, view, read_cursor(query.get("cursor")))
        part = _read_count(query.get("part", "1")) or 1
        more, line = {}, None
        if place is not None:
            rest = f"{CSV_PATH}?{write_view(view)}&part={part + 1}&cursor={write_cursor(place)}"
            following = f"{public_url(event, self.configured_url)}{rest}"
            more, line = {"Link": f'<{following}>; rel="next"'}, following
        text = write_csv(rows, notes, view.columns or DEFAULT_COLUMNS, session.locale, line)
        name = f"cases-{self.clock():%Y-%m-%d}{f'-{part}' if part > 1 or place else ''}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', **more}
        return Response(HTTPStatus.OK, CONTENT_TYPE, text, headers=headers, compress=True)

    def _read_until_full(
        self, session: Session, view: CaseView, place: str | None
    ) -> tuple[list[CaseRow], dict[str, CaseNotes], str | None]:
        rows: list[CaseRow] = []
        notes: dict[str, CaseNotes] = {}
        looked_at = 0
        while looked_at < MOST_ROWS_OF_A_FILE:
            found = self._read(session, view, min(_ROWS_AT_ONCE, MOST_ROWS_OF_A_FILE - looked_at), place)
            rows += found.rows
            notes |= found.notes
            place, looked_at = found.cursor, looked_at + max(found.looked_at, 1)
            if place is None:
                break
        return sort_rows(rows, notes, view), notes, place

    def _read(self, session: Session, view: CaseView, limit: int, cursor: str | None) -> RowPage:
        try:
            return self.table_of(session.merchant_id).read(view, limit, cursor)
        except UnknownPlaceError:
            raise unknown_cursor() from None


def _require_valid(asked: ReadView) -> CaseView:
    if asked.errors:
        errors = [FieldError(field, code) for field, code in asked.errors.items()]
        raise wrong_fields(*errors)
    return asked.view


def _read_count(given: str) -> int:
    return int(given) if _COUNT.fullmatch(given) and given.isascii() else 0
