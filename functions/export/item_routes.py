"""The orders of an export that are kept back: answer what is missing, have one or all of them evaluated again."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from functions.export.item_form import LONGEST_REASON, AnswersBody, read_item_form, write_item_form
from functions.export.view import EXPORTS_PATH, export_path, show_export, show_item_alone
from shared.domain.account import Locale
from shared.domain.api_token import Scope
from shared.domain.export import ItemState
from shared.domain.merchant_days import day_of
from shared.observability import logger
from shared.web.answers import json_answer, page, redirect
from shared.web.field_errors import describe_field_error
from shared.web.forms import read_form
from shared.web.presentation.reminder_rows import row_numbers
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, public_url, read_raw_body, sends_json, wants_page
from shared.web.session import check_csrf, require_session
from shared.work import QueueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.export.item_form import ItemForm
    from functions.export.reevaluation import Reevaluation
    from shared.domain.export import ExportItem
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions

_ITEMS_PATH = f"{EXPORTS_PATH}/<export_id>/items"


class NothingBody(BaseModel):
    """Nothing has to be said."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


@dataclass(frozen=True, slots=True)
class ItemRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    reevaluation: Reevaluation
    renderer: PageRenderer
    configured_url: str

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post(_ITEMS_PATH)
        def evaluate_all_again(export_id: str) -> Response[str]:
            return self._evaluate_all_again(app.current_event, export_id)

        @app.get(f"{_ITEMS_PATH}/<order_id>")
        def show_item(export_id: str, order_id: str) -> Response[str]:
            return self._show(app.current_event, export_id, order_id)

        @app.post(f"{_ITEMS_PATH}/<order_id>")
        def evaluate_again(export_id: str, order_id: str) -> Response[str]:
            return self._evaluate_again(app.current_event, export_id, order_id)

    def _evaluate_all_again(self, event: APIGatewayProxyEventV2, export_id: str) -> Response[str]:
        session = self._enter(event, Scope.EXPORTS_WRITE)
        is_json = sends_json(event)
        if is_json:
            parse_json(read_raw_body(event) or b"{}", NothingBody)
        else:
            check_csrf(event, session)
        exports = self.reevaluation.exports_of(session.merchant_id)
        if exports.get(export_id) is None:
            raise _not_found()
        _open(lambda: self.reevaluation.evaluate_all_again(session.merchant_id, export_id))
        export = exports.get(export_id) if is_json else None
        if export is None:
            return redirect(export_path(export_id))
        shown = show_export(export, exports.list_items(export_id), public_url(event, self.configured_url))
        return json_answer(shown, HTTPStatus.ACCEPTED)

    def _show(self, event: APIGatewayProxyEventV2, export_id: str, order_id: str) -> Response[str]:
        session = self._enter(event, Scope.EXPORTS_READ)
        item = self._find_item(session, export_id, order_id)
        if wants_page(event):
            return page(self._render(session, export_id, item, write_item_form(item), {}))
        return self._tell(event, session, export_id, item)

    def _evaluate_again(self, event: APIGatewayProxyEventV2, export_id: str, order_id: str) -> Response[str]:
        session = self._enter(event, Scope.EXPORTS_WRITE)
        if sends_json(event):
            return self._answer(event, session, export_id, order_id)
        check_csrf(event, session)
        item = self._find_item(session, export_id, order_id)
        form = self._read(read_form(event), item)
        if form.errors:
            html = self._render(session, export_id, item, form.typed, form.errors)
            return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        self._evaluate(session, export_id, item, form)
        return redirect(export_path(export_id))

    def _answer(self, event: APIGatewayProxyEventV2, session: Session, export_id: str, order_id: str) -> Response[str]:
        """Take what a program answers; the same again is answered as the first time, whatever became of the order."""
        body = parse_json(read_raw_body(event) or b"{}", AnswersBody)
        item = self._find_item(session, export_id, order_id)
        form = self._read(body.to_fields(item), item)
        if form.errors:
            errors = [
                FieldError(name, describe_field_error(cause, Locale.ENGLISH)) for name, cause in form.errors.items()
            ]
            raise wrong_fields(*errors)
        self._evaluate(session, export_id, item, form)
        item = self._find_item(session, export_id, order_id)
        if item.answers is None or not item.answers.says_the_same_as(form.answers):
            raise ProblemError(
                HTTPStatus.CONFLICT,
                "not_kept_back",
                "The order is not kept back, or not any more, so nothing can be answered; nothing was changed.",
            )
        return self._tell(event, session, export_id, item, HTTPStatus.ACCEPTED)

    def _read(self, fields: Mapping[str, str], item: ExportItem) -> ItemForm:
        now = self.reevaluation.clock()
        return read_item_form(fields, item, now, day_of(now))

    def _evaluate(self, session: Session, export_id: str, item: ExportItem, form: ItemForm) -> None:
        if item.state is ItemState.BLOCKED:
            _open(
                lambda: self.reevaluation.evaluate_again(session.merchant_id, export_id, item.order_id, form.answers),
            )

    def _enter(self, event: APIGatewayProxyEventV2, scope: Scope) -> Session:
        return require_session(event, self.sessions_of, self.reevaluation.clock(), scope)

    def _find_item(self, session: Session, export_id: str, order_id: str) -> ExportItem:
        item = self.reevaluation.find_item(session.merchant_id, export_id, order_id)
        if item is None:
            raise _not_found()
        return item

    def _tell(
        self,
        event: APIGatewayProxyEventV2,
        session: Session,
        export_id: str,
        item: ExportItem,
        status: int = HTTPStatus.OK,
    ) -> Response[str]:
        base = public_url(event, self.configured_url)
        return json_answer(show_item_alone(export_id, item, session.locale, base), status)

    def _render(
        self,
        session: Session,
        export_id: str,
        item: ExportItem,
        typed: Mapping[str, str],
        errors: Mapping[str, str],
    ) -> str:
        return self.renderer.render(
            "item.html",
            locale=session.locale,
            session=session,
            export_id=export_id,
            item=item,
            typed=typed,
            errors=errors,
            reminder_rows=row_numbers(typed),
            longest_reason=LONGEST_REASON,
        )


def _open(open_again: Callable[[], None]) -> None:
    try:
        open_again()
    except QueueError:
        # The export is open again and carries a time to be woken at: it only starts later.
        logger.warning("an export was opened again, but no worker was told")


def _not_found() -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such order in this export.")
