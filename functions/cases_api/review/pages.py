"""The pages of the review: all drafts with boxes to tick, and one draft with its preview and its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from functions.cases_api.cursor import read_cursor, write_cursor
from functions.cases_api.review.correction_form import write_correction_form
from functions.cases_api.review.review import DRAFTS_AT_ONCE, TIME_FOR_ALL, DraftOutcome, Seen
from functions.cases_api.review.view import REVIEW_PATH
from shared.boss.submission import write_submission
from shared.domain.cases.case import Case
from shared.domain.cases.corrections import missing_facts
from shared.domain.orders.subjects import LONGEST_SUBJECT
from shared.store.errors import TransactionLostError
from shared.web.answers import page, redirect
from shared.web.presentation.reminder_rows import row_numbers
from shared.web.presentation.submission_preview import preview_submission
from shared.web.problem import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_lambda_powertools.event_handler import Response

    from functions.cases_api.review.review import Decision, Review, ReviewDesk
    from shared.domain.finding import Finding
    from shared.web.pages import PageRenderer
    from shared.web.session import Session

_TICKED: Final = "case."
"""A box is named after its case, and its value is the revision that the page showed."""

_OF_THE_CORRECTION: Final = "debtor.kind"
"""A field that every correction from the page holds."""

_MOST_DIGITS: Final = 9

_STAYS_LISTED: Final = frozenset({DraftOutcome.KEPT_BACK, DraftOutcome.CHANGED})


@dataclass(frozen=True, slots=True)
class ReviewPages:
    """Answers a browser."""

    review: Review
    renderer: PageRenderer

    def list_drafts(self, session: Session, cursor: str | None) -> Response[str]:
        """Show a page of drafts."""
        return page(self._render_list(session, cursor=cursor))

    def decide_on_drafts(self, session: Session, fields: Mapping[str, str]) -> Response[str]:
        """Approve or discard those that are ticked, or approve all."""
        ticked = [
            Seen(name.removeprefix(_TICKED), _read_revision(value))
            for name, value in fields.items()
            if name.startswith(_TICKED)
        ]
        go_on_at = None
        match fields.get("action"):
            case "approve":
                decisions = self.review.approve(session.merchant_id, ticked)
            case "discard":
                decisions = self.review.discard(session.merchant_id, ticked)
            case "approve_all" if fields.get("confirmed") != "yes":
                return page(self._render_list(session, asks_for_all=True))
            case "approve_all":
                stop_at, cursor = self.review.clock() + TIME_FOR_ALL, read_cursor(fields.get("cursor") or None)
                decisions, go_on_at = self.review.approve_all(session.merchant_id, stop_at, cursor)
            case _:
                raise _unknown_action()
        return page(self._render_list(session, decisions=decisions, go_on_at=go_on_at))

    def show(self, session: Session, desk: ReviewDesk, case: Case) -> Response[str]:
        """Show one draft; what is none any more leads to its case."""
        return page(self._render_draft(session, desk, case)) if case.is_draft else _to_case(case)

    def act(self, session: Session, desk: ReviewDesk, case: Case, fields: Mapping[str, str]) -> Response[str]:
        """Correct, approve or discard one draft."""
        seen = Seen(case.case_id, _read_revision(fields.get("revision", "")))
        if not case.is_draft:
            return _to_case(case)
        if seen.revision != case.revision:
            return self._tell_changed(session, desk, case)
        match fields.get("action"):
            case "approve":
                return self._approve(session, desk, case, fields)
            case "discard":
                [decision] = self.review.discard(session.merchant_id, [seen])
            case "correct":
                return self._correct(session, desk, case, fields)
            case _:
                raise _unknown_action()
        return self._tell_decision(session, desk, case, decision)

    def _approve(self, session: Session, desk: ReviewDesk, case: Case, fields: Mapping[str, str]) -> Response[str]:
        """Approve a draft with what was typed on its page: nothing is handed over that differs from what was seen."""
        corrected = self._write_correction(session, desk, case, fields) if _OF_THE_CORRECTION in fields else case
        if not isinstance(corrected, Case):
            return corrected
        [decision] = self.review.approve(session.merchant_id, [Seen(case.case_id, corrected.revision)])
        return self._tell_decision(session, desk, corrected, decision)

    def _tell_decision(self, session: Session, desk: ReviewDesk, case: Case, decision: Decision) -> Response[str]:
        if decision.outcome is DraftOutcome.KEPT_BACK:
            html = self._render_draft(session, desk, case, obstacles=decision.findings)
            return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        if decision.outcome is DraftOutcome.CHANGED and decision.case is not None:
            return self._tell_changed(session, desk, decision.case)
        return _to_case(case)

    def _correct(self, session: Session, desk: ReviewDesk, case: Case, fields: Mapping[str, str]) -> Response[str]:
        corrected = self._write_correction(session, desk, case, fields)
        if not isinstance(corrected, Case):
            return corrected
        return redirect(f"{REVIEW_PATH}/{quote(case.case_id, safe='')}")

    def _write_correction(
        self, session: Session, desk: ReviewDesk, case: Case, fields: Mapping[str, str]
    ) -> Case | Response[str]:
        """Return the draft as it is corrected, or the page that says why it is not."""
        form = self.review.read_correction(desk, case, fields)
        if form.errors:
            html = self._render_draft(session, desk, case, typed=form.typed, errors=form.errors)
            return page(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            return self.review.correct(desk, case, form.claim)
        except TransactionLostError:
            now = desk.cases.get(case.case_id) or case
            return self._tell_changed(session, desk, now) if now.is_draft else _to_case(now)

    def _tell_changed(self, session: Session, desk: ReviewDesk, case: Case) -> Response[str]:
        """Show the draft as it stands now: somebody changed it since the page was made, and nothing was done."""
        return page(self._render_draft(session, desk, case, was_changed=True), HTTPStatus.CONFLICT)

    def _render_list(
        self,
        session: Session,
        *,
        cursor: str | None = None,
        decisions: Sequence[Decision] = (),
        go_on_at: str | None = None,
        asks_for_all: bool = False,
    ) -> str:
        decided = {decision.case_id for decision in decisions if decision.outcome not in _STAYS_LISTED}
        found = self.review.desk_of(session.merchant_id).drafts.list_missing_facts_first(DRAFTS_AT_ONCE, cursor)
        return self.renderer.render(
            "review.html",
            locale=session.locale,
            session=session,
            drafts=[(case, missing_facts(case)) for case in found.drafts if case.case_id not in decided],
            next_cursor=write_cursor(found.cursor),
            decisions=decisions,
            go_on_at=write_cursor(go_on_at),
            asks_for_all=asks_for_all,
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


def _to_case(case: Case) -> Response[str]:
    return redirect(f"/cases/{quote(case.case_id, safe='')}")


def _read_revision(typed: str) -> int:
    """Return the revision that a page showed; what no page of the app wrote is one that no draft ever has."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS else 0


def _unknown_action() -> ProblemError:
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The form names no known action.")
