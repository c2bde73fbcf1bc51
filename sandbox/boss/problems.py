"""The answers that say no: one exception, and how it looks on the wire."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn, cast

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.exceptions import HTTPException
    from starlette.requests import Request


@dataclass(frozen=True)
class FieldProblem:
    """One field that was not taken. ``field`` is a dotted path into the body, list places counted from 0."""

    field: str
    code: str
    message: str


class ProblemError(Exception):
    """Raised where a request is answered with a problem: a status, a stable code and a text for people."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        details: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.headers = dict(headers or {})
        self.body = {"code": code, "message": message, **(details or {})}


def validation_failed(problems: Sequence[FieldProblem]) -> ProblemError:
    """Make the 422 that names every field that is wrong."""
    details = {"errors": [asdict(problem) for problem in problems]}
    return ProblemError(422, "validation_failed", "Diese Angaben passen nicht.", details=details)


def refuse_fields(problems: Sequence[FieldProblem]) -> None:
    """Raise a 422 where anything is wrong."""
    if problems:
        raise validation_failed(problems)


def refuse_field(field: str, code: str, message: str) -> NoReturn:
    """Raise a 422 that names one field."""
    raise validation_failed([FieldProblem(field, code, message)])


def not_found() -> ProblemError:
    """Make the 404 that does not tell whether the thing exists for somebody else."""
    return ProblemError(404, "not_found", "Das gibt es hier nicht.")


# Starlette hands every handler an ``Exception``, of the class that it was registered for.
async def answer_problem(_request: Request, error: Exception) -> Response:
    """Turn a ``ProblemError`` into its answer; the contract gives 410 no body."""
    problem = cast("ProblemError", error)
    if problem.status == HTTPStatus.GONE:
        return Response(status_code=problem.status)
    return JSONResponse(problem.body, status_code=problem.status, headers=problem.headers)


async def answer_http_error(_request: Request, error: Exception) -> Response:
    """Answer an unknown path or method in the form of every other problem."""
    refusal = cast("HTTPException", error)
    code = "not_found" if refusal.status_code == HTTPStatus.NOT_FOUND else "http_error"
    body = {"code": code, "message": refusal.detail}
    return JSONResponse(body, status_code=refusal.status_code, headers=refusal.headers)
