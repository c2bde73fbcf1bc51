"""The description of the API itself, and the page of what programs come in with."""

from __future__ import annotations

from shared.web.description import TEXT, Answer, Caller, Operation

OPERATIONS = (
    Operation(
        method="GET",
        path="/openapi.json",
        operation_id="readDescription",
        summary="This description.",
        callers=(Caller.ANYBODY,),
        answers={200: Answer("The description.", other_content={"application/json": {"type": "object"}})},
    ),
    Operation(
        method="GET",
        path="/api",
        operation_id="showDescription",
        summary="This description as a page.",
        callers=(Caller.ANYBODY,),
        answers={200: Answer("The page.", other_content={"text/html": TEXT})},
    ),
)

PAGES = frozenset({"GET /settings/programs", "POST /settings/programs"})
