"""How a merchant sets its case table up: saved views, and the columns that it usually sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field

from functions.cases_api.table.page import PATH
from functions.cases_api.table.ticked import VIEW_FIELD, address_of_view
from functions.cases_api.table.view_query import FIELDS, read_view, write_view
from shared.domain.account import Locale
from shared.domain.api_token import Scope
from shared.domain.cases.case_view import DEFAULT_COLUMNS, LONGEST_VIEW_NAME, MOST_SAVED_VIEWS, Column, SavedView
from shared.domain.plain_text import clean
from shared.web.answers import json_answer, redirect
from shared.web.forms import read_form
from shared.web.presentation.labels import label_of
from shared.web.problem import FieldError, wrong_fields
from shared.web.request import parse_json, public_url, read_raw_body, sends_json, wants_page
from shared.web.session import check_csrf, require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.table.ports import TableSettings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.session import Session, Sessions

VIEWS_PATH = f"{PATH}/views"
COLUMNS_PATH = f"{PATH}/columns"
LONGEST_QUERY = 8000
"""Room for every filter at its longest, escaped."""


class ViewBody(BaseModel):
    """A view to be saved under a name, or a name to be forgotten."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    action: Literal["save", "forget"]
    name: Annotated[str, Field(description=f"{LONGEST_VIEW_NAME} characters at most.")]
    query: Annotated[
        str,
        Field(
            max_length=LONGEST_QUERY,
            description="What stands behind the question mark in the address of a view: filters, `sort`, `group`, "
            "`columns`. Empty is the whole table. Not read where a view is forgotten.",
        ),
    ] = ""


class ColumnsBody(BaseModel):
    """The columns that the merchant usually sees, in their order."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    columns: Annotated[list[Column], Field(min_length=1, max_length=len(Column))]


class ViewRow(BaseModel):
    """A saved view; ``query`` belongs behind the question mark of ``GET /cases``."""

    name: str
    query: str
    page_url: str


class ViewList(BaseModel):
    """All saved views, in the order of the alphabet."""

    items: list[ViewRow]


class UsualColumns(BaseModel):
    """The columns that the merchant usually sees."""

    columns: list[Column]


@dataclass(frozen=True, slots=True)
class SetupRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    settings_of: Callable[[str], TableSettings]
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application; those of an address that is written out go before ``/cases/<case_id>``."""

        @app.get(VIEWS_PATH)
        def list_views() -> Response[str]:
            return self._list_views(app.current_event)

        @app.post(VIEWS_PATH)
        def change_views() -> Response[str]:
            return self._change_views(app.current_event)

        @app.get(COLUMNS_PATH)
        def list_columns() -> Response[str]:
            return self._list_columns(app.current_event)

        @app.post(COLUMNS_PATH)
        def change_columns() -> Response[str]:
            return self._change_columns(app.current_event)

    def _list_views(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self._enter(event, Scope.CASES_READ)
        return redirect(PATH) if wants_page(event) else self._tell_views(event, session)

    def _change_views(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self._enter(event, Scope.CASES_ACT)
        settings = self.settings_of(session.merchant_id)
        if sends_json(event):
            body = parse_json(read_raw_body(event), ViewBody)
            name = _read_name(body.name)
            if body.action == "forget":
                settings.forget_view(name)
            elif not settings.save_view(SavedView(name=name, query=_read_query(body.query))):
                raise wrong_fields(FieldError("name", f"would be more than {MOST_SAVED_VIEWS} saved views"))
            return self._tell_views(event, session)
        check_csrf(event, session)
        fields = read_form(event)
        name = _read_name(fields.get("name"))
        if fields.get("action") == "forget":
            settings.forget_view(name)
            return redirect(address_of_view(fields))
        query = address_of_view(fields).partition("?")[2]
        is_kept = settings.save_view(SavedView(name=name, query=query))
        return redirect(address_of_view(fields, None if is_kept else "too_many_views"))

    def _list_columns(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self._enter(event, Scope.CASES_READ)
        return redirect(PATH) if wants_page(event) else self._tell_columns(session)

    def _change_columns(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self._enter(event, Scope.CASES_ACT)
        settings = self.settings_of(session.merchant_id)
        if sends_json(event):
            body = parse_json(read_raw_body(event), ColumnsBody)
            settings.save_columns(list(dict.fromkeys(body.columns)))
            return self._tell_columns(session)
        check_csrf(event, session)
        fields = read_form(event)
        chosen = read_view({"columns": fields.get("columns", "")}).view.columns
        if chosen is None:
            raise wrong_fields(FieldError("columns", "names no column"))
        settings.save_columns(chosen)
        return redirect(address_of_view({**fields, VIEW_FIELD: _without_columns(fields.get(VIEW_FIELD, ""))}))

    def _enter(self, event: APIGatewayProxyEventV2, scope: Scope) -> Session:
        return require_session(event, self.sessions_of, self.clock(), scope)

    def _tell_views(self, event: APIGatewayProxyEventV2, session: Session) -> Response[str]:
        base = public_url(event, self.configured_url)
        views = self.settings_of(session.merchant_id).read().views
        return json_answer({"items": [_show_view(view, base) for view in views]})

    def _tell_columns(self, session: Session) -> Response[str]:
        columns = self.settings_of(session.merchant_id).read().columns or DEFAULT_COLUMNS
        return json_answer({"columns": [column.value for column in columns]})


def _show_view(view: SavedView, public_url: str) -> dict[str, Any]:
    address = f"{public_url}{PATH}?{view.query}" if view.query else f"{public_url}{PATH}"
    return {"name": view.name, "query": view.query, "page_url": address}


def _read_name(typed: str | None) -> str:
    name = clean(typed)
    if name is None or len(name) > LONGEST_VIEW_NAME:
        raise wrong_fields(FieldError("name", f"is empty, or longer than {LONGEST_VIEW_NAME} characters"))
    return name


def _read_query(typed: str) -> str:
    """Return the query of a view as the app writes it.

    A page leaves out what it does not know; a program would not see that, and is refused.
    """
    try:
        pairs = parse_qsl(typed, keep_blank_values=True, strict_parsing=bool(typed), max_num_fields=len(FIELDS))
    except ValueError:
        raise wrong_fields(FieldError("query", "is not readable")) from None
    query = dict(pairs)
    if len(query) != len(pairs) or not query.keys() <= set(FIELDS):
        raise wrong_fields(FieldError("query", "names something twice, or something that is no part of a view"))
    asked = read_view(query)
    if asked.errors:
        raise wrong_fields(
            *(
                FieldError(f"query.{name}", label_of(fault, "table_fault", Locale.ENGLISH))
                for name, fault in asked.errors.items()
            )
        )
    return write_view(asked.view)


def _without_columns(query: str) -> str:
    return "&".join(part for part in query.split("&") if not part.startswith("columns="))
