"""The routes of exports as programs call them."""

from __future__ import annotations

from functions.export.item_form import AnswersBody
from functions.export.item_routes import NothingBody
from functions.export.request import ExportRequest
from functions.export.routes import EXPORTS_AT_ONCE, MOST_EXPORTS_AT_ONCE
from functions.export.schemas import Export, ExportPage, ItemAlone
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation, Parameter

_EXPORT_ID = Parameter("export_id", where="path")
_ORDER_ID = Parameter("order_id", where="path")

OPERATIONS = (
    Operation(
        method="GET",
        path="/exports",
        operation_id="listExports",
        summary="Lists the merchant's exports, the newest first.",
        callers=(Caller.MERCHANT,),
        scope=Scope.EXPORTS_READ,
        parameters=(
            Parameter("cursor", description="The `next_cursor` of the page before."),
            Parameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": MOST_EXPORTS_AT_ONCE, "default": EXPORTS_AT_ONCE},
            ),
        ),
        answers={200: Answer("A page.", ExportPage)},
    ),
    Operation(
        method="POST",
        path="/exports",
        operation_id="createExport",
        summary="Hands orders to the app.",
        description="`webhook-id` (for a merchant: `Idempotency-Key`) is the export's identity: the same id and body "
        "is answered as the first time, another body under it with 409.",
        callers=(Caller.DREAMROBOT, Caller.MERCHANT),
        scope=Scope.EXPORTS_WRITE,
        parameters=(
            Parameter(
                "Idempotency-Key",
                {"type": "string", "pattern": r"^[A-Za-z0-9._~:-]{1,128}$"},
                "header",
                "The export's identity where a merchant calls.",
            ),
        ),
        body=ExportRequest,
        answers={202: Answer("Taken.", Export)},
        refusals={
            403: "code `merchant_not_active`, or `insufficient_scope` of a token",
            404: "code `unknown_merchant`",
            409: "code `export_id_reused`",
            503: "code `try_again`; a repeat goes on where it stopped",
        },
    ),
    Operation(
        method="GET",
        path="/exports/{export_id}",
        operation_id="getExport",
        summary="Tells how far an export is, and what became of each order.",
        callers=(Caller.DREAMROBOT, Caller.MERCHANT),
        scope=Scope.EXPORTS_READ,
        parameters=(
            _EXPORT_ID,
            Parameter("merchant_id", description="Whose export it is, where DreamRobot asks."),
        ),
        answers={200: Answer("How far it is.", Export)},
    ),
    Operation(
        method="POST",
        path="/exports/{export_id}/items",
        operation_id="evaluateItemsAgain",
        summary="Has every order of an export that is kept back read from DreamRobot and evaluated again.",
        description="Where none is kept back nothing happens, so the same call again is harmless.",
        callers=(Caller.MERCHANT,),
        scope=Scope.EXPORTS_WRITE,
        parameters=(_EXPORT_ID,),
        body=NothingBody,
        answers={202: Answer("Done as far as needed.", Export)},
        refusals={415: "code `unsupported_media_type`"},
    ),
    Operation(
        method="GET",
        path="/exports/{export_id}/items/{order_id}",
        operation_id="getItem",
        summary="Reads one order of an export: its findings, what was answered so far, and what may be answered.",
        callers=(Caller.MERCHANT,),
        scope=Scope.EXPORTS_READ,
        parameters=(_EXPORT_ID, _ORDER_ID),
        answers={200: Answer("The order.", ItemAlone)},
    ),
    Operation(
        method="POST",
        path="/exports/{export_id}/items/{order_id}",
        operation_id="answerItem",
        summary="Answers what is missing of an order that is kept back, and has it evaluated again.",
        description="Without any answer it is only read from DreamRobot and evaluated again. The same answers again "
        "are answered as the first time, whatever became of the order since.",
        callers=(Caller.MERCHANT,),
        scope=Scope.EXPORTS_WRITE,
        parameters=(_EXPORT_ID, _ORDER_ID),
        body=AnswersBody,
        answers={202: Answer("Kept, and evaluated next.", ItemAlone)},
        refusals={
            409: "code `not_kept_back`: the order waits to be evaluated, or is in a case; nothing was changed",
            415: "code `unsupported_media_type`",
        },
    ),
)

PAGES: frozenset[str] = frozenset()
