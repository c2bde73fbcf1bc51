"""The routes of the case table as programs call them."""

from __future__ import annotations

from typing import Any

from functions.cases_api.idempotency import IDEMPOTENCY_HEADER, KEY_SCHEMA
from functions.cases_api.schemas import CasePage, Marks
from functions.cases_api.table.bulk import MOST_CASES_AT_ONCE
from functions.cases_api.table.bulk_api import BulkBody, BulkOutcome
from functions.cases_api.table.marking_routes import MarksBody
from functions.cases_api.table.page import DEFAULT_LIMIT
from functions.cases_api.table.routes import HIGHEST_LIMIT
from functions.cases_api.table.setup_routes import ColumnsBody, UsualColumns, ViewBody, ViewList
from functions.cases_api.table.view_query import CURRENCY_PATTERN, MONTH_PATTERN
from shared.domain.api_token import Scope
from shared.domain.cases.mark import LONGEST_MARK
from shared.web.description import TEXT, Answer, Caller, Operation, Parameter

_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_YES_NO: dict[str, Any] = {"type": "string", "enum": ["yes", "no"]}
_CURSOR = Parameter("cursor", description="The `next_cursor` of the page before.")
_CASE_ID = Parameter("case_id", where="path")
_NO_JSON = "code `unsupported_media_type`"

FILTERS = (
    Parameter(
        "q",
        {"type": "string", "maxLength": 200},
        description="Words, each of which begins a file number (also an earlier one), an order, an invoice number or a "
        "word of the debtor's name.",
    ),
    Parameter("stage"),
    Parameter("processing"),
    Parameter("payment"),
    Parameter("transfer"),
    Parameter("mark", {"type": "string", "maxLength": LONGEST_MARK}),
    Parameter("portal", description="Id of a portal account."),
    Parameter("atriga", description="Customer number."),
    Parameter("open_from", description="Decimal, included."),
    Parameter("open_to", description="Decimal, included."),
    Parameter("handed_over_from", _DAY, description="A day in Germany, included."),
    Parameter("handed_over_to", _DAY, description="A day in Germany, included."),
    Parameter("needs_me", _YES_NO),
    Parameter("next_step"),
    Parameter("running", _YES_NO, description="What atriga works on, or all else."),
    Parameter("recovered", _YES_NO, description="Whether money came in since the hand-over."),
    Parameter(
        "recovered_in",
        {"type": "string", "pattern": MONTH_PATTERN},
        description="The month in which atriga told of money that came in or was taken back, such as `2026-11`; of "
        "the last 24 of each case.",
    ),
    Parameter("currency", {"type": "string", "pattern": CURRENCY_PATTERN}),
    Parameter("test", _YES_NO),
    Parameter(
        "sort",
        description="A column, with a minus before it the last first. `changed`, `handed_over` and `open` sort all "
        "cases, the others each page by itself. Where it is left out: by `open` or `handed_over` if one of them is "
        "bounded, else the newest change first; with `mark` what was marked last first.",
    ),
)

OPERATIONS = (
    Operation(
        method="GET",
        path="/cases",
        operation_id="listCases",
        summary="Lists cases, a page at a time.",
        description="A page may hold fewer cases than asked for, or none, and still be followed by another: where "
        "filters are combined, each page looks at 1,000 cases at most.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(
            _CURSOR,
            Parameter("limit", {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT}),
            *FILTERS,
        ),
        answers={200: Answer("A page.", CasePage)},
    ),
    Operation(
        method="GET",
        path="/cases.csv",
        operation_id="downloadCases",
        summary="Downloads the same view as a file.",
        description="UTF-8 with a byte order mark; German: semicolons and decimal commas. A file ends after 5,000 "
        'cases; its last line, and the header `Link` with `rel="next"`, then hold the address of the next part.',
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(
            Parameter("columns", description="Names of columns, with commas between them."),
            _CURSOR,
            *FILTERS,
        ),
        answers={200: Answer("The file.", other_content={"text/csv": TEXT})},
    ),
    Operation(
        method="POST",
        path="/cases/{case_id}/marks",
        operation_id="changeMarks",
        summary="Puts the merchant's own marks on a case, or takes them off.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        parameters=(_CASE_ID,),
        body=MarksBody,
        answers={200: Answer("The marks of the case.", Marks)},
        refusals={415: _NO_JSON},
    ),
    Operation(
        method="POST",
        path="/cases/bulk",
        operation_id="actOnCases",
        summary="Marks many cases, or orders the same for them: a pause, or reports of payments.",
        description=f"{MOST_CASES_AT_ONCE} cases at most; what became of each is told by itself, also where nothing "
        "was done for any. The same key and body again are the same orders.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        parameters=(
            Parameter(
                IDEMPOTENCY_HEADER, KEY_SCHEMA, where="header", description="Needed for `pause` and `report_payment`."
            ),
        ),
        body=BulkBody,
        answers={
            200: Answer("Of marks: what became of each case.", BulkOutcome),
            202: Answer("Of orders: what became of each case; what is ordered is told to atriga next.", BulkOutcome),
        },
        refusals={415: _NO_JSON},
    ),
    Operation(
        method="GET",
        path="/cases/views",
        operation_id="listViews",
        summary="Lists the merchant's saved views of the case table.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        answers={200: Answer("All of them.", ViewList)},
    ),
    Operation(
        method="POST",
        path="/cases/views",
        operation_id="changeViews",
        summary="Saves a view of the case table under a name, in place of another of that name, or forgets one.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        body=ViewBody,
        answers={200: Answer("All saved views.", ViewList)},
        refusals={415: _NO_JSON},
    ),
    Operation(
        method="GET",
        path="/cases/columns",
        operation_id="listColumns",
        summary="Lists the columns of the case table that the merchant usually sees.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        answers={200: Answer("The columns.", UsualColumns)},
    ),
    Operation(
        method="POST",
        path="/cases/columns",
        operation_id="changeColumns",
        summary="Chooses the columns that the merchant usually sees.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        body=ColumnsBody,
        answers={200: Answer("The columns.", UsualColumns)},
        refusals={415: _NO_JSON},
    ),
)

PAGES: frozenset[str] = frozenset()
