"""The pages of orders that are kept back: answer what is missing, and have one or all of them evaluated again."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from functions.export.item_form import LONGEST_REASON, read_item_form, write_item_form
from shared.domain.export import ItemState
from shared.domain.merchant_days import day_of
from shared.observability import logger
from shared.store.errors import TransactionLostError
from shared.web.answers import page, redirect
from shared.web.forms import read_form
from shared.web.presentation.reminder_rows import row_numbers
from shared.web.problem import ProblemError
from shared.web.session import check_csrf, require_session
from shared.work import QueueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.export.reevaluation import Reevaluation
    from shared.domain.export import ExportItem
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions


@dataclass(frozen=True, slots=True)
class ItemRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    reevaluation: Reevaluation
    renderer: PageRenderer

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post("/exports/<export_id>/items")
        def evaluate_all_again(export_id: str) -> Response[str]:
            return self._evaluate_all_again(app.current_event, export_id)

        @app.get("/exports/<export_id>/items/<order_id>")
        def show_item(export_id: str, order_id: str) -> Response[str]:
            return self._show(app.current_event, export_id, order_id)

        @app.post("/exports/<export_id>/items/<order_id>")
        def evaluate_again(export_id: str, order_id: str) -> Response[str]:
            return self._evaluate_again(app.current_event, export_id, order_id)

    def _evaluate_all_again(self, event: APIGatewayProxyEventV2, export_id: str) -> Response[str]:
        session = self._require_session(event)
        check_csrf(event, session)
        if self.reevaluation.exports_of(session.merchant_id).get(export_id) is None:
            raise _not_found()
        _open(lambda: self.reevaluation.evaluate_all_again(session.merchant_id, export_id))
        return redirect(_page_of(export_id))

    def _show(self, event: APIGatewayProxyEventV2, export_id: str, order_id: str) -> Response[str]:
        session = self._require_session(event)
        item = self._find_item(session, export_id, order_id)
        return page(self._render(session, export_id, item, write_item_form(item), {}))

    def _evaluate_again(self, event: APIGatewayProxyEventV2, export_id: str, order_id: str) -> Response[str]:
        session = self._require_session(event)
        check_csrf(event, session)
        item = self._find_item(session, export_id, order_id)
        now = self.reevaluation.clock()
        form = read_item_form(read_form(event), item, now, day_of(now))
        if form.errors:
            html = self._render(session, export_id, item, form.typed, form.errors)
            return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        if item.state is ItemState.BLOCKED:
            _open(
                lambda: self.reevaluation.evaluate_again(session.merchant_id, export_id, order_id, form.answers),
            )
        return redirect(_page_of(export_id))

    def _require_session(self, event: APIGatewayProxyEventV2) -> Session:
        return require_session(event, self.sessions_of, self.reevaluation.clock())

    def _find_item(self, session: Session, export_id: str, order_id: str) -> ExportItem:
        item = self.reevaluation.find_item(session.merchant_id, export_id, order_id)
        if item is None:
            raise _not_found()
        return item

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
    except TransactionLostError as error:
        detail = "The export is being written by others; repeat the request as it is."
        headers = {"Retry-After": "5"}
        raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "try_again", detail, headers=headers) from error


def _page_of(export_id: str) -> str:
    return f"/exports/{quote(export_id, safe='')}"


def _not_found() -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such order in this export.")
