"""The routes of notifications as DreamRobot and the gateway call them."""

from __future__ import annotations

from shared.web.description import Answer, Caller, Operation, Parameter

OPERATIONS = (
    Operation(
        method="POST",
        path="/dreamrobot/events/{address}",
        operation_id="receiveDreamRobotEvent",
        summary="Takes a notification of DreamRobot's event handler.",
        description="The address is secret and belongs to one merchant. The body is not read.",
        callers=(Caller.ANYBODY,),
        parameters=(Parameter("address", where="path"),),
        answers={204: Answer("Noted.")},
        refusals={404: "Unknown address."},
    ),
    Operation(
        method="POST",
        path="/boss/notifications",
        operation_id="receiveBossPush",
        summary="Takes a push of the gateway, signed with the key that the app gave to it when it subscribed.",
        callers=(Caller.GATEWAY,),
        answers={204: Answer("Noted; a sync follows.")},
    ),
)

PAGES: frozenset[str] = frozenset()
