"""What a refusal of the gateway means for the answer: its status, when to try again, and the step to look at."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from functions.activate.foreign_systems import RefusalCause

if TYPE_CHECKING:
    from collections.abc import Mapping

    from functions.activate.foreign_systems import AccountRefusedError

FAILING_STEPS: Final[Mapping[RefusalCause, int]] = {
    RefusalCause.BANK_ACCOUNT_UNVERIFIED: 3,
    RefusalCause.ACCOUNT_NOT_ACTIVATED: 4,
    RefusalCause.QUERIES_NOT_ENABLED: 5,
    # The gateway names no step: what was typed is looked at first.
    RefusalCause.CREDENTIALS_REFUSED: 6,
}

_STATUSES: Final[Mapping[RefusalCause, HTTPStatus]] = {
    RefusalCause.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    RefusalCause.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}


def status_of(refusal: AccountRefusedError) -> HTTPStatus:
    """Return the status of a page that tells of a refusal."""
    return _STATUSES.get(refusal.cause, HTTPStatus.UNPROCESSABLE_ENTITY)


def headers_of(refusal: AccountRefusedError) -> dict[str, str]:
    """Return when to try again, where the gateway says so."""
    return {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
