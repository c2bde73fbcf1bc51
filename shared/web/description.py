"""How the routes that programs call are described: each function says it beside its routes, in these words.

``scripts/generate_openapi.py`` makes the OpenAPI document of them. A route that only people use, with pages and forms,
is named among the pages instead. ``tests/component/test_api_description.py`` fails for a route that is neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from shared.domain.api_token import Scope

type Method = Literal["GET", "POST", "DELETE"]
type Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}


class Caller(StrEnum):
    """Who may call a route, and how they prove it."""

    DREAMROBOT = "dreamrobot"
    GATEWAY = "gateway"
    MERCHANT = "merchant"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query, the path or the headers; one of the path is always required."""

    name: str
    schema: Schema = field(default_factory=lambda: TEXT)
    where: Literal["query", "path", "header"] = "query"
    description: str | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered where all went well, with the model of its body, or the schema of one that is not JSON."""

    description: str
    model: type[BaseModel] | None = None
    other_content: Mapping[str, Schema] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route with one method.

    ``refusals`` are the problems that are its own, by status; those that follow from its callers, its body and its
    parameters are added to the document by themselves. ``scope`` is what a merchant's token needs. ``body`` is sent as
    JSON, ``upload`` as a form with a file (``multipart/form-data``); where there are both, either of them.
    """

    method: Method
    path: str
    operation_id: str
    summary: str
    callers: tuple[Caller, ...]
    answers: Mapping[int, Answer]
    scope: Scope | None = None
    description: str | None = None
    parameters: tuple[Parameter, ...] = ()
    body: type[BaseModel] | None = None
    upload: type[BaseModel] | None = None
    refusals: Mapping[int, str] = field(default_factory=dict)

    @property
    def route(self) -> str:
        """The route as pages are named: method and path."""
        return f"{self.method} {self.path}"


def see_other(description: str) -> Mapping[int, Answer]:
    """Return the answer of a route that sends a browser on."""
    return {HTTPStatus.SEE_OTHER: Answer(description, headers={"Location": "Where to."})}
