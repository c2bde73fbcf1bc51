"""The routes that DreamRobot calls to install the app and to open it, and the pages of activation and settings."""

from __future__ import annotations

from functions.activate.installation import InstallationRequest
from functions.activate.schemas import Installed, NotificationSettings, Settings
from shared.domain.api_token import Scope
from shared.web.description import TEXT, Answer, Caller, Operation, Parameter, see_other

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
        description="Codes are deleted; running cases are kept until their retention ends.",
        callers=(Caller.DREAMROBOT,),
        parameters=(Parameter("merchant_id", where="path"),),
        answers={204: Answer("Gone.")},
        refusals={404: "code `unknown_merchant`"},
    ),
    Operation(
        method="GET",
        path="/launch",
        operation_id="launch",
        summary="Opens the app in the browser of a merchant who is signed in to DreamRobot.",
        callers=(Caller.ANYBODY,),
        parameters=(
            Parameter("token", description="The launch token.", is_required=True),
            Parameter("to", description="A path within the app."),
        ),
        answers=see_other("Signed in; to the page."),
        refusals={401: "A page that says how to open the app again; code `invalid_launch_token`."},
    ),
    Operation(
        method="GET",
        path="/settings",
        operation_id="readSettings",
        summary="Reads accounts, rules of the hand-over, and the language.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        answers={200: Answer("The settings.", Settings)},
    ),
    Operation(
        method="GET",
        path="/settings/notifications",
        operation_id="readNotificationSettings",
        summary="Reads which news are mailed where and how often, and whether there is a feed.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        answers={200: Answer("The settings.", NotificationSettings)},
    ),
    Operation(
        method="GET",
        path="/openapi.json",
        operation_id="readDescription",
        summary="This description.",
        callers=(Caller.ANYBODY,),
        answers={200: Answer("The description.", other_content={"application/json": {"type": "object"}})},
    ),
    Operation(
        method="GET",
        path="/api",
        operation_id="showDescription",
        summary="This description as a page.",
        callers=(Caller.ANYBODY,),
        answers={200: Answer("The page.", other_content={"text/html": TEXT})},
    ),
)

PAGES = frozenset(
    {
        "GET /",
        "POST /sign-out",
        "GET /activate",
        "POST /activate",
        "GET /settings/changes",
        "POST /settings/portal-accounts",
        "POST /settings/language",
        "GET /settings/leave",
        "POST /settings/leave",
        "POST /settings/notifications",
        "GET /settings/programs",
        "POST /settings/programs",
        "GET /settings/accounts/{customer_number}",
        "GET /settings/accounts/{customer_number}/{action}",
        "POST /settings/accounts/{customer_number}/{action}",
        "GET /assets/{file_name}",
    }
)
