"""Marks, the merchant's own labels, on one case or on many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from functions.cases_api.table.page import PATH
from shared.domain.api_token import Scope
from shared.domain.cases.mark import MOST_MARKS, MOST_MARKS_OF_A_CASE, read_mark
from shared.web.answers import json_answer, redirect
from shared.web.forms import read_form
from shared.web.problem import FieldError, ProblemError, wrong_fields
from shared.web.request import parse_json, read_raw_body, sends_json
from shared.web.session import check_csrf, require_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.cases_api.table.ports import Cases, Notes, TableSettings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.session import Sessions


class MarkOutcome(StrEnum):
    """What became of a mark on one case: it is there, or is not there, now or before; or there is no room for it."""

    MARKED = "marked"
    UNMARKED = "unmarked"
    TOO_MANY_MARKS = "too_many_marks"


class MarksBody(BaseModel):
    """Which marks a case gets and which it loses."""

    model_config = ConfigDict(extra="forbid")

    add: Annotated[list[str], Field(max_length=MOST_MARKS_OF_A_CASE)] = []
    remove: Annotated[list[str], Field(max_length=MOST_MARKS_OF_A_CASE)] = []


@dataclass(frozen=True, slots=True)
class Marking:
    """Marks cases of all merchants."""

    cases_of: Callable[[str], Cases]
    notes_of: Callable[[str], Notes]
    settings_of: Callable[[str], TableSettings]
    clock: Clock

    def has_room_for(self, merchant_id: str, marks: Iterable[str]) -> bool:
        """Whether the merchant may use these marks: not too many different ones."""
        known = {count.mark for count in self.settings_of(merchant_id).read().marks}
        return len(known | set(marks)) <= MOST_MARKS

    def mark(self, merchant_id: str, case_ids: Iterable[str], mark: str) -> int:
        """Put a mark on cases and return how many carry it now that did not; what is no case is left out."""
        cases, notes = self.cases_of(merchant_id), self.notes_of(merchant_id)
        now = self.clock()
        return sum(cases.get(case_id) is not None and notes.mark(case_id, mark, now) for case_id in case_ids)

    def unmark(self, merchant_id: str, case_ids: Iterable[str], mark: str) -> int:
        """Take a mark off cases and return how many lost it."""
        notes = self.notes_of(merchant_id)
        return sum(notes.unmark(case_id, mark) for case_id in case_ids)

    def mark_each(self, merchant_id: str, case_ids: Iterable[str], mark: str) -> dict[str, MarkOutcome]:
        """Put a mark on cases and tell what became of each; what is no case is missing."""
        notes, now = self.notes_of(merchant_id), self.clock()
        return {
            case_id: MarkOutcome.MARKED
            if notes.mark(case_id, mark, now) or mark in notes.get(case_id).marks
            else MarkOutcome.TOO_MANY_MARKS
            for case_id in self._known(merchant_id, case_ids)
        }

    def unmark_each(self, merchant_id: str, case_ids: Iterable[str], mark: str) -> dict[str, MarkOutcome]:
        """Take a mark off cases; what is no case is missing."""
        known = self._known(merchant_id, case_ids)
        self.unmark(merchant_id, known, mark)
        return dict.fromkeys(known, MarkOutcome.UNMARKED)

    def _known(self, merchant_id: str, case_ids: Iterable[str]) -> list[str]:
        cases = self.cases_of(merchant_id)
        return [case_id for case_id in case_ids if cases.get(case_id) is not None]


@dataclass(frozen=True, slots=True)
class MarkingRoutes:
    """What the routes need."""

    sessions_of: Callable[[str], Sessions]
    marking: Marking

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.post(f"{PATH}/<case_id>/marks")
        def change_marks(case_id: str) -> Response[str]:
            return self._change_marks(app.current_event, case_id)

    def _change_marks(self, event: APIGatewayProxyEventV2, case_id: str) -> Response[str]:
        session = require_session(event, self.sessions_of, self.marking.clock(), Scope.CASES_ACT)
        is_form = not sends_json(event)
        if is_form:
            check_csrf(event, session)
            fields = read_form(event)
            body = MarksBody(
                add=[fields["add"]] if fields.get("add") else [],
                remove=[fields["remove"]] if fields.get("remove") else [],
            )
        else:
            body = parse_json(read_raw_body(event), MarksBody)
        add, remove = _read_marks("add", body.add), _read_marks("remove", body.remove)
        merchant_id = session.merchant_id
        if self.marking.cases_of(merchant_id).get(case_id) is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such case.")
        page, notes = f"{PATH}/{quote(case_id, safe='')}", self.marking.notes_of(merchant_id)
        if add and not self.marking.has_room_for(merchant_id, add):
            if is_form:
                return redirect(f"{page}?told=too_many_marks")
            raise _refused(FieldError("add", f"would be more than {MOST_MARKS} different marks"))
        if add and len(({*notes.get(case_id).marks} - {*remove}) | {*add}) > MOST_MARKS_OF_A_CASE:
            if is_form:
                return redirect(f"{page}?told=case_full_of_marks")
            raise _refused(FieldError("add", f"would be more than {MOST_MARKS_OF_A_CASE} marks of this case"))
        for mark in remove:
            self.marking.unmark(merchant_id, [case_id], mark)
        for mark in add:
            self.marking.mark(merchant_id, [case_id], mark)
        return redirect(page) if is_form else json_answer({"marks": list(notes.get(case_id).marks)})


def _read_marks(field: str, typed: list[str]) -> list[str]:
    marks = [read_mark(text) for text in typed]
    if None in marks:
        raise _refused(FieldError(field, "holds a mark that is empty or too long"))
    return [mark for mark in marks if mark is not None]


def _refused(error: FieldError) -> ProblemError:
    return wrong_fields(error)
