"""The documents of a case: listDocuments, uploadDocument, and the pages that their deep links lead to."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox.boss.documents import MAXIMUM_BYTES, store_upload
from sandbox.boss.problems import FieldProblem, ProblemError, not_found, refuse_field, validation_failed

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from sandbox.boss.api import Api
    from sandbox.boss.case_record import Document

_KINDS = frozenset({"invoice", "reminder", "contract", "delivery_proof", "correspondence", "other"})
_LONGEST_REFERENCE = 64
# What a form of the largest allowed file may need around the file itself.
_FORM_OVERHEAD_BYTES = 64 * 1024


class DocumentRoutes:
    """Serves documents, the links to them, and what the links show."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def routes(self) -> list[Route]:
        """Return the operations, each named as in the contract."""
        path = "/v1/cases/{case_number}/documents"
        return [
            Route(path, self.list_documents, name="listDocuments"),
            Route(path, self.upload_document, name="uploadDocument", methods=["POST"]),
        ]

    def pages(self) -> list[Route]:
        """Return what stands outside the contract: the target of the deep links."""
        return [Route("/documents/{document_id}", self.show_document)]

    async def list_documents(self, request: Request) -> Response:
        """List the documents of a case, newest first, with fresh links."""
        account = self._api.identify(request, "documents")
        links = self._api.links_for(request)
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            return JSONResponse({"items": [links.describe(each, desk.now) for each in reversed(case.documents)]})

    async def upload_document(self, request: Request) -> Response:
        """Take a document of the client."""
        account = self._api.identify(request, "document_upload")
        _refuse_oversize(int(request.headers.get("content-length", "0")) - _FORM_OVERHEAD_BYTES)
        reference, kind, file, content = await _read_upload(request)
        links = self._api.links_for(request)
        with self._api.gateway.open_book(account) as desk:
            document, is_new = store_upload(
                desk,
                desk.book.require_case(request.path_params["case_number"]),
                reference=reference,
                kind=kind,
                title=file.filename or reference,
                media_type=file.content_type or "application/octet-stream",
                content=content,
            )
            return JSONResponse(links.describe(document, desk.now), status_code=201 if is_new else 200)

    async def show_document(self, request: Request) -> Response:
        """Show what a deep link leads to; 410 where its time is over."""
        document_id = request.path_params["document_id"]
        query = request.query_params
        links = self._api.links_for(request)
        with self._api.gateway.open_all() as desks:
            if not links.is_good(document_id, query.get("expires", ""), query.get("signature", ""), desks[0].now):
                raise ProblemError(410, "link_expired", "Dieser Link ist abgelaufen.")
            documents = [each for desk in desks for case in desk.book.cases for each in case.documents]
            for document in documents:
                if document.document_id == document_id:
                    return _show(document)
        raise not_found()


async def _read_upload(request: Request) -> tuple[str, str, UploadFile, bytes]:
    try:
        async with request.form(max_files=1, max_fields=10) as form:
            reference, kind, file = _check_form(form)
            content = await file.read()
    except HTTPException:
        refuse_field("", "malformed", "Der Inhalt ist kein Formular mit einer Datei.")
    _refuse_oversize(len(content))
    return reference, kind, file, content


def _check_form(form: FormData) -> tuple[str, str, UploadFile]:
    reference, kind, file = _read_text(form, "document_reference"), _read_text(form, "kind"), form.get("file")
    problems = []
    if not reference:
        problems.append(FieldProblem("document_reference", "required", "Diese Angabe fehlt."))
    elif len(reference) > _LONGEST_REFERENCE:
        problems.append(FieldProblem("document_reference", "too_long", "Diese Angabe ist zu lang."))
    if kind not in _KINDS:
        problems.append(FieldProblem("kind", "not_allowed", "Diese Art gibt es nicht."))
    upload = file if isinstance(file, UploadFile) and file.size else None
    if upload is None:
        problems.append(FieldProblem("file", "required", "Die Datei fehlt oder ist leer."))
    if upload is None or problems:
        raise validation_failed(problems)
    return reference, kind, upload


def _read_text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _refuse_oversize(size: int) -> None:
    if size > MAXIMUM_BYTES:
        raise ProblemError(413, "too_large", "Ein Dokument darf höchstens 10 MiB haben.")


def _show(document: Document) -> Response:
    # Only what was handed in as PDF or plain text is shown by the browser: a page from outside must not run here.
    if document.content is not None:
        shown = document.media_type in {"application/pdf", "text/plain", "image/png", "image/jpeg"}
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if shown else "attachment"}
        return Response(document.content, media_type=document.media_type, headers=headers)
    title = escape(document.title)
    page = f"<!doctype html><html lang=de><meta charset=utf-8><title>{title}</title><h1>{title}</h1>"
    return HTMLResponse(f"{page}<p>Ein Musterdokument des Simulators.</p>")
