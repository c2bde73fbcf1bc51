"""The read for DreamRobot's own collection table as DreamRobot calls it."""

from __future__ import annotations

from functions.cases_api.collection.query import MOST_ORDERS
from functions.cases_api.schemas import CasePage
from shared.web.description import Answer, Caller, Operation, Parameter

OPERATIONS = (
    Operation(
        method="GET",
        path="/dreamrobot/collection-data",
        operation_id="readCollectionData",
        summary="Reads rows for DreamRobot's own collection table.",
        description="By the orders of cases, or all that changed since an instant, the oldest change first. A case "
        "that changes while pages are read is told again.",
        callers=(Caller.DREAMROBOT,),
        parameters=(
            Parameter("merchant_id", is_required=True),
            Parameter("order_id", {"type": "array", "items": {"type": "string"}, "maxItems": MOST_ORDERS}),
            Parameter("changed_since", {"type": "string", "format": "date-time"}),
            Parameter("cursor", description="The `next_cursor` of the page before."),
        ),
        answers={200: Answer("A page.", CasePage)},
        refusals={404: "code `unknown_merchant`"},
    ),
)

PAGES: frozenset[str] = frozenset()
