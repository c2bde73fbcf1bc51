"""The operations by which the client moves a case on: payments, reductions, withdrawal, pause, court, answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox.boss import client_steps
from sandbox.boss.api import answer_case
from sandbox.boss.inquiries import answer_inquiry
from sandbox.boss.wire import write_inquiry, write_money

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.boss.api import Api


class StepRoutes:
    """Serves what the client does to its cases."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def routes(self) -> list[Route]:
        """Return the operations, each named as in the contract."""
        case = "/v1/cases/{case_number}"
        return [
            Route(f"{case}/payments", self.report_payment, name="reportPayment", methods=["POST"]),
            Route(f"{case}/reductions", self.reduce_claim, name="reduceClaim", methods=["POST"]),
            Route(f"{case}/withdrawal-quote", self.quote_withdrawal, name="quoteWithdrawal"),
            Route(f"{case}/withdrawal", self.withdraw_case, name="withdrawCase", methods=["POST"]),
            Route(f"{case}/pause", self.pause_case, name="pauseCase", methods=["PUT"]),
            Route(f"{case}/pause", self.resume_case, name="resumeCase", methods=["DELETE"]),
            Route(f"{case}/court-decision", self.decide_court, name="decideCourtProceedings", methods=["POST"]),
            Route("/v1/inquiries/{inquiry_id}/answer", self.answer_inquiry, name="answerInquiry", methods=["POST"]),
        ]

    async def report_payment(self, request: Request) -> Response:
        """Book money that the client took in."""
        account = self._api.identify(request, "payments")
        body = await self._api.read_body(request, "reportPayment")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            is_new = client_steps.report_payment(desk, case, body)
            return answer_case(case, 201 if is_new else 200)

    async def reduce_claim(self, request: Request) -> Response:
        """Lower a claim."""
        account = self._api.identify(request, "reductions")
        body = await self._api.read_body(request, "reduceClaim")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            is_new = client_steps.reduce_claim(desk, case, body)
            return answer_case(case, 201 if is_new else 200)

    async def quote_withdrawal(self, request: Request) -> Response:
        """Tell what taking a case back costs."""
        account = self._api.identify(request, "withdrawals")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            reason = client_steps.why_not_withdrawable(case)
            fee = client_steps.withdrawal_fee(case) if reason is None else case.balance.money(0)
            return JSONResponse({"allowed": reason is None, "fee": write_money(fee), "reason": reason})

    async def withdraw_case(self, request: Request) -> Response:
        """Take a case back."""
        account = self._api.identify(request, "withdrawals")
        body = await self._api.read_body(request, "withdrawCase")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            client_steps.withdraw_case(desk, case, body)
            return answer_case(case, 202)

    async def pause_case(self, request: Request) -> Response:
        """Stop working on a case until a day."""
        account = self._api.identify(request, "pauses")
        body = await self._api.read_body(request, "pauseCase")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            client_steps.pause_case(desk, case, date.fromisoformat(body["until"]))
            return answer_case(case)

    async def resume_case(self, request: Request) -> Response:
        """Go on with a case."""
        account = self._api.identify(request, "pauses")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            client_steps.end_pause(desk, case)
            return answer_case(case)

    async def decide_court(self, request: Request) -> Response:
        """Note the decision on court dunning."""
        account = self._api.identify(request, "court_decision")
        body = await self._api.read_body(request, "decideCourtProceedings")
        with self._api.gateway.open_book(account) as desk:
            case = desk.book.require_case(request.path_params["case_number"])
            client_steps.decide_court_proceedings(desk, case, body)
            return answer_case(case)

    async def answer_inquiry(self, request: Request) -> Response:
        """Note the answer to a question."""
        account = self._api.identify(request, "inquiries")
        body = await self._api.read_body(request, "answerInquiry")
        with self._api.gateway.open_book(account) as desk:
            case, inquiry = desk.book.require_inquiry(request.path_params["inquiry_id"])
            answer_inquiry(desk, case, inquiry, body)
            return JSONResponse(write_inquiry(inquiry))
