"""The feed, which feed readers call, and the pages behind the links of mails."""

from __future__ import annotations

from shared.web.description import TEXT, Answer, Caller, Operation, Parameter

OPERATIONS = (
    Operation(
        method="GET",
        path="/feed/{address}",
        operation_id="readFeed",
        summary="The newest 100 pieces of news as an Atom feed (RFC 4287).",
        description="The address is secret and belongs to one merchant. ETag and Last-Modified make a repeat cheap.",
        callers=(Caller.ANYBODY,),
        parameters=(Parameter("address", where="path"),),
        answers={
            200: Answer("The feed.", other_content={"application/atom+xml": TEXT}),
            304: Answer("The caller has it already."),
        },
        refusals={404: "code `not_found`: nobody made this address, or it was made anew since"},
    ),
)

PAGES = frozenset(
    {
        "GET /mail/confirmation/{address}",
        "POST /mail/confirmation/{address}",
        "GET /mail/unsubscribe/{address}",
        "POST /mail/unsubscribe/{address}",
    }
)
