"""What can go wrong at DreamRobot's REST API; the class says what the caller can do.

    DreamRobotError
     x AccessRefusedError   user or password are refused: the merchant has to enter them anew
     x OrderNotFoundError   there is no such order, perhaps because it was merged: take it out
     x BadRequestError      the request is not taken: repeating it is useless, a person has to look
     x NoteUnreadableError  the order does not show its note, so it is not written either: a person has to look
     x EndlessListError     a list does not end: ask for fewer days at once, or for single orders
     x NoRequestsLeftError  no request may be sent now: wait until ``over_at``
       . QuotaUsedUpError   DreamRobot says so: the day's requests are used up, or too many came at once
       . BudgetUsedUpError  the app says so, without asking DreamRobot
     x UnavailableError     nothing is known, and nothing was changed: ask again later
       . TokenRefusedError  not even a new token was taken, though user and password are good
     x OutcomeUnknownError  a change may have been made: read before it is made again

A call that only reads leaves nothing to be unknown, so it never raises ``OutcomeUnknownError``. Error
descriptions repeat submitted values, so no text of DreamRobot's gets into an error: ``code`` is one of the
names that are known, or ``None``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from shared.domain.request_budget import next_requests_at

if TYPE_CHECKING:
    from datetime import datetime


class DreamRobotError(Exception):
    """The base of every error of this client.

    Attributes:
        status: The HTTP status, ``None`` where there is no answer.
        code: DreamRobot's name for the error where it is a known one, such as ``expired_token``.
        retry_after: Seconds after which DreamRobot wants to be asked again, where it says so.
    """

    meaning: ClassVar[str] = "DreamRobot did not answer as hoped"

    def __init__(self, *, status: int | None = None, code: str | None = None, retry_after: float | None = None) -> None:
        details = [f"HTTP {status}" if status else "no answer", *([code] if code else [])]
        super().__init__(f"{self.meaning} ({', '.join(details)})")
        self.status = status
        self.code = code
        self.retry_after = retry_after


class AccessRefusedError(DreamRobotError):
    """User or password are refused; nothing works until the merchant enters them anew."""

    meaning = "DreamRobot refuses user or password"


class OrderNotFoundError(DreamRobotError):
    """There is no order of this id, or none any more: orders can be merged."""

    meaning = "DreamRobot knows no such order"


class BadRequestError(DreamRobotError):
    """The request is not taken as it is; the same request will not be taken later either."""

    meaning = "DreamRobot does not take the request"


class NoteUnreadableError(DreamRobotError):
    """The order came without its note, or with something else than a text in its place.

    A note is written as a whole, so one that was not read is not written.
    """

    meaning = "DreamRobot does not show the order's note"


class EndlessListError(DreamRobotError):
    """A list went on beyond all bounds, or gave the same page again."""

    meaning = "DreamRobot's list does not end"


class NoRequestsLeftError(DreamRobotError):
    """No request may be sent now."""

    meaning = "No request to DreamRobot is left"

    def over_at(self, now: datetime) -> datetime:
        """Return when requests may be sent again: at the time asked for, at the latest with the next day's."""
        next_day = next_requests_at(now)
        if self.retry_after is None:
            return next_day
        return min(now + timedelta(seconds=self.retry_after), next_day)


class QuotaUsedUpError(NoRequestsLeftError):
    """The merchant's requests of the day are used up, or too many came at once (429 and 403; assumed)."""

    meaning = "DreamRobot's quota is used up"


class BudgetUsedUpError(NoRequestsLeftError):
    """The day's requests that may be sent for this purpose went out, or DreamRobot said before that it takes no more.

    DreamRobot was not asked.
    """

    meaning = "The budget of requests to DreamRobot is used up"


class UnavailableError(DreamRobotError):
    """DreamRobot could not be reached, did not answer in time, or answered something that is not its envelope."""

    meaning = "DreamRobot is not available"


class TokenRefusedError(UnavailableError):
    """The token is wrong or has ended; gets out of the client only where a new one does not help either."""

    meaning = "DreamRobot refuses the token"


class OutcomeUnknownError(DreamRobotError):
    """A change was sent and its answer never came, or said nothing: it may have been made.

    All changes of this client say how things are to be afterwards, so that making one twice is making it once.
    """

    meaning = "Whether DreamRobot made the change is unknown"
