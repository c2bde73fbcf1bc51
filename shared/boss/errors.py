"""What can go wrong at the BOSS-Gateway; the class says whether something was done and what a repeat would do.

    BossError
     x RefusedError                 not done; a repeat gets the same answer until something changes
       . CredentialsRefusedError    401: the merchant has to enter number and code anew
       . AccountNotReadyError       403: a step of the onboarding is missing; ``code`` names it
       . NotFoundError              404
       . DuplicateReferenceError    409: the case is there already, under ``case_number``
       . ConflictError              409: the case is not in the state that the call was made for
       . CursorExpiredError         410: start again without a cursor
       . CaseRefusedError           422: ``problems`` names the fields
       . CapabilityMissingError     not even sent: the account was not announced this ability
       . RequestRefusedError        any other 4xx: a person has to look
     x TryLaterError                not done for certain; the same call may be repeated blindly, later
       . RateLimitedError           429
       . UnavailableError           503, no connection; for calls that only read, any missing answer
         . CircuitOpenError         not even sent: the gateway is known to be away
     x OutcomeUnknownError          perhaps done: ask the gateway before repeating
       . ContractBrokenError        done by its status, but the answer lacks what the contract promises

A call that only reads leaves nothing to be unknown, so it never raises ``OutcomeUnknownError`` itself.
No text of the gateway's gets into an error's own text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from shared.domain.cases.command import FieldProblem


class BossError(Exception):
    """The base of every error of this client.

    Attributes:
        status: The HTTP status, ``None`` where there is no answer.
        code: The gateway's stable code, where it sent one of the right shape.
        retry_after: Seconds after which the gateway wants to be asked again, where it says so.
    """

    meaning: ClassVar[str] = "The gateway did not do as asked"

    def __init__(self, *, status: int | None = None, code: str | None = None, retry_after: float | None = None) -> None:
        details = [f"HTTP {status}" if status else "no answer", *([code] if code else [])]
        super().__init__(f"{self.meaning} ({', '.join(details)})")
        self.status = status
        self.code = code
        self.retry_after = retry_after


class RefusedError(BossError):
    """Not done; the same call gets the same answer until something changes."""

    meaning = "The gateway refuses the call"


class CredentialsRefusedError(RefusedError):
    """Customer number and authentication code do not belong together, or not any more."""

    meaning = "The gateway refuses the credentials"


class AccountNotReadyError(RefusedError):
    """A step of the onboarding is missing.

    ``code`` is ``account_not_activated``, ``bank_account_unverified``, ``queries_not_enabled``, or one that
    came later.
    """

    meaning = "The gateway does not let the account work yet"


class NotFoundError(RefusedError):
    """There is no such thing at the gateway."""

    meaning = "The gateway does not know it"


class DuplicateReferenceError(RefusedError):
    """A case of this client reference was handed over before, under another idempotency key."""

    meaning = "The gateway has a case of this reference"

    def __init__(self, *, case_number: str, status: int | None = None, code: str | None = None) -> None:
        super().__init__(status=status, code=code)
        self.case_number = case_number


class ConflictError(RefusedError):
    """The state of the case is not the one that the call was made for."""

    meaning = "The state of the case does not allow the call"


class CursorExpiredError(RefusedError):
    """The cursor is too old: changes have to be read from the start."""

    meaning = "The cursor is too old"


class CaseRefusedError(RefusedError):
    """The gateway does not take what was sent; ``problems`` holds texts for people, which are not for logs."""

    meaning = "The gateway does not take the content"

    def __init__(
        self, *, problems: tuple[FieldProblem, ...], status: int | None = None, code: str | None = None
    ) -> None:
        super().__init__(status=status, code=code)
        self.problems = problems


class CapabilityMissingError(RefusedError):
    """The gateway did not announce this ability for the account, or took it back; ``capability`` names it."""

    meaning = "The account does not have the ability"

    def __init__(self, capability: str | None = None, *, status: int | None = None, code: str | None = None) -> None:
        super().__init__(status=status, code=code or "capability_missing")
        self.capability = capability


class RequestRefusedError(RefusedError):
    """The gateway refuses the call for a reason that the contract does not know."""

    meaning = "The gateway refuses the call for an unknown reason"


class TryLaterError(BossError):
    """Not done for certain; the same call may be repeated blindly, after ``retry_after`` where there is one."""

    meaning = "The gateway asks for patience"


class RateLimitedError(TryLaterError):
    """Too many calls at once."""

    meaning = "The gateway limits the rate"


class UnavailableError(TryLaterError):
    """The gateway is away: it says so, there was no connection, or a call that only reads got no answer."""

    meaning = "The gateway is not available"


class CircuitOpenError(UnavailableError):
    """The gateway failed so often lately that it is not asked; nothing was sent."""

    meaning = "The gateway is known to be away"


class OutcomeUnknownError(BossError):
    """The call may have been carried out: find out before repeating it."""

    meaning = "Whether the gateway did as asked is unknown"


class ContractBrokenError(OutcomeUnknownError):
    """The gateway did as asked, but its answer cannot be understood; ``path`` names the field that broke it."""

    meaning = "The gateway's answer lacks what the contract promises"

    def __init__(self, *, path: str) -> None:
        super().__init__()
        self.path = path

    def __str__(self) -> str:
        return f"{self.meaning}: {self.path}"
