"""Which error an answer without success is; judged by its status, since the contract binds each to one meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CapabilityMissingError,
    CaseRefusedError,
    ConflictError,
    CredentialsRefusedError,
    CursorExpiredError,
    DuplicateReferenceError,
    NotFoundError,
    OutcomeUnknownError,
    RateLimitedError,
    RequestRefusedError,
    UnavailableError,
)
from shared.boss.fields import Fields
from shared.domain.cases.command import FieldProblem
from shared.http import parse_json, parse_retry_after

if TYPE_CHECKING:
    from shared.http import Answer

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""What a stable code looks like; anything else could be free text, which must not get into a log."""

_BY_STATUS: dict[int, type[BossError]] = {
    401: CredentialsRefusedError,
    403: AccountNotReadyError,
    404: NotFoundError,
    409: ConflictError,
    410: CursorExpiredError,
    429: RateLimitedError,
    503: UnavailableError,
}

_CAPABILITY_NOT_GRANTED = "capability_not_granted"
"""An ability that was taken back since it was announced; status 403 and the code are assumed."""

_FORBIDDEN = 403
_CONFLICT = 409
_CONTENT_REFUSED = 422
_REQUEST_TIMEOUT = 408
_FIRST_CLIENT_ERROR = 400
_FIRST_SERVER_ERROR = 500


def read_failure(answer: Answer, *, only_reads: bool) -> BossError:
    """Return the error that ``answer`` stands for; ``only_reads`` says that the call cannot have changed anything."""
    problem = _read_problem(answer)
    found_code = problem.optional(problem.text, "code")
    code = found_code if found_code and _CODE.fullmatch(found_code) else None
    if answer.status == _CONTENT_REFUSED:
        return CaseRefusedError(problems=_read_field_problems(problem), status=answer.status, code=code)
    if answer.status == _FORBIDDEN and code == _CAPABILITY_NOT_GRANTED:
        return CapabilityMissingError(status=answer.status, code=code)
    case_number = problem.optional(problem.identifier, "case_number")
    if answer.status == _CONFLICT and case_number:
        return DuplicateReferenceError(case_number=case_number, status=answer.status, code=code)
    return _class_for(answer.status, only_reads=only_reads)(
        status=answer.status, code=code, retry_after=parse_retry_after(answer.headers)
    )


def means_away(status: int) -> bool:
    """Whether an answer of this status says nothing but that the gateway is not there."""
    return issubclass(_class_for(status, only_reads=True), UnavailableError)


def missing_answer_class(*, only_reads: bool) -> type[BossError]:
    """Return which error a missing or garbled answer is."""
    return UnavailableError if only_reads else OutcomeUnknownError


def _class_for(status: int, *, only_reads: bool) -> type[BossError]:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if _FIRST_CLIENT_ERROR <= status < _FIRST_SERVER_ERROR and status != _REQUEST_TIMEOUT:
        return RequestRefusedError
    # A redirect that is not followed may be how the other side says "done, look there".
    return missing_answer_class(only_reads=only_reads)


def _read_problem(answer: Answer) -> Fields:
    try:
        body = parse_json(answer.body)
    except ValueError:
        body = None
    return Fields(body if isinstance(body, Mapping) else {})


def _read_field_problems(problem: Fields) -> tuple[FieldProblem, ...]:
    return tuple(
        FieldProblem(
            field=error.optional(error.text, "field") or "",
            code=error.optional(error.text, "code") or "",
            message=error.optional(error.text, "message") or "",
        )
        for error in problem.optional(problem.parts, "errors") or ()
    )
