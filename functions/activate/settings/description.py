"""The routes of the settings as programs call them, and the pages besides."""

from __future__ import annotations

from functions.activate.settings.schemas import Settings
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation

OPERATIONS = (
    Operation(
        method="GET",
        path="/settings",
        operation_id="readSettings",
        summary="Reads accounts, rules of the hand-over, and the language.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        answers={200: Answer("The settings.", Settings)},
    ),
)

PAGES = frozenset(
    {
        "GET /settings/changes",
        "POST /settings/portal-accounts",
        "POST /settings/language",
        "GET /settings/leave",
        "POST /settings/leave",
    }
)
