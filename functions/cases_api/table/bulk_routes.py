"""What is done with the ticked cases of the table: marks at once, orders to atriga after a page that confirms them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from functions.cases_api.idempotency import read_token
from functions.cases_api.table.bulk import KINDS, MOST_CASES_AT_ONCE
from functions.cases_api.table.bulk_form import AMOUNT, OrderForm, doubt_amounts, read_pause, read_payments
from functions.cases_api.table.faults import Fault
from functions.cases_api.table.page import PATH
from functions.cases_api.table.ticked import VIEW_FIELD, address_of_view, ticked_cases
from shared.domain.api_token import Scope
from shared.domain.cases.mark import read_mark
from shared.web.answers import page, redirect
from shared.web.forms import read_form
from shared.web.problem import ProblemError
from shared.web.request import sends_json
from shared.web.session import check_csrf, require_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.table.bulk import BulkOrders, Chosen
    from functions.cases_api.table.bulk_api import BulkApi
    from functions.cases_api.table.marking_routes import Marking
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions

BULK_PATH = f"{PATH}/bulk"


@dataclass(frozen=True, slots=True)
class BulkRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    marking: Marking
    orders: BulkOrders
    api: BulkApi
    renderer: PageRenderer
    new_token: Callable[[], UUID]

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post(BULK_PATH)
        def act_on_many() -> Response[str]:
            return self._act(app.current_event)

    def _act(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = require_session(event, self.sessions_of, self.orders.clock(), Scope.CASES_ACT)
        if sends_json(event):
            return self.api.act(event, session.merchant_id)
        check_csrf(event, session)
        fields = read_form(event)
        action = fields.get("action")
        if action not in {"mark", "unmark", *KINDS}:
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The form names no known action.")
        if len(ticked_cases(fields)) > MOST_CASES_AT_ONCE:
            detail = f"A form is for {MOST_CASES_AT_ONCE} cases at most."
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail)
        if not ticked_cases(fields):
            return redirect(address_of_view(fields, "nothing_ticked"))
        return self._order(session, fields, action) if action in KINDS else self._mark(session, fields, action)

    def _mark(self, session: Session, fields: Mapping[str, str], action: str) -> Response[str]:
        mark = read_mark(fields.get("mark", ""))
        if mark is None:
            return redirect(address_of_view(fields, "no_mark"))
        case_ids = ticked_cases(fields)
        if action == "unmark":
            count = self.marking.unmark(session.merchant_id, case_ids, mark)
            return redirect(address_of_view(fields, "unmarked", count))
        if not self.marking.has_room_for(session.merchant_id, [mark]):
            return redirect(address_of_view(fields, "too_many_marks"))
        return redirect(address_of_view(fields, "marked", self.marking.mark(session.merchant_id, case_ids, mark)))

    def _order(self, session: Session, fields: Mapping[str, str], action: str) -> Response[str]:
        token = read_token(fields)
        chosen = self.orders.choose(session.merchant_id, ticked_cases(fields), KINDS[action], token)
        if token is None or not chosen.possible:
            return self._ask(session, fields, action, chosen, OrderForm(None))
        today = self.orders.day_of_ordering(chosen)
        form = read_pause(fields, today) if action == "pause" else read_payments(fields, chosen.possible, today)
        if form.errors or form.day is None:
            return self._ask(session, fields, action, chosen, form)
        doubts = doubt_amounts(fields, chosen.possible, form)
        if doubts and not chosen.ordered_at:
            return self._ask(session, fields, action, chosen, replace(form, errors=doubts))
        if action == "pause":
            ordered = self.orders.pause(session.merchant_id, chosen, form.day, form.reason, token)
        else:
            ordered = self.orders.report_payments(session.merchant_id, chosen, form.amounts, form.day, token)
        if ordered.differing:
            names = ["until"] if action == "pause" else [AMOUNT + case_id for case_id in ordered.differing]
            errors = dict.fromkeys(names, Fault.ORDERED_OTHERWISE)
            return self._ask(session, fields, action, chosen, replace(form, errors=errors))
        return redirect(address_of_view(fields, "ordered", ordered.count))

    def _ask(
        self, session: Session, fields: Mapping[str, str], action: str, chosen: Chosen, form: OrderForm
    ) -> Response[str]:
        html = self.renderer.render(
            "cases_order.html",
            locale=session.locale,
            session=session,
            action=action,
            chosen=chosen,
            typed=fields,
            errors=form.errors,
            token=str(read_token(fields) or self.new_token()),
            view=fields.get(VIEW_FIELD, ""),
            back=address_of_view(fields),
        )
        return page(html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)
