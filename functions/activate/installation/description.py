"""The routes that DreamRobot calls to install the app and to take it out again."""

from __future__ import annotations

from functions.activate.installation.installation import InstallationRequest
from functions.activate.installation.schemas import Installed
from shared.web.description import Answer, Caller, Operation, Parameter

OPERATIONS = (
    Operation(
        method="POST",
        path="/dreamrobot/installations",
        operation_id="install",
        summary="Gives the app a merchant's REST API access.",
        callers=(Caller.DREAMROBOT,),
        body=InstallationRequest,
        answers={
            201: Answer("Installed.", Installed),
            200: Answer("Known; the access was replaced.", Installed),
        },
    ),
    Operation(
        method="DELETE",
        path="/dreamrobot/installations/{merchant_id}",
        operation_id="uninstall",
        summary="The merchant leaves.",
        description="Codes are deleted; cases and the record of changes are kept.",
        callers=(Caller.DREAMROBOT,),
        parameters=(Parameter("merchant_id", where="path"),),
        answers={204: Answer("Gone.")},
        refusals={404: "code `unknown_merchant`"},
    ),
)

PAGES: frozenset[str] = frozenset()
