"""What all operations share: who asks, what the body holds, and how an answer is made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from sandbox.boss.documents import DeepLinks
from sandbox.boss.problems import refuse_field, refuse_fields
from sandbox.boss.wire import write_case

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.boss.accounts import Account
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.contract import Contract
    from sandbox.boss.gateway import Gateway
    from sandbox.boss.wire import Json

_HIGHEST_LIMIT = 500
_USUAL_LIMIT = 100


@dataclass(frozen=True)
class Api:
    """The gateway with its contract. Without ``public_url`` links lead to where the request came in."""

    gateway: Gateway
    contract: Contract
    public_url: str | None = None

    def identify(self, request: Request, capability: str | None = None) -> Account:
        """Return the account that asks, which must have ``capability`` where one is named."""
        account = self.gateway.directory.authenticate(request.headers.get("authorization"))
        if capability is not None:
            account.require_capability(capability)
        return account

    async def read_body(self, request: Request, operation_id: str) -> Json:
        """Return the JSON body of an operation; 422 with every field that its schema does not allow."""
        try:
            body = json.loads(await request.body())
        except ValueError:
            refuse_field("", "malformed", "Der Inhalt ist kein JSON.")
        refuse_fields(self.contract.find_problems(operation_id, body))
        checked: Json = body
        return checked

    def address_of(self, request: Request) -> str:
        """Return where the simulator is reached, without a slash at the end."""
        return self.public_url or str(request.base_url).rstrip("/")

    def links_for(self, request: Request) -> DeepLinks:
        """Return what makes and checks links to documents."""
        return DeepLinks(self.gateway.link_key, self.address_of(request))


def answer_case(case: CaseRecord, status: int = 200) -> JSONResponse:
    """Answer with the whole case."""
    return JSONResponse(write_case(case), status_code=status)


def read_page_query(request: Request) -> tuple[str | None, int]:
    """Return ``after`` and ``limit`` of a paged operation; 422 for a limit outside 1 to 500 (assumed)."""
    text = request.query_params.get("limit", str(_USUAL_LIMIT))
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= _HIGHEST_LIMIT:
        refuse_field("limit", "not_allowed", "Erlaubt sind 1 bis 500.")
    return request.query_params.get("after"), int(text)
