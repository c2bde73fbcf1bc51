"""Writes ``shared/web/openapi.json``: the OpenAPI 3.1 document of what programs call, from the routes' descriptions.

The file stands where the app serves it from. ``make openapi`` writes it anew; a test fails where it differs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from functions.activate import description as activate
from functions.cases_api import description as cases_api
from functions.export import description as export
from functions.news import description as news
from functions.sync import description as sync
from shared.web.answers import JSON_CONTENT_TYPE
from shared.web.description import Caller
from shared.web.problem import PROBLEM_CONTENT_TYPE
from shared.web.uploads import UPLOAD_CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.web.description import Answer, Operation

DOCUMENT = Path(__file__).parents[1] / "shared" / "web" / "openapi.json"
FUNCTIONS = {"activate": activate, "export": export, "cases_api": cases_api, "notifications": sync, "news": news}

_REFERENCE = "#/components/schemas/{model}"
_CONTENTION = "code `try_again`, with Retry-After: others were writing the same; repeat the call as it is"
_LIMIT_HEADERS = {
    "RateLimit-Policy": "How many requests in how many seconds, as draft-ietf-httpapi-ratelimit-headers has it.",
    "RateLimit": "How many are left, and after how many seconds there is one more.",
}
_DESCRIPTION = """\
**signed** means the Standard Webhooks scheme over the raw body (for GET and DELETE over the path with its query):
headers `webhook-id`, `webhook-timestamp` (Unix seconds, five minutes of tolerance) and `webhook-signature`
(`v1,<base64 of HMAC-SHA256 over "id.timestamp.content">`, several separated by spaces).

**merchant** means `Authorization: Bearer <API token>` with the scope that the operation names, made by the merchant in
the settings; or the session cookie of the pages. With a cookie, a caller whose `Accept` names `text/html` gets a page.

Errors are RFC 9457 problem details with a stable `code` and a `reference` that finds the log line. Lists are read with
cursors: the `next_cursor` of a page is the `cursor` of the next one."""


class FieldProblem(BaseModel):
    """What is wrong with one field of a request."""

    field: str
    message: str


class Problem(BaseModel):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    reference: str = Field(description="Finds the log line.")
    errors: list[FieldProblem] = Field(default_factory=list)


def all_operations() -> tuple[Operation, ...]:
    """Return what programs call, of all functions."""
    return tuple(operation for function in FUNCTIONS.values() for operation in function.OPERATIONS)


def make_document() -> dict[str, Any]:
    """Make the document."""
    operations = all_operations()
    models: set[type[BaseModel]] = {Problem}
    models.update(model for operation in operations for model in _models_of(operation))
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema([(model, "validation") for model in ordered], ref_template=_REFERENCE)
    paths: dict[str, dict[str, Any]] = {}
    for operation in sorted(operations, key=lambda one: (one.path, one.method)):
        paths.setdefault(operation.path, {})[operation.method.lower()] = _describe(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "atriga for DreamRobot", "version": "1.0", "description": _DESCRIPTION},
        "paths": paths,
        "components": {"schemas": definitions["$defs"], "securitySchemes": _SECURITY_SCHEMES},
    }


def write_document() -> str:
    """Return the document as the file holds it."""
    return json.dumps(make_document(), ensure_ascii=False, indent=1) + "\n"


_SECURITY_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "An API token that the merchant made."},
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-session", "description": "A session of the pages."},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Together with `webhook-id` and `webhook-timestamp`.",
    },
}


def _describe(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {"operationId": operation.operation_id, "summary": operation.summary}
    if operation.description:
        described["description"] = operation.description
    described["security"] = _security_of(operation)
    if operation.parameters:
        described["parameters"] = [
            {
                "name": one.name,
                "in": one.where,
                **({"description": one.description} if one.description else {}),
                "required": one.is_required or one.where == "path",
                "schema": dict(one.schema),
            }
            for one in operation.parameters
        ]
    sent = {JSON_CONTENT_TYPE: operation.body, UPLOAD_CONTENT_TYPE: operation.upload}
    content = {kind: {"schema": _reference(model)} for kind, model in sent.items() if model}
    if content:
        described["requestBody"] = {"required": True, "content": content}
    is_limited = Caller.MERCHANT in operation.callers
    answers = {status: _describe_answer(answer, is_limited=is_limited) for status, answer in operation.answers.items()}
    refusals = _refusals_of(operation)
    described["responses"] = {str(status): told for status, told in sorted((refusals | answers).items())}
    return described


def _security_of(operation: Operation) -> list[dict[str, list[str]]]:
    ways: list[dict[str, list[str]]] = []
    for caller in operation.callers:
        match caller:
            case Caller.MERCHANT:
                ways += [{"token": [operation.scope] if operation.scope else []}, {"session": []}]
            case Caller.DREAMROBOT | Caller.GATEWAY:
                ways.append({"signature": []})
            case Caller.ANYBODY:
                ways.append({})
    return ways


def _refusals_of(operation: Operation) -> dict[int, dict[str, Any]]:
    """Return the problems of an operation: its own, and those of its callers, its body and its parameters."""
    told: dict[int, str] = {}
    codes = {
        Caller.MERCHANT: "`not_signed_in`",
        Caller.DREAMROBOT: "`invalid_signature`",
        Caller.GATEWAY: "`invalid_signature`",
    }
    unproven = [codes[caller] for caller in operation.callers if caller in codes]
    if unproven:
        told[401] = f"code {' or '.join(unproven)}"
    if Caller.MERCHANT in operation.callers:
        told |= {403: "code `insufficient_scope`", 429: "code `too_many_requests`, with Retry-After"}
    if Caller.ANYBODY in operation.callers:
        told[429] = "code `too_many_requests`, with Retry-After"
    if any(one.where == "path" for one in operation.parameters):
        told[404] = "code `not_found`"
    if operation.body or operation.upload or any(one.where == "query" for one in operation.parameters):
        told[422] = "code `invalid_request`, with `errors`"
    if operation.method == "POST":
        told[413] = "code `too_large`"
    told[500] = "code `internal_error`"
    told |= operation.refusals
    if operation.method != "GET" and "try_again" not in told.get(503, ""):
        told[503] = "; ".join(filter(None, (told.get(503), _CONTENTION)))
    content = {PROBLEM_CONTENT_TYPE: {"schema": _reference(Problem)}}
    return {status: {"description": description, "content": content} for status, description in told.items()}


def _describe_answer(answer: Answer, *, is_limited: bool) -> dict[str, Any]:
    described: dict[str, Any] = {"description": answer.description}
    headers = dict(answer.headers) | (_LIMIT_HEADERS if is_limited else {})
    if headers:
        described["headers"] = {
            name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()
        }
    content = {name: {"schema": dict(schema)} for name, schema in answer.other_content.items()}
    if answer.model:
        content["application/json"] = {"schema": _reference(answer.model)}
    if content:
        described["content"] = content
    return described


def _models_of(operation: Operation) -> Iterable[type[BaseModel]]:
    yield from (model for model in (operation.body, operation.upload) if model)
    for answer in operation.answers.values():
        if answer.model:
            yield answer.model


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(model=model.__name__)}


if __name__ == "__main__":
    DOCUMENT.write_text(write_document(), encoding="utf-8")
