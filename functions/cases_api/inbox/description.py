"""The routes of the inbox as programs call them."""

from __future__ import annotations

from functions.cases_api.inbox.inquiry_routes import AnswerBody, AnswerFields
from functions.cases_api.inbox.schemas import Inbox, Inquiry
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation, Parameter

_CASE_ID = Parameter("case_id", where="path")
_INQUIRY_ID = Parameter("inquiry_id", where="path")

OPERATIONS = (
    Operation(
        method="GET",
        path="/inbox",
        operation_id="readInbox",
        summary="Lists atriga's open questions, the nearest day first, and what the watch proposes.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(
            Parameter("cursor", description="The `next_cursor` of the page before."),
            Parameter("proposals", description="The `next_proposals_cursor` of the page before."),
        ),
        answers={200: Answer("A page.", Inbox)},
    ),
    Operation(
        method="GET",
        path="/inbox/{case_id}/{inquiry_id}",
        operation_id="getInquiry",
        summary="Reads one question, and how far its answer is.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        parameters=(_CASE_ID, _INQUIRY_ID),
        answers={200: Answer("The question.", Inquiry)},
    ),
    Operation(
        method="POST",
        path="/inbox/{case_id}/{inquiry_id}",
        operation_id="answerInquiry",
        summary="Answers a question; the same answer again is the same one.",
        description="With a document it is a form, else JSON. A question that asks for a document is answered by it.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_ACT,
        parameters=(_CASE_ID, _INQUIRY_ID),
        body=AnswerBody,
        upload=AnswerFields,
        answers={202: Answer("Kept, and told to atriga next.", Inquiry)},
        refusals={
            409: "the code says why the question cannot be answered so, or not any more",
            415: "code `unsupported_media_type`",
        },
    ),
)

PAGES: frozenset[str] = frozenset()
