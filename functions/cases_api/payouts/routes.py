"""The routes of payouts: a page for people, JSON for programs, a file for spreadsheets, and one payout by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from aws_lambda_powertools.event_handler import Response

from functions.cases_api.cursor import PAYOUT_PLACE, read_cursor, unknown_cursor, write_cursor
from functions.cases_api.payouts.page import (
    CSV_PATH,
    PATH,
    PAYOUTS_AT_ONCE,
    SHARES_IN_THE_LIST,
    PayoutRow,
    PayoutsView,
    open_amounts,
    payout_path,
)
from functions.cases_api.payouts.view import show_payout, show_row, show_share
from functions.cases_api.payouts.view_query import ReadFilter, read_filter
from shared.domain.api_token import Scope
from shared.domain.cases.payout import add_by_currency
from shared.store.errors import UnknownPlaceError
from shared.web.answers import json_answer, page
from shared.web.presentation.csv_cells import CONTENT_TYPE
from shared.web.presentation.payout_csv import write_payouts_csv
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import public_url, wants_page
from shared.web.session import require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.payouts.ports import Accounts, Figures, Payouts
    from shared.clock import Clock
    from shared.domain.cases.payout import KeptPayout, PayoutShare
    from shared.store.payouts import PayoutsPage
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions

SHARES_AT_ONCE: Final = 100

PAYOUTS_OF_A_FILE: Final = 200
"""Each is one read more, and all have to be read in a few seconds of the function's fifteen."""

_NUMBER: Final = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class PayoutRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    payouts_of: Callable[[str], Payouts]
    accounts_of: Callable[[str], Accounts]
    figures_of: Callable[[str], Figures]
    renderer: PageRenderer
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(PATH)
        def list_payouts() -> Response[str]:
            return self._list(app.current_event)

        @app.get(CSV_PATH)
        def download_payouts() -> Response[str]:
            return self._download(app.current_event)

        @app.get(f"{PATH}/<customer_number>/<payout_id>")
        def show_one_payout(customer_number: str, payout_id: str) -> Response[str]:
            return self._show(app.current_event, customer_number, payout_id)

    def _list(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = require_session(event, self.sessions_of, self.clock(), Scope.PAYOUTS_READ)
        asked = read_filter(event.query_string_parameters)
        is_page = wants_page(event)
        if not is_page:
            _require_valid(asked)
        cursor = read_cursor(event.query_string_parameters.get("cursor"), PAYOUT_PLACE)
        payouts = self.payouts_of(session.merchant_id)
        found = _read(payouts, asked, PAYOUTS_AT_ONCE, cursor)
        rows = [
            PayoutRow(one, payouts.read_shares(one.customer_number, one.payout_id, SHARES_IN_THE_LIST))
            for one in found.payouts
        ]
        if not is_page:
            base = public_url(event, self.configured_url)
            items = [show_row(row, base) for row in rows]
            return json_answer({"items": items, "next_cursor": write_cursor(found.cursor)})
        view = PayoutsView(
            asked=asked,
            found=found,
            rows=rows,
            paid_out=payouts.add_up(asked.wanted),
            accounts=self.accounts_of(session.merchant_id).list_atriga_accounts(),
            cursor=cursor,
            # It is known of all accounts together, and of now.
            still_open=[] if asked.typed else open_amounts(self.figures_of(session.merchant_id).read()),
        )
        html = self.renderer.render("payouts.html", locale=session.locale, session=session, view=view)
        return page(html, HTTPStatus.UNPROCESSABLE_ENTITY if asked.errors else HTTPStatus.OK)

    def _download(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = require_session(event, self.sessions_of, self.clock(), Scope.PAYOUTS_READ)
        asked = read_filter(event.query_string_parameters)
        _require_valid(asked)
        payouts = self.payouts_of(session.merchant_id)
        cursor = read_cursor(event.query_string_parameters.get("cursor"), PAYOUT_PLACE)
        found = _read(payouts, asked, PAYOUTS_OF_A_FILE, cursor)
        lines = ((one, payouts.list_shares(one.customer_number, one.payout_id)) for one in found.payouts)
        more, following = {}, None
        if found.cursor is not None:
            parts = [part for part in (asked.query, f"cursor={write_cursor(found.cursor)}") if part]
            following = f"{public_url(event, self.configured_url)}{CSV_PATH}?{'&'.join(parts)}"
            more = {"Link": f'<{following}>; rel="next"'}
        text = write_payouts_csv(lines, session.locale, following)
        headers = {"Content-Disposition": f'attachment; filename="payouts-{self.clock():%Y-%m-%d}.csv"', **more}
        return Response(HTTPStatus.OK, CONTENT_TYPE, text, headers=headers, compress=True)

    def _show(self, event: APIGatewayProxyEventV2, customer_number: str, payout_id: str) -> Response[str]:
        session = require_session(event, self.sessions_of, self.clock(), Scope.PAYOUTS_READ)
        payouts = self.payouts_of(session.merchant_id)
        payout = payouts.get(customer_number, payout_id)
        if payout is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such payout.")
        first = _read_number(event.query_string_parameters.get("first", "0"))
        found = payouts.read_shares(customer_number, payout_id, SHARES_AT_ONCE, first)
        if wants_page(event):
            return page(self._render_one(session, payout, found.shares, first, found.following))
        shown = show_payout(payout, public_url(event, self.configured_url))
        return json_answer(
            {**shown, "allocations": [show_share(share) for share in found.shares], "next_first": found.following}
        )

    def _render_one(
        self, session: Session, payout: KeptPayout, shares: list[PayoutShare], first: int, following: int | None
    ) -> str:
        is_whole = first == 0 and following is None
        address = payout_path(payout)
        return self.renderer.render(
            "payout.html",
            locale=session.locale,
            session=session,
            payout=payout,
            shares=shares,
            sums=add_by_currency(share.total for share in shares) if is_whole else [],
            next_address=f"{address}?first={following}" if following is not None else None,
            first_address=address if first else None,
        )


def _read(payouts: Payouts, asked: ReadFilter, limit: int, cursor: str | None) -> PayoutsPage:
    try:
        return payouts.read(asked.wanted, limit, cursor)
    except UnknownPlaceError:
        raise unknown_cursor() from None


def _require_valid(asked: ReadFilter) -> None:
    if asked.errors:
        errors = [FieldError(name, fault) for name, fault in asked.errors.items()]
        raise wrong_fields(*errors)


def _read_number(given: str) -> int:
    if not (_NUMBER.fullmatch(given) and given.isascii()):
        error = FieldError("first", "is not a whole number")
        raise wrong_fields(error)
    return int(given)
