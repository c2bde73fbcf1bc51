"""Asking atriga while a person waits: what a missing answer means, in the few ways in which a page tells it apart."""

from __future__ import annotations

import math
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CapabilityMissingError,
    CredentialsRefusedError,
    NotFoundError,
)
from shared.observability import logger
from shared.web.problem import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Trouble(StrEnum):
    """Why atriga did not tell what a page needs. In none of these cases was anything done."""

    AWAY = "atriga_away"
    ACCOUNT_REFUSED = "account_refused"
    NOT_OFFERED = "action_not_offered"
    UNKNOWN_CASE = "case_unknown_to_atriga"


class AtrigaTroubleError(Exception):
    """Raised where atriga did not tell; ``retry_after`` is in whole seconds, where it is worth trying again."""

    def __init__(self, trouble: Trouble, retry_after: int | None = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.retry_after = retry_after

    def to_problem(self) -> ProblemError:
        """Return the same as the answer to a request."""
        status, detail = _PROBLEMS[self.trouble]
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return ProblemError(status, self.trouble.value, detail, headers=headers)


_PROBLEMS: Final[Mapping[Trouble, tuple[HTTPStatus, str]]] = {
    Trouble.AWAY: (HTTPStatus.SERVICE_UNAVAILABLE, "atriga's gateway does not answer now; nothing was done."),
    Trouble.ACCOUNT_REFUSED: (HTTPStatus.CONFLICT, "atriga refuses the atriga account of this case."),
    Trouble.NOT_OFFERED: (HTTPStatus.CONFLICT, "atriga does not offer this for the atriga account of this case."),
    Trouble.UNKNOWN_CASE: (HTTPStatus.CONFLICT, "atriga does not know this case any more."),
}

_WORTH_A_TRY_AFTER: Final = 60
"""Seconds, where the gateway names no time itself: it is then that the circuit breaker lets a probe through."""


def ask[Result](question: Callable[[], Result]) -> Result:
    """Ask atriga something that changes nothing.

    Raises:
        AtrigaTroubleError: There is no answer to go on with.
    """
    try:
        return question()
    except BossError as error:
        logger.warning("atriga did not tell a page what it asked", extra={"error": type(error).__name__})
        # The error of the client is not chained: the page needs no more than the cause.
        raise _trouble_of(error) from None


def _trouble_of(error: BossError) -> AtrigaTroubleError:
    match error:
        case CredentialsRefusedError() | AccountNotReadyError():
            return AtrigaTroubleError(Trouble.ACCOUNT_REFUSED)
        case CapabilityMissingError():
            return AtrigaTroubleError(Trouble.NOT_OFFERED)
        case NotFoundError():
            return AtrigaTroubleError(Trouble.UNKNOWN_CASE)
        case _:
            seconds = _WORTH_A_TRY_AFTER if error.retry_after is None else math.ceil(error.retry_after)
            return AtrigaTroubleError(Trouble.AWAY, seconds)
