"""The routes of one atriga account as programs call them, and the pages besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.activate.accounts.bodies import CodeBody, DeactivationBody, ModeBody, NoFields, RulesBody
from functions.activate.accounts.refusals import CODES
from functions.activate.accounts.routes import ACTIONS
from functions.activate.accounts.schemas import AtrigaAccountAndChoices
from functions.activate.foreign_systems import DreamRobotCause, RefusalCause
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation, Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

_PATH = "/settings/accounts/{customer_number}"
_PARAMETERS = (Parameter("customer_number", where="path"),)
NO_FORM = {415: "code `unsupported_media_type`: a body that does not say that it is JSON"}
_CHANGED = {409: "code `changed_meanwhile`: the revision is not the present one any more"}
ATRIGA_REFUSES: Mapping[int, str] = {
    422: "code `invalid_request`, with `errors`; or why atriga does not let the account in: "
    + ", ".join(
        f"`{CODES[cause]}`"
        for cause in RefusalCause
        if cause not in {RefusalCause.RATE_LIMITED, RefusalCause.UNAVAILABLE}
    ),
    429: "code `too_many_requests`, or `rate_limited` where atriga asks to slow down; with Retry-After",
    503: "code `atriga_away`, with Retry-After; nothing was changed",
}


def _change(
    action: str,
    operation_id: str,
    summary: str,
    body: type[BaseModel],
    refusals: Mapping[int, str],
    description: str | None = None,
) -> Operation:
    return Operation(
        method="POST",
        path=f"{_PATH}/{action}",
        operation_id=operation_id,
        summary=summary,
        description=description,
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_WRITE,
        parameters=_PARAMETERS,
        body=body,
        answers={200: Answer("The account as it is now.", AtrigaAccountAndChoices)},
        refusals={**NO_FORM, **refusals},
    )


OPERATIONS = (
    Operation(
        method="GET",
        path=_PATH,
        operation_id="readAtrigaAccount",
        summary="Reads one atriga account: its state, its last check, its mode, and its rules of the hand-over.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        parameters=_PARAMETERS,
        answers={200: Answer("The account.", AtrigaAccountAndChoices)},
    ),
    _change(
        "check",
        "checkAtrigaAccount",
        "Asks atriga anew what the account may do.",
        NoFields,
        {**ATRIGA_REFUSES, 409: "code `account_deactivated`, or `changed_meanwhile`"},
        "One that was stopped works again, with what waited for it; one that atriga does not let in now is stopped.",
    ),
    _change(
        "code",
        "changeAuthenticationCode",
        "Keeps another authentication code once atriga confirmed it.",
        CodeBody,
        ATRIGA_REFUSES,
        "An account that was stopped or deactivated works again. Where atriga refuses the code, the old one stays.",
    ),
    _change(
        "mode",
        "switchMode",
        "Makes the cases to come real ones or test cases.",
        ModeBody,
        {409: "code `changed_meanwhile`, or `mode_not_offered`: atriga takes no test cases from this account"},
    ),
    _change(
        "rules",
        "changeRules",
        "Changes rules of the hand-over; those that are left out stay as they are.",
        RulesBody,
        _CHANGED,
        "A payment term can be set for a payment method that DreamRobot told, or that has one already.",
    ),
    _change(
        "payment-methods",
        "fetchPaymentMethods",
        "Asks DreamRobot for the merchant's payment methods; this counts against the daily quota.",
        NoFields,
        {503: f"code {', '.join(f'`{cause.value}`' for cause in DreamRobotCause)}; what is known stays"},
    ),
    _change(
        "deactivate",
        "deactivateAtrigaAccount",
        "Deletes the code, disconnects the portal accounts, and stops the account until a code is sent anew.",
        DeactivationBody,
        _CHANGED,
        "One that is deactivated already is answered like the first time.",
    ),
)

PAGES = frozenset(f"GET {_PATH}/{action}" for action in ACTIONS)
