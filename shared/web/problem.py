"""Refusals as RFC 9457 problem details with a stable ``code``; the pages show the same refusals in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROBLEM_CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field of a request that cannot be taken: its path, and what is wrong with it (never its value)."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a caller is told about a request that was not carried out.

    ``detail`` is an English sentence for developers and holds no value of the request.
    """

    status: int
    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_json(self, reference: str) -> dict[str, Any]:
        """Return the members of the problem details; ``reference`` finds the log line."""
        members: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "reference": reference,
        }
        if self.errors:
            members["errors"] = [{"field": error.field, "message": error.message} for error in self.errors]
        return members


class ProblemError(Exception):
    """Raised where a request cannot be carried out and the caller can be told why."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.problem = Problem(status, code, detail, errors, headers or {})


def wrong_fields(*errors: FieldError) -> ProblemError:
    """Make the refusal of a request in which fields cannot be taken: ``invalid_request`` (422)."""
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "The request is not valid.", errors)
