"""The routes of the settings of notifications as programs call them, and the form."""

from __future__ import annotations

from functions.activate.notifications.schemas import NotificationSettings
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation

OPERATIONS = (
    Operation(
        method="GET",
        path="/settings/notifications",
        operation_id="readNotificationSettings",
        summary="Reads which news are mailed where and how often, and whether there is a feed.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        answers={200: Answer("The settings.", NotificationSettings)},
    ),
)

PAGES = frozenset({"POST /settings/notifications"})
