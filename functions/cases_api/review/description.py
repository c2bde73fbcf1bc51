"""The routes of the review as programs call them."""

from __future__ import annotations

from functions.cases_api.review.bodies import DraftBody, DraftsBody
from functions.cases_api.review.schemas import Draft, DraftDecision, DraftDecisions, DraftPage
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation, Parameter, see_other

_CASE_ID = Parameter("case_id", where="path")
_NO_JSON = "code `unsupported_media_type`"

OPERATIONS = (
    Operation(
        method="GET",
        path="/review",
        operation_id="listDrafts",
        summary="Lists the cases that wait for the merchant's approval, those with missing facts first.",
        description="A page may hold fewer drafts than there is room for, or none, and still be followed by another.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(Parameter("cursor", description="The `next_cursor` of the page before."),),
        answers={200: Answer("A page.", DraftPage)},
    ),
    Operation(
        method="POST",
        path="/review",
        operation_id="decideOnDrafts",
        summary="Approves or discards some drafts, or approves all.",
        description="Each draft is decided on as it was seen: where its revision is another by now, nothing is done "
        "with it. A repeat finds those decided on before. To approve all takes as many as there is time for; "
        "`next_cursor` then says where to go on.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        body=DraftsBody,
        answers={200: Answer("What became of each draft.", DraftDecisions)},
        refusals={415: _NO_JSON},
    ),
    Operation(
        method="GET",
        path="/review/{case_id}",
        operation_id="getDraft",
        summary="Reads one draft: exactly what would be sent, what keeps it back, and how it was corrected.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID,),
        answers={200: Answer("The draft.", Draft), **see_other("To the case, where it is no draft any more.")},
    ),
    Operation(
        method="POST",
        path="/review/{case_id}",
        operation_id="actOnDraft",
        summary="Corrects, approves or discards one draft.",
        description="Only a correction reads `debtor`, `positions`, `reminders` and `disputed`; it is judged by the "
        "rules for orders, and what was read first is kept beside it.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        parameters=(_CASE_ID,),
        body=DraftBody,
        answers={200: Answer("What became of it.", DraftDecision)},
        refusals={
            415: _NO_JSON,
            409: "code `changed` (since the revision that was sent) or `decided_before`; nothing was done",
            422: "code `invalid_request`, or `kept_back` where it cannot be approved as it is, with `errors`",
        },
    ),
)

PAGES: frozenset[str] = frozenset()
