"""The routes of exports as programs call them."""

from __future__ import annotations

from functions.export.request import ExportRequest
from functions.export.schemas import Export
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation, Parameter

OPERATIONS = (
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
            Parameter("export_id", where="path"),
            Parameter("merchant_id", description="Whose export it is, where DreamRobot asks."),
        ),
        answers={200: Answer("How far it is.", Export)},
    ),
)

PAGES = frozenset(
    {
        "GET /exports",
        "POST /exports/{export_id}/items",
        "GET /exports/{export_id}/items/{order_id}",
        "POST /exports/{export_id}/items/{order_id}",
    }
)
