"""What a failed try means for its command: refused, stopped, delayed, unclear, or nothing that was foreseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CapabilityMissingError,
    CaseRefusedError,
    CircuitOpenError,
    ContractBrokenError,
    CredentialsRefusedError,
    OutcomeUnknownError,
    TryLaterError,
)

if TYPE_CHECKING:
    from shared.domain.cases.command import FieldProblem

FIRST_PAUSE = timedelta(seconds=10)

LONGEST_OWN_PAUSE = timedelta(minutes=5)
"""Where the gateway names no time itself: so long at most does a command rest after the gateway is back."""

_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Refused:
    """The gateway read the content and does not take it."""

    code: str
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """The gateway does not let this atriga account work; the command waits for the merchant."""

    because: str


@dataclass(frozen=True, slots=True)
class NotAsked:
    """The gateway is known to be away and was not asked; the sweeper brings the command back."""


@dataclass(frozen=True, slots=True)
class Delayed:
    """Nothing was carried out for certain; try again after a pause."""

    pause: timedelta


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may have been carried out; ask before trying again."""

    pause: timedelta


@dataclass(frozen=True, slots=True)
class Unexpected:
    """Nobody foresaw this answer; a person has to look at it."""


type Verdict = Refused | Stopped | NotAsked | Delayed | Unclear | Unexpected


def judge(error: BossError, attempts: int) -> Verdict:
    """Say what ``error`` means after ``attempts`` tries."""
    verdict: Verdict
    match error:
        case CaseRefusedError():
            verdict = Refused(error.code or "refused", error.problems)
        case CapabilityMissingError():
            verdict = Refused(error.code or "capability_missing")
        case CredentialsRefusedError() | AccountNotReadyError():
            verdict = Stopped(error.code or "credentials_refused")
        case CircuitOpenError():
            verdict = NotAsked()
        case TryLaterError():
            verdict = Delayed(_pause(error, attempts))
        case OutcomeUnknownError() if not isinstance(error, ContractBrokenError):
            verdict = Unclear(_pause(error, attempts))
        case _:
            verdict = Unexpected()
    return verdict


def _pause(error: BossError, attempts: int) -> timedelta:
    """Wait as long as the gateway asks, or twice as long after each try."""
    if error.retry_after is not None:
        return timedelta(seconds=error.retry_after)
    doublings: int = min(max(attempts - 1, 0), _MOST_DOUBLINGS)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_OWN_PAUSE)
