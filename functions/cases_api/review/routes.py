"""The pages of the review: all drafts with boxes to tick, and one draft with its preview and its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from functions.cases_api.cursor import read_cursor, write_cursor
from functions.cases_api.review.correction_form import errors_of, read_correction_form, write_correction_form
from functions.cases_api.review.review import DRAFTS_AT_ONCE, Outcome, Review
from shared.boss.submission import write_submission
from shared.domain.cases.corrections import missing_facts
from shared.domain.orders.subjects import LONGEST_SUBJECT
from shared.store.errors import TransactionLostError
from shared.web.answers import page, redirect
from shared.web.forms import read_form
from shared.web.presentation.reminder_rows import row_numbers
from shared.web.presentation.submission_preview import preview_submission
from shared.web.problem import ProblemError
from shared.web.session import check_csrf, require_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.review.review import Decision, ReviewDesk
    from shared.domain.cases.case import Case
    from shared.domain.finding import Finding
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions

REVIEW_PATH = "/review"

TIME_FOR_ALL = timedelta(seconds=8)
"""How long one request goes on with approving all; what is left is told and can be approved by another click."""

_TICKED = "case."


@dataclass(frozen=True, slots=True)
class ReviewRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    review: Review
    renderer: PageRenderer

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(REVIEW_PATH)
        def list_drafts() -> Response[str]:
            return self._list(app.current_event)

        @app.post(REVIEW_PATH)
        def decide_on_drafts() -> Response[str]:
            return self._decide_on_many(app.current_event)

        @app.get(f"{REVIEW_PATH}/<case_id>")
        def show_draft(case_id: str) -> Response[str]:
            return self._show(app.current_event, case_id)

        @app.post(f"{REVIEW_PATH}/<case_id>")
        def act_on_draft(case_id: str) -> Response[str]:
            return self._act(app.current_event, case_id)

    def _list(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self._require_session(event)
        cursor = read_cursor(event.query_string_parameters.get("cursor"))
        return page(self._render_list(session, cursor=cursor))

    def _decide_on_many(self, event: APIGatewayProxyEventV2) -> Response[str]:
        session = self._require_session(event)
        check_csrf(event, session)
        fields = read_form(event)
        ticked = [name.removeprefix(_TICKED) for name in fields if name.startswith(_TICKED)]
        match fields.get("action"):
            case "approve":
                decisions = self.review.approve(session.merchant_id, ticked)
            case "discard":
                decisions = self.review.discard(session.merchant_id, ticked)
            case "approve_all":
                decisions = self.review.approve_all(session.merchant_id, self.review.clock() + TIME_FOR_ALL)
            case _:
                raise _unknown_action()
        return page(self._render_list(session, decisions=decisions))

    def _show(self, event: APIGatewayProxyEventV2, case_id: str) -> Response[str]:
        session = self._require_session(event)
        desk = self.review.desk_of(session.merchant_id)
        case = _find(desk, case_id)
        if not case.is_draft:
            return redirect(f"/cases/{quote(case_id, safe='')}")
        return page(self._render_draft(session, desk, case))

    def _act(self, event: APIGatewayProxyEventV2, case_id: str) -> Response[str]:
        session = self._require_session(event)
        check_csrf(event, session)
        fields = read_form(event)
        desk = self.review.desk_of(session.merchant_id)
        case = _find(desk, case_id)
        if not case.is_draft:
            return redirect(f"/cases/{quote(case_id, safe='')}")
        if fields.get("revision") != str(case.revision):
            # Somebody else changed the draft since this page was made: nobody approves what they did not see.
            html = self._render_draft(session, desk, case, was_changed=True)
            return page(html, HTTPStatus.CONFLICT)
        match fields.get("action"):
            case "approve":
                [decision] = self.review.approve(session.merchant_id, [case_id])
                if decision.outcome is Outcome.KEPT_BACK:
                    html = self._render_draft(session, desk, case, obstacles=decision.findings)
                    return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
            case "discard":
                self.review.discard(session.merchant_id, [case_id])
            case "correct":
                return self._correct(session, desk, case, fields)
            case _:
                raise _unknown_action()
        return redirect(f"/cases/{quote(case_id, safe='')}")

    def _correct(self, session: Session, desk: ReviewDesk, case: Case, fields: Mapping[str, str]) -> Response[str]:
        form = read_correction_form(fields, case.claim)
        faults = errors_of(self.review.find_obstacles(desk, case, form.claim), form.reminder_rows)
        errors = {**faults, **form.errors}
        if errors:
            html = self._render_draft(session, desk, case, typed=form.typed, errors=errors)
            return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            self.review.correct(desk, case, form.claim)
        except TransactionLostError:
            html = self._render_draft(session, desk, _find(desk, case.case_id), was_changed=True)
            return page(html, HTTPStatus.CONFLICT)
        return redirect(f"{REVIEW_PATH}/{quote(case.case_id, safe='')}")

    def _require_session(self, event: APIGatewayProxyEventV2) -> Session:
        return require_session(event, self.sessions_of, self.review.clock())

    def _render_list(self, session: Session, *, cursor: str | None = None, decisions: Sequence[Decision] = ()) -> str:
        decided = {decision.case_id for decision in decisions if decision.outcome is not Outcome.KEPT_BACK}
        found = self.review.desk_of(session.merchant_id).drafts.list_missing_facts_first(DRAFTS_AT_ONCE, cursor)
        return self.renderer.render(
            "review.html",
            locale=session.locale,
            session=session,
            drafts=[(case, missing_facts(case)) for case in found.drafts if case.case_id not in decided],
            next_cursor=write_cursor(found.cursor),
            decisions=decisions,
        )

    def _render_draft(
        self,
        session: Session,
        desk: ReviewDesk,
        case: Case,
        *,
        typed: Mapping[str, str] | None = None,
        errors: Mapping[str, str] | None = None,
        obstacles: Sequence[Finding] = (),
        was_changed: bool = False,
    ) -> str:
        fields = write_correction_form(case.claim) if typed is None else typed
        account = desk.accounts.get_atriga_account(case.customer_number)
        return self.renderer.render(
            "draft.html",
            locale=session.locale,
            session=session,
            case=case,
            items=desk.items_of(case),
            preview=preview_submission(write_submission(case), session.locale),
            missing=missing_facts(case),
            countries=sorted(account.terms.countries) if account else [],
            typed=fields,
            errors=errors or {},
            obstacles=obstacles,
            was_changed=was_changed,
            reminder_rows=row_numbers(fields),
            longest_subject=LONGEST_SUBJECT,
        )


def _find(desk: ReviewDesk, case_id: str) -> Case:
    case = desk.cases.get(case_id)
    if case is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such draft.")
    return case


def _unknown_action() -> ProblemError:
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The form names no known action.")
