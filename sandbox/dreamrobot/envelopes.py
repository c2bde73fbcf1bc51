"""DreamRobot's answers: every one carries ``ack``, and an error says the same thing three times over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request


class ApiError(Exception):
    """Raised where a request is refused.

    Args:
        status: the HTTP status.
        error: DreamRobot's name of the error, for example ``expired_token``.
        description: free text, which repeats what was submitted, as the real one does.
        code: the code in the body, where it differs from ``status``.
        headers: further headers of the answer.
    """

    def __init__(
        self,
        status: int,
        error: str,
        description: str = "",
        *,
        code: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.description = description
        self.code = status if code is None else code
        self.headers = dict(headers or {})


def succeed(payload: Mapping[str, Any], ack: str = "success") -> Response:
    """Answer with ``payload`` and ``ack`` beside it."""
    return JSONResponse({**payload, "ack": ack})


def describe_error(error: ApiError) -> Response:
    """Answer with an error envelope."""
    entry = {"error": error.error, "description": error.description, "code": error.code}
    return JSONResponse({"error": [entry], "ack": "error"}, status_code=error.status, headers=error.headers)


def answer_api_error(_: Request, error: Exception) -> Response:
    """Turn an ``ApiError`` into its answer; to be registered for that class alone."""
    if not isinstance(error, ApiError):
        raise error
    return describe_error(error)


def refuse_input(field: str, value: object) -> Never:
    """Refuse a request for one input field, with the submitted value in the description as the real one does.

    Raises:
        ApiError: always, with 400 ``Bad Request``.
    """
    raise ApiError(400, "Bad Request", f"invalid field {field}: {value}")


class DreamRobotAnswers:
    """How DreamRobot words the faults that can be switched on."""

    def failed(self, status: int, headers: Mapping[str, str]) -> Response:
        """Answer with an error status; assumed, as no such answer is public."""
        return describe_error(ApiError(status, "Server Error", "switched on by a test", headers=headers))

    def expired_token(self) -> Response:
        """Answer as to a token that is over its hour."""
        return describe_error(expired_token())

    def quota_used_up(self) -> Response:
        """Answer as to a merchant whose requests of the day are used up."""
        return describe_error(quota_used_up())


def expired_token() -> ApiError:
    """Make the error of a token that is over its hour."""
    return ApiError(401, "expired_token", "The access token provided has expired")


def quota_used_up(seconds_to_next_day: int | None = None) -> ApiError:
    """Make the error of a used-up quota. That it is 429, and tells until when, is assumed."""
    headers = {} if seconds_to_next_day is None else {"Retry-After": str(seconds_to_next_day)}
    return ApiError(429, "quota_exceeded", "The booked number of requests of this day is used up", headers=headers)
