"""The documents of a case: what there is, by kind and day, and the way to one, asked for at the moment of the click.

Links of the gateway end, so none is kept and none stands on a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from functions.cases_api.case.atriga import AtrigaTroubleError, Trouble, ask
from shared.domain.account import AccountState
from shared.domain.capability import Capability
from shared.web.problem import ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.cases_api.case.desk import CaseDesk, Situation
    from shared.domain.cases.case_document import CaseDocument

_ADDRESS: Final = re.compile(r"[!-~]{1,4000}")
"""Visible ASCII: nothing that ends a header, and nothing that looks like another address."""


@dataclass(frozen=True, slots=True)
class DocumentShelf:
    """The documents of a case, or why they cannot be shown now. ``count`` is how many atriga told of with the case."""

    count: int = 0
    documents: Sequence[CaseDocument] = ()
    trouble: Trouble | None = None

    @property
    def groups(self) -> list[tuple[str, list[CaseDocument]]]:
        """The documents by kind, in the order in which they stand."""
        return [(kind, list(group)) for kind, group in groupby(self.documents, lambda document: document.kind)]


def look_at_shelf(desk: CaseDesk, situation: Situation) -> DocumentShelf:
    """Return what a page shows; atriga is asked only where it told that there are documents."""
    count = situation.case.snapshot.documents if situation.case.snapshot else 0
    if count == 0:
        return DocumentShelf()
    try:
        return DocumentShelf(count, list_documents(desk, situation))
    except AtrigaTroubleError as error:
        return DocumentShelf(count, trouble=error.trouble)


def list_documents(desk: CaseDesk, situation: Situation) -> list[CaseDocument]:
    """Return the documents, those of one kind together, the newest first; kinds in the order of their newest one.

    Raises:
        AtrigaTroubleError: atriga did not tell them.
    """
    snapshot, account = situation.case.snapshot, situation.account
    if snapshot is None:
        return []
    if account is None or account.state is AccountState.STOPPED:
        raise AtrigaTroubleError(Trouble.ACCOUNT_REFUSED)
    if not account.terms.offers(Capability.DOCUMENTS):
        raise AtrigaTroubleError(Trouble.NOT_OFFERED)
    found = ask(lambda: desk.connect_gateway(account).list_documents(snapshot.case_number))
    newest_first = sorted(found, key=lambda document: document.created_at, reverse=True)
    kinds = list(dict.fromkeys(document.kind for document in newest_first))
    return sorted(newest_first, key=lambda document: kinds.index(document.kind))


def find_address(desk: CaseDesk, situation: Situation, document_id: str, gateway_url: str) -> str:
    """Return where a document is to be seen at this moment.

    Raises:
        ProblemError: ``document_gone`` (404), ``document_address_refused`` (502), or what ``Trouble`` tells.
    """
    try:
        documents = list_documents(desk, situation)
    except AtrigaTroubleError as error:
        raise error.to_problem() from None
    wanted = {document_id, unquote(document_id)}
    document = next((document for document in documents if document.document_id in wanted), None)
    if document is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "document_gone", "atriga has no such document of this case.")
    if document.url is None or not is_trusted(document.url, gateway_url):
        raise ProblemError(HTTPStatus.BAD_GATEWAY, "document_address_refused", "The document's address is not safe.")
    return document.url


def is_trusted(address: str, gateway_url: str) -> bool:
    """Whether a browser may be sent to an address: an encrypted one, or one at the gateway that the app talks to."""
    if not _ADDRESS.fullmatch(address) or "\\" in address:
        return False
    try:
        parts, gateway = urlsplit(address), urlsplit(gateway_url)
    except ValueError:
        return False
    if parts.username is not None or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme, parts.netloc) == (gateway.scheme, gateway.netloc)
