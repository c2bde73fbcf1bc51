"""The functions that merchants and DreamRobot speak to over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra import limits
from infra.constructs.app_function import FunctionSpec
from infra.constructs.storage import BY_TIME, READ

if TYPE_CHECKING:
    from infra.constructs.app_function import AppFunction
    from infra.constructs.surroundings import Maker, Surroundings


def make_activate(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function of launch, sign-in, installation, activation and settings."""
    function = make(
        "Activate",
        FunctionSpec(
            name="activate",
            handler="functions.activate.handler.handle",
            description="Launch, sign-in, installation, activation and settings",
            size=limits.ACTIVATION,
        ),
    )
    around.api.route(
        function,
        "/",
        "/api",
        "/openapi.json",
        "/launch",
        "/sign-out",
        "/activate",
        "/settings",
        "/settings/portal-accounts",
        "/settings/language",
        "/settings/changes",
        "/settings/leave",
        "/settings/programs",
        "/settings/notifications",
        "/settings/accounts/{customer_number}",
        "/settings/accounts/{customer_number}/check",
        "/settings/accounts/{customer_number}/code",
        "/settings/accounts/{customer_number}/mode",
        "/settings/accounts/{customer_number}/rules",
        "/settings/accounts/{customer_number}/payment-methods",
        "/settings/accounts/{customer_number}/deactivate",
        "/assets/{file}",
        "/dreamrobot/installations",
        "/dreamrobot/installations/{merchant_id}",
    )
    around.api.route_the_rest(function)
    function.tell(
        public_url=around.api.url, boss_url=around.config.boss_url, dreamrobot_url=around.config.dreamrobot_url
    )
    around.storage.accounts.open_to(function, *READ, "PutItem", "UpdateItem", "DeleteItem")
    around.storage.cases.open_to(function, "Query", "DeleteItem")
    around.storage.runtime.open_to(function, *READ, "PutItem", "UpdateItem", "DeleteItem")
    around.secrets.open_dreamrobot_to(function)
    around.secrets.open_merchants_to(function, "GetSecretValue", "CreateSecret", "PutSecretValue", "DeleteSecret")
    around.queues.commands.open_to(function)
    around.mail.open_to(function)
    return function


def make_export(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function that takes exports in."""
    function = make(
        "Export",
        FunctionSpec(
            name="export",
            handler="functions.export.handler.handle",
            description="Takes exports in and tells how far they are",
            size=limits.HTTP_FUNCTION,
        ),
    )
    around.api.route(
        function,
        "/exports",
        "/exports/{export_id}",
        "/exports/{export_id}/items",
        "/exports/{export_id}/items/{order_id}",
    )
    function.tell(public_url=around.api.url)
    around.storage.accounts.open_to(function, *READ)
    around.storage.cases.open_to(function, *READ, "PutItem", "UpdateItem", indexes=[BY_TIME])
    around.storage.runtime.open_to(function, "GetItem", "UpdateItem")
    around.secrets.open_dreamrobot_to(function)
    around.queues.exports.open_to(function)
    return function


def make_cases_api(make: Maker, around: Surroundings) -> AppFunction:
    """Make the function of everything that merchants see and do with their cases."""
    function = make(
        "CasesApi",
        FunctionSpec(
            name="cases-api",
            handler="functions.cases_api.handler.handle",
            description="Shows cases, as JSON and as pages, and takes what is done from their table and review",
            size=limits.HTTP_FUNCTION,
        ),
    )
    around.api.route(
        function,
        "/cases",
        "/cases.csv",
        "/cases/bulk",
        "/cases/columns",
        "/cases/views",
        "/cases/{case_id}",
        "/cases/{case_id}/actions",
        "/cases/{case_id}/actions/{kind}",
        "/cases/{case_id}/documents",
        "/cases/{case_id}/documents/{document_id}",
        "/cases/{case_id}/marks",
        "/cases/{case_id}/proposals/{proposal_id}",
        "/inbox",
        "/inbox/{case_id}/{inquiry_id}",
        "/payouts",
        "/payouts.csv",
        "/payouts/{customer_number}/{payout_id}",
        "/overview",
        "/review",
        "/review/{case_id}",
        "/dreamrobot/collection-data",
    )
    function.tell(public_url=around.api.url, boss_url=around.config.boss_url)
    around.storage.accounts.open_to(function, *READ)
    around.storage.cases.open_to(
        function, *READ, "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem", indexes=[BY_TIME]
    )
    # Written is what the circuit breaker before the gateway keeps.
    around.storage.runtime.open_to(function, "GetItem", "PutItem", "UpdateItem")
    around.secrets.open_merchants_to(function, "GetSecretValue")
    around.secrets.open_dreamrobot_to(function)
    around.queues.commands.open_to(function)
    return function
