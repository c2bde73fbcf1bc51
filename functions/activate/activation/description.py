"""The routes of the activation as programs call them."""

from __future__ import annotations

from functions.activate.accounts.description import ATRIGA_REFUSES, NO_FORM
from functions.activate.activation.form import ActivationBody
from functions.activate.activation.schemas import Activated, Activation
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation

OPERATIONS = (
    Operation(
        method="GET",
        path="/activate",
        operation_id="readActivation",
        summary="Tells what stands of the activation, and the steps that lead there.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_READ,
        answers={200: Answer("What is connected.", Activation)},
    ),
    Operation(
        method="POST",
        path="/activate",
        operation_id="activate",
        summary="Connects an atriga account, or renews the code of one that is connected.",
        description="Portal accounts that feed none are fetched from DreamRobot and connected to it. Where DreamRobot "
        "does not tell them, the account is connected all the same.",
        callers=(Caller.MERCHANT,),
        scope=Scope.SETTINGS_WRITE,
        body=ActivationBody,
        answers={200: Answer("Connected.", Activated)},
        refusals={**NO_FORM, **ATRIGA_REFUSES, 409: "code `changed_meanwhile`: the merchant left at the same moment"},
    ),
)

PAGES: frozenset[str] = frozenset()
