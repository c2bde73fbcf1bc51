"""The console: what a clerk of the agency would use, so that a person can move cases on by clicking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.boss import console_view
from sandbox.boss.actions import carry_out, possible_actions
from sandbox.boss.gateway import DEFAULT_ACCEPTANCE_DELAY
from sandbox.boss.parameters import Parameters
from sandbox.boss.problems import ProblemError

if TYPE_CHECKING:
    from datetime import timedelta

    from starlette.requests import Request

    from sandbox.boss.api import Api
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.gateway import Desk

_TEMPLATES = Path(__file__).parent / "templates"
_BY_HAND = "by-hand"


class Console:
    """Serves the pages. They show every account: the console is the agency's own, not a client's."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._environment.filters.update(console_view.FILTERS)

    def routes(self) -> list[Route]:
        """Return the pages."""
        return [
            Route("/", self.show_cases),
            Route("/accounts", self.show_accounts),
            Route("/acceptance", self.set_acceptance, methods=["POST"]),
            Route("/cases/{case_number}", self.show_case),
            Route("/cases/{case_number}/{action}", self.move_case, methods=["POST"]),
        ]

    async def show_cases(self, _: Request) -> Response:
        """List the cases of all accounts, newest change first."""
        with self._api.gateway.open_all() as desks:
            cases = [case for desk in desks for case in desk.book.cases]
            cases.sort(key=lambda case: (case.changed_at, case.case_number), reverse=True)
            delay = self._api.gateway.acceptance_delay
            return self._render("cases.html", cases=cases, delay=delay, by_hand=_BY_HAND)

    async def show_accounts(self, _: Request) -> Response:
        """List the sample accounts with their codes."""
        return self._render("accounts.html", accounts=self._api.gateway.directory.accounts)

    async def show_case(self, request: Request) -> Response:
        """Show one case with its history and the steps that it may take."""
        try:
            with self._api.gateway.open_case(request.path_params["case_number"]) as (desk, case):
                return self._render_case(desk, case)
        except ProblemError as problem:
            return self._render("missing.html", problem.status)

    async def move_case(self, request: Request) -> Response:
        """Carry out a step and show the case again; where that fails, say why on the same page."""
        async with request.form() as form:
            parameters = Parameters(form)
        try:
            with self._api.gateway.open_case(request.path_params["case_number"]) as (desk, case):
                try:
                    carry_out(desk, case, request.path_params["action"], parameters)
                except ProblemError as problem:
                    return self._render_case(desk, case, problem)
                return RedirectResponse(f"/cases/{case.case_number}", status_code=303)
        except ProblemError as problem:
            return self._render("missing.html", problem.status)

    async def set_acceptance(self, request: Request) -> Response:
        """Let later submissions be decided by themselves, or by a person."""
        async with request.form() as form:
            by_hand = form.get("mode") == _BY_HAND
        self._api.gateway.acceptance_delay = None if by_hand else self._usual_delay
        return RedirectResponse("/", status_code=303)

    @property
    def _usual_delay(self) -> timedelta:
        return self._api.gateway.first_acceptance_delay or DEFAULT_ACCEPTANCE_DELAY

    def _render_case(self, desk: Desk, case: CaseRecord, problem: ProblemError | None = None) -> Response:
        return self._render(
            "case.html",
            200 if problem is None else problem.status,
            account=desk.book.account,
            case=case,
            history=desk.book.history_of(case),
            actions=possible_actions(case),
            problems=_explain(problem),
        )

    def _render(self, template: str, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self._environment.get_template(template).render(values), status_code=status)


def _explain(problem: ProblemError | None) -> list[str]:
    if problem is None:
        return []
    errors = problem.body.get("errors")
    return [error["message"] for error in errors] if errors else [problem.body["message"]]
