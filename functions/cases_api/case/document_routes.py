"""The routes of the documents of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from functions.cases_api.case.atriga import AtrigaTroubleError
from functions.cases_api.case.documents import find_address, list_documents
from shared.domain.api_token import Scope
from shared.web.answers import json_answer, redirect, send_outside
from shared.web.request import public_url, wants_page
from shared.web.session import require_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response

    from functions.cases_api.case.desk import CaseDesk
    from shared.clock import Clock
    from shared.domain.cases.case_document import CaseDocument
    from shared.web.application import Application
    from shared.web.session import Sessions


@dataclass(frozen=True, slots=True)
class DocumentRoutes:
    """What the routes need; ``gateway_url`` is the one place besides encrypted ones that a link may lead to."""

    sessions_of: Callable[[str], Sessions]
    desk_of: Callable[[str], CaseDesk]
    gateway_url: str
    configured_url: str
    clock: Clock

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get("/cases/<case_id>/documents")
        def list_all(case_id: str) -> Response[str]:
            return self._list(app, case_id)

        @app.get("/cases/<case_id>/documents/<document_id>")
        def open_document(case_id: str, document_id: str) -> Response[str]:
            return self._open(app, case_id, document_id)

    def _list(self, app: Application, case_id: str) -> Response[str]:
        desk = self._enter(app)
        situation = desk.look_at(case_id)
        if wants_page(app.current_event):
            return redirect(f"/cases/{quote(case_id, safe='')}#documents")
        try:
            documents = list_documents(desk, situation)
        except AtrigaTroubleError as error:
            raise error.to_problem() from None
        base = f"{public_url(app.current_event, self.configured_url)}/cases/{quote(case_id, safe='')}/documents"
        return json_answer({"items": [_show(document, base) for document in documents]})

    def _open(self, app: Application, case_id: str, document_id: str) -> Response[str]:
        desk = self._enter(app)
        address = find_address(desk, desk.look_at(case_id), document_id, self.gateway_url)
        return send_outside(address)

    def _enter(self, app: Application) -> CaseDesk:
        session = require_session(app.current_event, self.sessions_of, self.clock(), Scope.CASES_READ)
        return self.desk_of(session.merchant_id)


def _show(document: CaseDocument, base: str) -> dict[str, Any]:
    """Return a document; its address is the app's own, which leads on to a fresh one."""
    return {
        "document_id": document.document_id,
        "kind": document.kind,
        "title": document.title,
        "created_at": document.created_at.isoformat(),
        "url": f"{base}/{quote(document.document_id, safe='')}",
    }
