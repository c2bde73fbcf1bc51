"""The documents of a case: reading the list of deep links, and handing one in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from shared.boss.answers import read_document, read_documents
from shared.boss.calls import GatewayCalls
from shared.domain.capability import Capability
from shared.domain.cases.command_payloads import MAXIMUM_DOCUMENT_BYTES
from shared.http import FormFile, make_form_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from shared.domain.cases.case_document import CaseDocument
    from shared.domain.cases.command_payloads import UploadDocument


class DocumentTooLargeError(ValueError):
    """Raised before anything is sent: the gateway takes at most 10 MiB."""


class DocumentCalls(GatewayCalls):
    """listDocuments and uploadDocument of the contract."""

    def list_documents(self, case_number: str) -> tuple[CaseDocument, ...]:
        """Read the documents of a case, newest first, with fresh links."""
        self._require(Capability.DOCUMENTS)
        return read_documents(self._read(_path(case_number)))

    def upload_document(
        self, case_number: str, upload: UploadDocument, content: bytes, *, reference: str
    ) -> CaseDocument:
        """Hand a document in; the same ``reference`` twice is one document.

        Raises:
            DocumentTooLargeError: It has more than 10 MiB.
        """
        self._require(Capability.DOCUMENT_UPLOAD)
        if len(content) > MAXIMUM_DOCUMENT_BYTES:
            message = f"{len(content)} bytes are more than {MAXIMUM_DOCUMENT_BYTES}"
            raise DocumentTooLargeError(message)
        fields = {"document_reference": reference, "kind": upload.document_kind.value}
        file = FormFile(name=upload.file_name, media_type=upload.media_type, content=content)

        def make(sign_in: Mapping[str, str]) -> httpx.Request:
            return make_form_request(
                self._address(_path(case_number)), headers=sign_in, fields=fields, files={"file": file}
            )

        return read_document(self._understand(self._send(make, only_reads=False), only_reads=False))


def _path(case_number: str) -> str:
    return f"/cases/{quote(case_number, safe='')}/documents"
