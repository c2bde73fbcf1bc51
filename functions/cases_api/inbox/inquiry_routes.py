"""The routes of one question: its page with the form, and taking the answer, as a form or as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from functions.cases_api.documents_in_forms import refuse_unknown_fields
from functions.cases_api.inbox.answer_form import AnswerForm, read_answer
from functions.cases_api.inbox.answering import Outcome
from functions.cases_api.inbox.answers import Question, find_answers
from functions.cases_api.inbox.view import INBOX_PATH, show_inquiry
from shared.domain.account import AccountState, Locale
from shared.domain.api_token import Scope
from shared.domain.capability import Capability
from shared.domain.cases.command_payloads import LONGEST_ANSWER, AnswerInquiry, DocumentKind
from shared.domain.cases.inquiries import Answer, AnswerObstacle, answer_type_of, obstacle_to_answer, urgency_at
from shared.domain.merchant_days import day_of
from shared.web.answers import json_answer, page, redirect
from shared.web.field_errors import describe_field_error
from shared.web.forms import read_form
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, read_raw_body, sends_json, wants_page
from shared.web.session import CSRF_FIELD, check_csrf_token, refuse_program, require_session
from shared.web.uploads import UploadForm, is_upload, read_upload_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.inbox.answering import Answering, AnsweringDesk
    from shared.domain.cases.case import Case, Inquiry
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session, Sessions

ANSWERED_ADDRESS = f"{INBOX_PATH}?told=answered"


class AnswerBody(BaseModel):
    """An answer that a program gives without a document."""

    model_config = ConfigDict(extra="forbid")

    answer: Annotated[str, Field(max_length=LONGEST_ANSWER)]
    comment: Annotated[str | None, Field(max_length=LONGEST_ANSWER)] = None


class AnswerFields(BaseModel):
    """An answer with a document, as a form holds it."""

    model_config = ConfigDict(extra="forbid")

    answer: Annotated[str, Field(description="Left out where the document is the answer.")] = ""
    comment: str = ""
    document_kind: DocumentKind = DocumentKind.OTHER
    file: Annotated[bytes, Field(description="A PDF, a PNG or a JPEG of at most 4 MiB.")]


class Asked(NamedTuple):
    """A question as it stands: its case, the newest answer, and what keeps it from being answered here."""

    case: Case
    inquiry: Inquiry
    answer: Answer
    obstacle: AnswerObstacle | None
    takes_documents: bool

    @property
    def question(self) -> Question:
        """What tells it from every other."""
        return Question(self.case.case_id, self.inquiry.inquiry_id)


@dataclass(frozen=True, slots=True)
class InquiryRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    answering: Answering
    renderer: PageRenderer

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(f"{INBOX_PATH}/<case_id>/<inquiry_id>")
        def show_inquiry_form(case_id: str, inquiry_id: str) -> Response[str]:
            return self._show(app.current_event, Question(case_id, inquiry_id))

        @app.post(f"{INBOX_PATH}/<case_id>/<inquiry_id>")
        def answer_inquiry(case_id: str, inquiry_id: str) -> Response[str]:
            return self._answer(app.current_event, Question(case_id, inquiry_id))

    def _show(self, event: APIGatewayProxyEventV2, question: Question) -> Response[str]:
        session = require_session(event, self.sessions_of, self.answering.clock(), Scope.CASES_READ)
        asked = _find(self.answering.desk_of(session.merchant_id), question)
        if wants_page(event):
            return page(self._render(session, asked))
        return json_answer({"case_id": question.case_id, **show_inquiry(asked.inquiry, asked.answer)})

    def _answer(self, event: APIGatewayProxyEventV2, question: Question) -> Response[str]:
        session = require_session(event, self.sessions_of, self.answering.clock(), Scope.CASES_ACT)
        is_form = not sends_json(event)
        if is_form and not is_upload(event):
            refuse_program(session)
        upload = _read_form(event) if is_form else _read_json(event)
        if is_form:
            check_csrf_token(upload.fields.get(CSRF_FIELD, ""), session)
        # A program hands a document in with a form, and wants JSON for it.
        is_json = not is_form or (is_upload(event) and not wants_page(event))
        if is_form and is_json:
            refuse_unknown_fields(upload, AnswerFields)
        desk = self.answering.desk_of(session.merchant_id)
        asked = _find(desk, question)
        form = read_answer(upload, asked.inquiry, takes_documents=asked.takes_documents)
        is_outdated = upload.fields.get("attempt", str(asked.answer.attempt)) != str(asked.answer.attempt)
        if asked.obstacle is not None or is_outdated:
            return self._refuse(session, asked, form, HTTPStatus.CONFLICT, is_json=is_json, is_outdated=is_outdated)
        if form.errors:
            return self._refuse(session, asked, form, HTTPStatus.UNPROCESSABLE_ENTITY, is_json=is_json)
        if self.answering.answer(desk, question, asked.answer.attempt, form) is Outcome.ANSWERED_OTHERWISE:
            asked = _find(desk, question)
            return self._refuse(session, asked, form, HTTPStatus.CONFLICT, is_json=is_json, is_outdated=True)
        if not is_json:
            return redirect(ANSWERED_ADDRESS)
        shown = show_inquiry(asked.inquiry, _find(desk, question).answer)
        return json_answer({"case_id": question.case_id, **shown}, HTTPStatus.ACCEPTED)

    def _refuse(
        self,
        session: Session,
        asked: Asked,
        form: AnswerForm,
        status: HTTPStatus,
        *,
        is_json: bool,
        is_outdated: bool = False,
    ) -> Response[str]:
        if not is_json:
            return page(self._render(session, asked, form, is_outdated=is_outdated), status)
        if status is HTTPStatus.CONFLICT:
            code = asked.obstacle.value if asked.obstacle else Outcome.ANSWERED_OTHERWISE.value
            raise ProblemError(status, code, "The question cannot be answered so, or not any more.")
        errors = [
            FieldError(field, describe_field_error(cause, Locale.ENGLISH)) for field, cause in form.errors.items()
        ]
        raise wrong_fields(*errors)

    def _render(
        self, session: Session, asked: Asked, form: AnswerForm | None = None, *, is_outdated: bool = False
    ) -> str:
        return self.renderer.render(
            "inquiry.html",
            locale=session.locale,
            session=session,
            asked=asked,
            answer_type=answer_type_of(asked.inquiry).value,
            urgency=urgency_at(asked.inquiry, day_of(self.answering.clock())),
            typed=form.typed if form else _write_form(asked.answer),
            errors=form.errors if form and not is_outdated else {},
            is_outdated=is_outdated,
            longest_answer=LONGEST_ANSWER,
        )


def _find(desk: AnsweringDesk, question: Question) -> Asked:
    case = desk.cases.get(question.case_id)
    asked = case.snapshot.inquiries if case and case.snapshot else ()
    inquiry = next((one for one in asked if one.inquiry_id == question.inquiry_id), None)
    if case is None or inquiry is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such question.")
    account = desk.accounts.get_atriga_account(case.customer_number)
    is_active = account is not None and account.state is AccountState.ACTIVE
    return Asked(
        case=case,
        inquiry=inquiry,
        answer=find_answers(desk.commands, [question])[question],
        obstacle=obstacle_to_answer(case, inquiry, account),
        takes_documents=is_active and account is not None and account.terms.offers(Capability.DOCUMENT_UPLOAD),
    )


def _read_form(event: APIGatewayProxyEventV2) -> UploadForm:
    return read_upload_form(event) if is_upload(event) else UploadForm(read_form(event))


def _read_json(event: APIGatewayProxyEventV2) -> UploadForm:
    body = parse_json(read_raw_body(event), AnswerBody)
    return UploadForm({"answer": body.answer, **({"comment": body.comment} if body.comment else {})})


def _write_form(answer: Answer) -> dict[str, str]:
    """Write an answer that was refused into the form again."""
    payload = answer.command.payload if answer.command else None
    if not isinstance(payload, AnswerInquiry):
        return {}
    return {"answer": payload.answer, "comment": payload.comment or ""}
