"""The route that DreamRobot sends a merchant's browser to, and the pages of coming and going."""

from __future__ import annotations

from shared.web.description import Caller, Operation, Parameter, see_other

OPERATIONS = (
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
)

PAGES = frozenset({"GET /", "POST /sign-out"})
