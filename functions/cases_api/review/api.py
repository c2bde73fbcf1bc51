"""The review as JSON: the drafts, one with all that would be sent, and deciding on some, on all or on one."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from functions.cases_api.cursor import read_cursor, write_cursor
from functions.cases_api.review.bodies import DraftAction, DraftBody, DraftsAction, DraftsBody
from functions.cases_api.review.review import DRAFTS_AT_ONCE, TIME_FOR_ALL, Decision, DraftOutcome, Seen
from functions.cases_api.review.view import show_decision, show_draft, show_draft_row
from shared.domain.account import Locale
from shared.store.errors import TransactionLostError
from shared.web.answers import json_answer, redirect
from shared.web.field_errors import describe_field_error
from shared.web.presentation.finding_texts import describe_finding
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, public_url, read_raw_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.review.review import Review, ReviewDesk
    from shared.domain.cases.case import Case
    from shared.web.session import Session


@dataclass(frozen=True, slots=True)
class ReviewApi:
    """Answers a program."""

    review: Review
    configured_url: str

    def list_drafts(self, event: APIGatewayProxyEventV2, session: Session, cursor: str | None) -> Response[str]:
        """Tell a page of drafts."""
        found = self.review.desk_of(session.merchant_id).drafts.list_missing_facts_first(DRAFTS_AT_ONCE, cursor)
        url = public_url(event, self.configured_url)
        items = [show_draft_row(case, url) for case in found.drafts]
        return json_answer({"items": items, "next_cursor": write_cursor(found.cursor)})

    def decide_on_drafts(self, event: APIGatewayProxyEventV2, session: Session) -> Response[str]:
        """Approve or discard those that are named, each as it was seen, or approve all.

        Raises:
            ProblemError: ``invalid_request`` (422).
        """
        body = parse_json(read_raw_body(event), DraftsBody)
        errors = body.find_errors()
        if errors:
            raise _invalid(errors)
        decisions, cursor = self._decide(session.merchant_id, body)
        items = [show_decision(decision, session.locale) for decision in decisions]
        return json_answer({"items": items, "next_cursor": write_cursor(cursor)})

    def show(self, event: APIGatewayProxyEventV2, session: Session, desk: ReviewDesk, case: Case) -> Response[str]:
        """Tell the whole of one draft; what is none any more leads to its case."""
        if not case.is_draft:
            return redirect(f"/cases/{quote(case.case_id, safe='')}")
        obstacles = self.review.find_obstacles(desk, case)
        url = public_url(event, self.configured_url)
        return json_answer(show_draft(case, desk.items_of(case), obstacles, session.locale, url))

    def act(self, event: APIGatewayProxyEventV2, session: Session, desk: ReviewDesk, case_id: str) -> Response[str]:
        """Correct, approve or discard one draft, as it was seen.

        Raises:
            ProblemError: ``not_found`` (404), ``decided_before`` or ``changed`` (409), ``invalid_request`` or
                ``kept_back`` (422).
        """
        body = parse_json(read_raw_body(event), DraftBody)
        if body.action is not DraftAction.CORRECT and body.corrected_parts:
            raise _invalid([FieldError(name, "is for correcting") for name in body.corrected_parts])
        [decision] = self._act(session.merchant_id, desk, Seen(case_id, body.revision), body)
        _check(decision)
        return json_answer(show_decision(decision, session.locale))

    def _decide(self, merchant_id: str, body: DraftsBody) -> tuple[list[Decision], str | None]:
        match body.action:
            case DraftsAction.APPROVE:
                return self.review.approve(merchant_id, body.seen), None
            case DraftsAction.DISCARD:
                return self.review.discard(merchant_id, body.seen), None
            case DraftsAction.APPROVE_ALL:
                stop_at = self.review.clock() + TIME_FOR_ALL
                return self.review.approve_all(merchant_id, stop_at, read_cursor(body.cursor))

    def _act(self, merchant_id: str, desk: ReviewDesk, seen: Seen, body: DraftBody) -> list[Decision]:
        match body.action:
            case DraftAction.CORRECT:
                return [self._correct(desk, seen, body)]
            case DraftAction.APPROVE:
                return self.review.approve(merchant_id, [seen])
            case DraftAction.DISCARD:
                return self.review.discard(merchant_id, [seen])

    def _correct(self, desk: ReviewDesk, seen: Seen, body: DraftBody) -> Decision:
        case = desk.find(seen)
        if isinstance(case, Decision):
            return case
        errors = body.find_errors(case.order_ids)
        form = self.review.read_correction(desk, case, body.to_fields(case.order_ids))
        errors += [
            FieldError(body.name_field(field, case.order_ids), describe_field_error(cause, Locale.ENGLISH))
            for field, cause in form.errors.items()
        ]
        if errors:
            raise _invalid(errors)
        try:
            corrected = self.review.correct(desk, case, form.claim)
        except TransactionLostError:
            return desk.tell_lost(seen)
        return Decision(seen.case_id, DraftOutcome.CORRECTED, corrected)


def _check(decision: Decision) -> None:
    """Refuse where nothing was done with the one draft that was named."""
    match decision.outcome:
        case DraftOutcome.KEPT_BACK:
            errors = [
                FieldError(finding.field or "case", describe_finding(finding, Locale.ENGLISH))
                for finding in decision.findings
            ]
            detail = "The draft cannot be handed over as it is."
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, decision.outcome.value, detail, errors)
        case DraftOutcome.DECIDED_BEFORE:
            detail = "The draft was decided on before; nothing was done."
            raise ProblemError(HTTPStatus.CONFLICT, decision.outcome.value, detail)
        case DraftOutcome.CHANGED:
            detail = "The draft was changed since it was seen; nothing was done."
            raise ProblemError(HTTPStatus.CONFLICT, decision.outcome.value, detail)
        case DraftOutcome.UNKNOWN:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such draft.")


def _invalid(errors: Sequence[FieldError]) -> ProblemError:
    return wrong_fields(*errors)
