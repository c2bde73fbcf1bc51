"""The simulator's own handles for tests and the demonstration, below ``/_control`` and outside the contract."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.boss.actions import carry_out
from sandbox.boss.api import answer_case
from sandbox.boss.parameters import Parameters
from sandbox.boss.problems import refuse_field
from sandbox.boss.wire import write_case

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.boss.api import Api
    from sandbox.boss.book import AccountBook
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.wire import Json

_LONGEST_DELAY_SECONDS = 86_400


class ControlRoutes:
    """Serves the handles; faults, state and reset come from ``sandbox.faults``."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def routes(self) -> list[Route]:
        """Return the handles."""
        return [
            Route("/_control/cases", self.list_cases),
            Route("/_control/cases/{case_number}/{action}", self.move_case, methods=["POST"]),
            Route("/_control/cursors/expire", self.expire_cursors, methods=["POST"]),
            Route("/_control/acceptance", self.set_acceptance, methods=["PUT"]),
        ]

    def describe(self) -> dict[str, Any]:
        """Return what ``GET /_control/state`` tells besides faults and counts."""
        gateway = self._api.gateway
        delay = gateway.acceptance_delay
        with gateway.open_all() as desks:
            return {
                "acceptance_delay_seconds": None if delay is None else delay.total_seconds(),
                "cases": {desk.book.account.customer_number: len(desk.book.cases) for desk in desks},
                "pushes": {"delivered": gateway.delivered_pushes, "failed": gateway.failed_pushes},
            }

    async def list_cases(self, _: Request) -> Response:
        """List the cases of all accounts, with what came in for each."""
        with self._api.gateway.open_all() as desks:
            return JSONResponse({"items": [_describe(desk.book, case) for desk in desks for case in desk.book.cases]})

    async def move_case(self, request: Request) -> Response:
        """Carry out one step of the agency; its parameters are the fields of a JSON object, all optional."""
        parameters = Parameters(await _read_object(request))
        with self._api.gateway.open_case(request.path_params["case_number"]) as (desk, case):
            carry_out(desk, case, request.path_params["action"], parameters)
            return answer_case(case)

    async def expire_cursors(self, _: Request) -> Response:
        """Make every cursor given out so far too old, as if 90 days had passed."""
        self._api.gateway.expire_cursors()
        return Response(status_code=204)

    async def set_acceptance(self, request: Request) -> Response:
        """Set after how many seconds later submissions are decided; ``null`` leaves them to a person."""
        seconds = (await _read_object(request)).get("delay_seconds", "")
        if seconds is None:
            self._api.gateway.acceptance_delay = None
        elif isinstance(seconds, int | float) and 0 <= seconds <= _LONGEST_DELAY_SECONDS:
            self._api.gateway.acceptance_delay = timedelta(seconds=seconds)
        else:
            refuse_field("delay_seconds", "not_allowed", "Erlaubt sind 0 bis 86400 oder null.")
        return Response(status_code=204)


async def _read_object(request: Request) -> Json:
    content = await request.body()
    try:
        body = json.loads(content or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        refuse_field("", "malformed", "Erwartet wird ein JSON-Objekt.")
    return body


def _describe(book: AccountBook, case: CaseRecord) -> Json:
    return {
        "customer_number": case.customer_number,
        "case_number": case.case_number,
        "client_reference": case.client_reference,
        "order_references": case.order_references,
        "idempotency_keys": case.idempotency_keys,
        "submits": case.submits,
        "payment_references": sorted(case.payment_references),
        "answers": {one.question: one.answer for one in case.inquiries if one.answer is not None},
        "changes": [change["kind"] for change in reversed(book.history_of(case))],
        "test": case.test,
        "submission": case.submission,
        "case": write_case(case),
    }
