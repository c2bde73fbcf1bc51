"""The routes of exports: taking one in, and telling how far it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from functions.export.acceptance import (
    Accepted,
    ExportAcceptance,
    ExportIdReusedError,
    MerchantNotActiveError,
    UnknownMerchantError,
)
from functions.export.caller import CallerCheck, MerchantCaller
from functions.export.request import MAXIMUM_BODY_BYTES, ExportRequest
from functions.export.view import EXPORTS_PATH, show_export, show_items, show_row
from shared.domain.api_token import Scope
from shared.domain.export import count_items
from shared.observability import logger
from shared.store.errors import StoreError, UnknownPlaceError
from shared.web.answers import json_answer, page
from shared.web.paging import read_cursor, read_limit, unknown_cursor, write_cursor
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, public_url, read_raw_body, wants_page
from shared.web.session import require_session
from shared.work import QueueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.export.caller import Caller
    from functions.export.ports import Exports
    from shared.domain.account import Locale
    from shared.web.application import Application
    from shared.web.pages import PageRenderer

_EXPORT_ID = re.compile(r"[A-Za-z0-9._~:-]{1,128}")
EXPORTS_AT_ONCE = 50
MOST_EXPORTS_AT_ONCE = 200

_PLACE = re.compile(rf"[0-9T:.+-]{{10,40}}#{_EXPORT_ID.pattern}")
"""An instant, and the export that was taken in then."""


@dataclass(frozen=True, slots=True)
class ExportRoutes:
    """What the routes need."""

    caller_check: CallerCheck
    acceptance: ExportAcceptance
    renderer: PageRenderer
    configured_url: str

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post(EXPORTS_PATH)
        def create_export() -> Response[str]:
            return self._create(app.current_event)

        @app.get(EXPORTS_PATH)
        def list_exports() -> Response[str]:
            return self._list(app.current_event)

        @app.get(f"{EXPORTS_PATH}/<export_id>")
        def get_export(export_id: str) -> Response[str]:
            return self._get(app.current_event, export_id)

    def _create(self, event: APIGatewayProxyEventV2) -> Response[str]:
        caller = self.caller_check.identify(event, Scope.EXPORTS_WRITE)
        export_id = _read_export_id(event, caller)
        body = read_raw_body(event, MAXIMUM_BODY_BYTES)
        request = parse_json(body, ExportRequest)
        if isinstance(caller, MerchantCaller) and caller.session.merchant_id != request.merchant_id:
            raise _unknown_merchant()
        accepted = self._accept(export_id, request, body)
        items = self._exports_of(request.merchant_id).list_items(export_id) if accepted.is_repeat else []
        shown = show_export(accepted.export, items, public_url(event, self.configured_url))
        return json_answer(shown, HTTPStatus.ACCEPTED)

    def _accept(self, export_id: str, request: ExportRequest, body: bytes) -> Accepted:
        try:
            return self.acceptance.accept(export_id, request, body)
        except UnknownMerchantError:
            raise _unknown_merchant() from None
        except MerchantNotActiveError:
            detail = "The merchant has no atriga account that works; it has to be activated first."
            raise ProblemError(HTTPStatus.FORBIDDEN, "merchant_not_active", detail) from None
        except ExportIdReusedError:
            detail = "Another export was posted under this id."
            raise ProblemError(HTTPStatus.CONFLICT, "export_id_reused", detail) from None
        except (QueueError, StoreError) as error:
            logger.warning("an export was not taken in whole", extra={"error": type(error).__name__})
            detail = "The export was not taken in whole; repeat it as it is."
            headers = {"Retry-After": "5"}
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "try_again", detail, headers=headers) from error

    def _list(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = require_session(event, self.caller_check.sessions_of, self.caller_check.clock(), Scope.EXPORTS_READ)
        query = event.query_string_parameters
        limit = read_limit(query, EXPORTS_AT_ONCE, MOST_EXPORTS_AT_ONCE)
        cursor = read_cursor(query.get("cursor"), _PLACE)
        try:
            found = self._exports_of(session.merchant_id).list_newest_first(limit, cursor)
        except UnknownPlaceError:
            raise unknown_cursor() from None
        following = write_cursor(found.cursor)
        if not wants_page(event):
            base = public_url(event, self.configured_url)
            return json_answer({"items": [show_row(one, base) for one in found.exports], "next_cursor": following})
        kept = {"limit": str(limit)} if limit != EXPORTS_AT_ONCE else {}
        html = self.renderer.render(
            "exports.html",
            locale=session.locale,
            session=session,
            exports=found.exports,
            next_address=_address_of_list(kept | {"cursor": following}) if following else None,
            first_address=_address_of_list(kept) if cursor else None,
        )
        return page(html)

    def _get(self, event: APIGatewayProxyEventV2, export_id: str) -> Response[str]:
        caller = self.caller_check.identify(event, Scope.EXPORTS_READ)
        merchant_id, locale = self._read_merchant(event, caller)
        exports = self._exports_of(merchant_id)
        export = exports.get(export_id)
        if export is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such export.")
        items = exports.list_items(export_id)
        if isinstance(caller, MerchantCaller) and wants_page(event):
            html = self.renderer.render(
                "export.html",
                locale=locale,
                session=caller.session,
                export=export,
                items=items,
                counts=count_items(items),
            )
            return page(html)
        shown = show_export(export, items, public_url(event, self.configured_url))
        return json_answer(shown | {"items": show_items(items, locale)})

    def _read_merchant(self, event: APIGatewayProxyEventV2, caller: Caller) -> tuple[str, Locale]:
        """Return for whom a caller asks, and in which language the texts are."""
        if isinstance(caller, MerchantCaller):
            return caller.session.merchant_id, caller.session.locale
        merchant_id = event.query_string_parameters.get("merchant_id", "")
        merchant = self.acceptance.merchants_of(merchant_id).get() if merchant_id else None
        if merchant is None:
            raise _unknown_merchant()
        return merchant_id, merchant.locale

    def _exports_of(self, merchant_id: str) -> Exports:
        return self.acceptance.exports_of(merchant_id)


def _address_of_list(query: Mapping[str, str]) -> str:
    return f"{EXPORTS_PATH}?{urlencode(query)}" if query else EXPORTS_PATH


def _read_export_id(event: APIGatewayProxyEventV2, caller: Caller) -> str:
    """Return the export's identity, which the caller chose.

    A page of another site cannot send ``Idempotency-Key`` along with a merchant's cookie, so no CSRF
    token is asked for here.
    """
    if isinstance(caller, MerchantCaller):
        header, export_id = "Idempotency-Key", event.headers.get("idempotency-key", "")
    else:
        header, export_id = "webhook-id", caller.message_id
    if not _EXPORT_ID.fullmatch(export_id):
        error = FieldError(header, "is not 1 to 128 letters, digits or one of . _ ~ : -")
        raise wrong_fields(error)
    return export_id


def _unknown_merchant() -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, "unknown_merchant", "The app is not installed for this merchant.")
