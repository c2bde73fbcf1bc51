"""A document of a case at atriga, which the app shows as a link and never keeps."""

from __future__ import annotations

from datetime import datetime

from shared.domain.model import DomainModel


class CaseDocument(DomainModel):
    """A document behind a deep link that may end and may ask for a sign-in at the DebitManager.

    ``kind`` is an open list. ``url`` is ``None`` where what atriga sent is not a web address.
    """

    document_id: str
    kind: str
    title: str
    created_at: datetime
    url: str | None = None
    expires_at: datetime | None = None
