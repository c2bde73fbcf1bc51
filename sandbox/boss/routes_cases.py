"""The operations that hand cases over and read them: getAccount, submitCase, findCases, getCase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox.boss.api import answer_case
from sandbox.boss.problems import FieldProblem, refuse_field, refuse_fields
from sandbox.boss.receiving import find_earlier_answer, receive_case
from sandbox.boss.validation import find_submission_problems
from sandbox.boss.wire import write_account, write_case

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.boss.accounts import Account
    from sandbox.boss.api import Api

_LONGEST_REFERENCE = 64


class CaseRoutes:
    """Serves the account and its cases."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def routes(self) -> list[Route]:
        """Return the operations, each named as in the contract."""
        return [
            Route("/v1/account", self.get_account, name="getAccount"),
            Route("/v1/cases", self.submit_case, name="submitCase", methods=["POST"]),
            Route("/v1/cases", self.find_cases, name="findCases"),
            Route("/v1/cases/{case_number}", self.get_case, name="getCase"),
        ]

    async def get_account(self, request: Request) -> Response:
        """Tell what the account may do."""
        account = self._api.identify(request)
        return JSONResponse(write_account(account, self._api.address_of(request)))

    async def submit_case(self, request: Request) -> Response:
        """Receive a case; a repeat gets the first answer again."""
        account = self._api.identify(request)
        key, test = _read_headers(request, account)
        submission = await self._api.read_body(request, "submitCase")
        with self._api.gateway.open_book(account) as desk:
            earlier = find_earlier_answer(desk, submission, key, test=test)
            if earlier is not None:
                return JSONResponse(earlier)
            refuse_fields(find_submission_problems(account, submission))
            answer = receive_case(desk, submission, key, self._api.gateway.acceptance_delay, test=test)
            return JSONResponse(answer, status_code=201)

    async def find_cases(self, request: Request) -> Response:
        """Find a case by the client's own reference."""
        account = self._api.identify(request)
        reference = request.query_params.get("client_reference", "")
        if not 0 < len(reference) <= _LONGEST_REFERENCE:
            refuse_field("client_reference", "required", "Erwartet wird das eigene Zeichen des Falls.")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.find_by_reference(reference)
            return JSONResponse({"items": [] if case is None else [write_case(case)]})

    async def get_case(self, request: Request) -> Response:
        """Show a case, under its present or any earlier number."""
        account = self._api.identify(request)
        with self._api.gateway.open_book(account) as desk:
            return answer_case(desk.book.require_case(request.path_params["case_number"]))


def _read_headers(request: Request, account: Account) -> tuple[str, bool]:
    problems = []
    key = request.headers.get("idempotency-key", "").strip()
    if not key:
        problems.append(FieldProblem("Idempotency-Key", "required", "Der Schlüssel fehlt."))
    elif len(key) > _LONGEST_REFERENCE:
        problems.append(FieldProblem("Idempotency-Key", "too_long", "Der Schlüssel ist zu lang."))
    mode = request.headers.get("x-boss-mode", "live")
    if mode not in {"test", "live"}:
        problems.append(FieldProblem("X-Boss-Mode", "not_allowed", "Erlaubt sind „test“ und „live“."))
    if mode == "test" and "test_mode" not in account.capabilities:
        problems.append(FieldProblem("X-Boss-Mode", "test_mode_not_granted", "Testfälle sind hier nicht möglich."))
    refuse_fields(problems)
    return key, mode == "test"
