"""What a refusal means for the answer: its status, its code, when to try again, and the step to look at."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from functions.activate.foreign_systems import DreamRobotCause, RefusalCause
from shared.web.problem import FieldError, ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from functions.activate.foreign_systems import AccountRefusedError, DreamRobotUnreadableError

FAILING_STEPS: Final[Mapping[RefusalCause, int]] = {
    RefusalCause.BANK_ACCOUNT_UNVERIFIED: 3,
    RefusalCause.ACCOUNT_NOT_ACTIVATED: 4,
    RefusalCause.QUERIES_NOT_ENABLED: 5,
    # The gateway names no step: what was typed is looked at first.
    RefusalCause.CREDENTIALS_REFUSED: 6,
}

CODES: Final[Mapping[RefusalCause, str]] = {
    **{cause: cause.value for cause in RefusalCause},
    # As the other routes name it where the gateway does not answer.
    RefusalCause.UNAVAILABLE: "atriga_away",
}
"""The stable codes of refusals."""

_STATUSES: Final[Mapping[RefusalCause, HTTPStatus]] = {
    RefusalCause.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    RefusalCause.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}

_DETAILS: Final[Mapping[RefusalCause, str]] = {
    RefusalCause.CREDENTIALS_REFUSED: "atriga does not accept this customer number with this code.",
    RefusalCause.ACCOUNT_NOT_ACTIVATED: "atriga has not switched the account on yet: step 4 of the checklist.",
    RefusalCause.BANK_ACCOUNT_UNVERIFIED: "The bank account is not confirmed at atriga: step 3 of the checklist.",
    RefusalCause.QUERIES_NOT_ENABLED: "Queries are not allowed for the code at atriga: step 5 of the checklist.",
    RefusalCause.NOT_READY: "atriga does not let the account in, for a reason that this app does not know.",
    RefusalCause.RATE_LIMITED: "atriga asks to slow down; nothing was changed.",
    RefusalCause.UNAVAILABLE: "atriga's gateway does not answer now; nothing was changed.",
}

_DREAMROBOT_DETAILS: Final[Mapping[DreamRobotCause, str]] = {
    DreamRobotCause.REFUSED: "DreamRobot does not accept the access that it gave to this app.",
    DreamRobotCause.QUOTA: "DreamRobot takes no more requests today: the merchant's daily quota is used up.",
    DreamRobotCause.UNAVAILABLE: "DreamRobot does not answer now.",
}

_WORTH_A_TRY_AFTER: Final = 60
"""Seconds, where the gateway names no time itself: it is then that the circuit breaker lets a probe through."""


def status_of(refusal: AccountRefusedError) -> HTTPStatus:
    """Return the status of a page that tells of a refusal."""
    return _STATUSES.get(refusal.cause, HTTPStatus.UNPROCESSABLE_ENTITY)


def headers_of(refusal: AccountRefusedError) -> dict[str, str]:
    """Return when to try again, where the gateway says so."""
    return {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}


def failing_step_of(because: str | None) -> int | None:
    """Return the step of the checklist that the gateway's code for a refusal points at, if it is one of those known."""
    return next((step for cause, step in FAILING_STEPS.items() if cause.value == because), None)


def problem_of(refusal: AccountRefusedError, *typed: str) -> ProblemError:
    """Return a refusal as the answer to a program; ``typed`` are the fields that it sent to come in with."""
    cause, status = refusal.cause, status_of(refusal)
    headers = headers_of(refusal)
    if cause in _STATUSES and not headers:
        headers = {"Retry-After": str(_WORTH_A_TRY_AFTER)}
    is_about_them = cause is RefusalCause.CREDENTIALS_REFUSED
    errors = [FieldError(field, _DETAILS[cause]) for field in typed] if is_about_them else []
    return ProblemError(status, CODES[cause], _DETAILS[cause], errors, headers)


def dreamrobot_problem_of(error: DreamRobotUnreadableError) -> ProblemError:
    """Return that DreamRobot did not tell something as the answer to a program."""
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, error.cause.value, _DREAMROBOT_DETAILS[error.cause])


def changed_meanwhile() -> ProblemError:
    """Return that somebody else was first as the answer to a program."""
    detail = "It was changed since you read it. Read it again and decide anew."
    return ProblemError(HTTPStatus.CONFLICT, "changed_meanwhile", detail)
