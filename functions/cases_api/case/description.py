"""The routes of one case, of its actions and of its documents as programs call them."""

from __future__ import annotations

from typing import Any

from functions.cases_api.case.action_api import ActionBody, DecisionBody
from functions.cases_api.case.schemas import ActionOffer, ActionOffers, DecidedProposal, DocumentList, OrderedAction
from functions.cases_api.documents_in_forms import DocumentFields
from functions.cases_api.idempotency import IDEMPOTENCY_HEADER, KEY_SCHEMA
from functions.cases_api.schemas import CaseRow
from shared.domain.api_token import Scope
from shared.domain.cases.case_actions import ACTIONS
from shared.web.description import Answer, Caller, Operation, Parameter, see_other

_CASE_ID = Parameter("case_id", where="path")
_KIND_SCHEMA: dict[str, Any] = {"type": "string", "enum": [kind.value for kind in ACTIONS]}
_KIND = Parameter("kind", _KIND_SCHEMA, where="path")
_AWAY = "code `atriga_away`, with Retry-After; nothing was done"
_REFUSED = "code `account_refused`, `action_not_offered` or `case_unknown_to_atriga`"

OPERATIONS = (
    Operation(
        method="GET",
        path="/cases/{case_id}",
        operation_id="getCase",
        summary="Reads one case.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID,),
        answers={200: Answer("The case.", CaseRow)},
    ),
    Operation(
        method="GET",
        path="/cases/{case_id}/actions",
        operation_id="listActions",
        summary="Tells of every action of a case whether it is offered now, and at which price.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID,),
        answers={200: Answer("All actions.", ActionOffers)},
    ),
    Operation(
        method="GET",
        path="/cases/{case_id}/actions/{kind}",
        operation_id="getAction",
        summary="Tells the same of one action.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID, _KIND),
        answers={200: Answer("The action.", ActionOffer)},
    ),
    Operation(
        method="POST",
        path="/cases/{case_id}/actions/{kind}",
        operation_id="orderAction",
        summary="Orders an action.",
        description="Each action reads its own fields. `report_payment`: `amount`, `value_date`, and `order_id` where "
        "the case has several. `reduce`: `amount`, `reason`, `order_id`. `pause`: `until`, `reason` as free text. "
        "`resume`: none. `decide_court`: `decision`, and `accepted_price` to approve. `withdraw`: `reason`, `note`, "
        "`accepted_price`. With `proposal_id` any of them takes what the watch proposed. `upload_document` alone is a "
        "form with a file. The same key and body again are the same order.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        parameters=(
            _CASE_ID,
            _KIND,
            Parameter(IDEMPOTENCY_HEADER, KEY_SCHEMA, where="header", is_required=True),
        ),
        body=ActionBody,
        upload=DocumentFields,
        answers={202: Answer("Kept, and told to atriga next.", OrderedAction, headers={"Location": "The case."})},
        refusals={
            409: "code `idempotency_key_reused`, `action_not_possible`, `price_changed` (`errors` name today's price), "
            "`decided_before` (the proposal), `account_refused`, `action_not_offered` or `case_unknown_to_atriga`; "
            "nothing was done",
            415: "code `unsupported_media_type`: a document is sent as a form, everything else as JSON",
            503: _AWAY,
        },
    ),
    Operation(
        method="POST",
        path="/cases/{case_id}/proposals/{proposal_id}",
        operation_id="decideOnProposal",
        summary="Puts aside what the watch proposed.",
        description="The inbox tells what is proposed. A proposal is taken by ordering its action with `proposal_id`.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        parameters=(_CASE_ID, Parameter("proposal_id", where="path")),
        body=DecisionBody,
        answers={200: Answer("Put aside, now or before.", DecidedProposal)},
        refusals={
            409: "code `decided_before`: what was proposed was ordered",
            415: "code `unsupported_media_type`",
        },
    ),
    Operation(
        method="GET",
        path="/cases/{case_id}/documents",
        operation_id="listDocuments",
        summary="Lists the documents of a case.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID,),
        answers={200: Answer("The documents, those of one kind together, the newest first.", DocumentList)},
        refusals={409: _REFUSED, 503: _AWAY},
    ),
    Operation(
        method="GET",
        path="/cases/{case_id}/documents/{document_id}",
        operation_id="openDocument",
        summary="Leads to a document.",
        description="The address is asked of atriga at each call. It ends soon and may ask for a sign-in.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID, Parameter("document_id", where="path")),
        answers=see_other("To the document."),
        refusals={
            404: "code `not_found` or `document_gone`",
            409: _REFUSED,
            502: "code `document_address_refused`: atriga gave an address that is not encrypted",
            503: _AWAY,
        },
    ),
)

PAGES: frozenset[str] = frozenset()
