"""The routes of the settings of notifications as programs call them."""

from __future__ import annotations

from functions.activate.accounts.description import NO_FORM
from functions.activate.notifications.bodies import NotificationsBody
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
    Operation(
        method="POST",
        path="/settings/notifications",
        operation_id="changeNotificationSettings",
        summary="Chooses how often news are mailed, or ends the mails or the feed.",
        description="Where mails go, and an address of the feed, is for people on the page alone.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_WRITE,
        body=NotificationsBody,
        answers={200: Answer("The settings as they are now.", NotificationSettings)},
        refusals=NO_FORM,
    ),
)

PAGES: frozenset[str] = frozenset()
