"""The routes of payouts as programs call them."""

from __future__ import annotations

from typing import Any

from functions.cases_api.payouts.schemas import Payout, PayoutPage
from shared.domain.api_token import Scope
from shared.web.description import TEXT, Answer, Caller, Operation, Parameter

_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_FILTERS = (
    Parameter("atriga", description="Customer number."),
    Parameter("paid_from", _DAY, description="Included."),
    Parameter("paid_to", _DAY, description="Included."),
    Parameter("cursor", description="The `next_cursor` of the page before."),
)

OPERATIONS = (
    Operation(
        method="GET",
        path="/payouts",
        operation_id="listPayouts",
        summary="Lists payouts, the newest first, each with the first of its allocations.",
        callers=(Caller.MERCHANT,),
        scope=Scope.PAYOUTS_READ,
        parameters=_FILTERS,
        answers={200: Answer("A page.", PayoutPage)},
    ),
    Operation(
        method="GET",
        path="/payouts.csv",
        operation_id="downloadPayouts",
        summary="Downloads the same view as a file, a line for each case.",
        description="A file ends after 200 payouts; its last line, and the header `Link`, then hold the next part.",
        callers=(Caller.MERCHANT,),
        scope=Scope.PAYOUTS_READ,
        parameters=_FILTERS,
        answers={200: Answer("The file.", other_content={"text/csv": TEXT})},
    ),
    Operation(
        method="GET",
        path="/payouts/{customer_number}/{payout_id}",
        operation_id="getPayout",
        summary="Reads one payout, 100 of its allocations at once.",
        callers=(Caller.MERCHANT,),
        scope=Scope.PAYOUTS_READ,
        parameters=(
            Parameter("customer_number", where="path"),
            Parameter("payout_id", where="path"),
            Parameter(
                "first",
                {"type": "integer", "minimum": 0, "maximum": 999_999, "default": 0},
                description="The `next_first` of the part before.",
            ),
        ),
        answers={200: Answer("The payout.", Payout)},
    ),
)

PAGES: frozenset[str] = frozenset()
