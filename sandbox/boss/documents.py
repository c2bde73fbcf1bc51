"""Documents of a case, and the deep links that show them for a quarter of an hour."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.boss.case_record import Document
from sandbox.boss.wire import write_document

if TYPE_CHECKING:
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.gateway import Desk
    from sandbox.boss.wire import Json

MAXIMUM_BYTES = 10 * 1024 * 1024
_LINK_LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True)
class DeepLinks:
    """Makes and checks links to documents; ``public_url`` is where the simulator is reached from outside."""

    key: bytes
    public_url: str

    def describe(self, document: Document, now: datetime) -> Json:
        """Return a document as the contract shows it, with a fresh link."""
        expires_at = now + _LINK_LIFETIME
        expires = str(int(expires_at.timestamp()))
        signature = self._sign(document.document_id, expires)
        url = f"{self.public_url}/documents/{document.document_id}?expires={expires}&signature={signature}"
        return write_document(document, url, expires_at)

    def is_good(self, document_id: str, expires: str, signature: str, now: datetime) -> bool:
        """Whether a link was made here and is not over."""
        if not hmac.compare_digest(self._sign(document_id, expires).encode(), signature.encode()):
            return False
        return now <= datetime.fromtimestamp(int(expires), UTC)

    def _sign(self, document_id: str, expires: str) -> str:
        return hmac.new(self.key, f"{document_id}.{expires}".encode(), hashlib.sha256).hexdigest()


def add_document(desk: Desk, case: CaseRecord, kind: str, title: str) -> None:
    """Add a document that the agency wrote."""
    _store(desk, case, Document(desk.book.numbering.next_id("document"), kind, title, desk.now))


def store_upload(
    desk: Desk, case: CaseRecord, *, reference: str, kind: str, title: str, media_type: str, content: bytes
) -> tuple[Document, bool]:
    """Keep what the client handed in; return it, and whether its reference is new."""
    known = next((document for document in case.documents if document.reference == reference), None)
    if known is not None:
        return known, False
    document_id = desk.book.numbering.next_id("document")
    document = Document(document_id, kind, title, desk.now, reference, media_type, content)
    _store(desk, case, document)
    return document, True


def _store(desk: Desk, case: CaseRecord, document: Document) -> None:
    case.documents.append(document)
    desk.book.record(case, "document_added", f"Dokument hinzugefügt: {document.title}", desk.now)
