"""The routes of the settings as programs call them, and the pages besides."""

from __future__ import annotations

from functions.activate.accounts.description import NO_FORM
from functions.activate.foreign_systems import DreamRobotCause
from functions.activate.settings.bodies import LanguageBody, PortalAccountsBody
from functions.activate.settings.schemas import ChosenLanguage, PortalAccounts, Settings, SettingsChanges
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation, Parameter

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
    Operation(
        method="GET",
        path="/settings/changes",
        operation_id="listSettingsChanges",
        summary="Lists who changed what when, the newest first.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        parameters=(Parameter("cursor", description="The `next_cursor` of the page before."),),
        answers={200: Answer("A page.", SettingsChanges)},
    ),
    Operation(
        method="POST",
        path="/settings/portal-accounts",
        operation_id="changePortalAccounts",
        summary="Fetches the portal accounts from DreamRobot, or connects them to atriga accounts.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_WRITE,
        body=PortalAccountsBody,
        answers={200: Answer("The portal accounts as they are now.", PortalAccounts)},
        refusals={
            **NO_FORM,
            409: "code `changed_meanwhile`: the version is not the present one",
            503: f"code {', '.join(f'`{cause.value}`' for cause in DreamRobotCause)}; nothing was changed",
        },
    ),
    Operation(
        method="POST",
        path="/settings/language",
        operation_id="chooseLanguage",
        summary="Chooses the language of everything that the app tells the merchant.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_WRITE,
        body=LanguageBody,
        answers={200: Answer("The language.", ChosenLanguage)},
        refusals={**NO_FORM, 409: "code `changed_meanwhile`: another one was chosen at the same time"},
    ),
)

PAGES = frozenset({"GET /settings/leave", "POST /settings/leave"})
