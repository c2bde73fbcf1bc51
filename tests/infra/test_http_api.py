from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts.generate_openapi import FUNCTIONS
from tests.infra.synthesis import PROJECT, properties, text

if TYPE_CHECKING:
    from aws_cdk.assertions import Template

ROUTES = {
    "Activate": {
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
        "/settings/notifications",
        "/settings/programs",
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
    },
    "Export": {
        "/exports",
        "/exports/{export_id}",
        "/exports/{export_id}/items",
        "/exports/{export_id}/items/{order_id}",
    },
    "Notifications": {"/boss/notifications", "/dreamrobot/events/{address}"},
    "CasesApi": {
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
        "/review",
        "/review/{case_id}",
        "/inbox",
        "/inbox/{case_id}/{inquiry_id}",
        "/payouts",
        "/payouts.csv",
        "/payouts/{customer_number}/{payout_id}",
        "/overview",
        "/dreamrobot/collection-data",
    },
    "News": {"/feed/{address}", "/mail/confirmation/{address}", "/mail/unsubscribe/{address}"},
}


def _stage(template: Template) -> dict[str, Any]:
    (stage,) = properties(template, "AWS::ApiGatewayV2::Stage").values()
    return dict(stage)


def _routes(template: Template) -> dict[str, set[str]]:
    functions = {
        integration: text(found["IntegrationUri"]).removeprefix("<Functions").removesuffix("Function.Arn>")
        for integration, found in properties(template, "AWS::ApiGatewayV2::Integration").items()
    }
    routes: dict[str, set[str]] = {}
    for route in properties(template, "AWS::ApiGatewayV2::Route").values():
        integration = text(route["Target"]).removeprefix("integrations/").strip("<>")
        routes.setdefault(functions[integration], set()).add(route["RouteKey"])
    return routes


def test_each_path_leads_to_its_function_whatever_the_method_and_the_rest_to_a_page_that_says_so(
    prod: Template,
) -> None:
    expected = {function: {f"ANY {path}" for path in paths} for function, paths in ROUTES.items()}
    expected["Activate"].add("$default")
    assert _routes(prod) == expected


def test_every_path_of_the_contract_that_is_built_has_a_route() -> None:
    contract = yaml.safe_load((PROJECT / "contracts" / "app.openapi.yaml").read_text())

    assert set(contract["paths"]) <= {path for paths in ROUTES.values() for path in paths}


def test_paths_begin_at_the_root_of_the_address(prod: Template) -> None:
    assert _stage(prod)["StageName"] == "$default"
    assert _stage(prod)["AutoDeploy"] is True


def test_requests_are_throttled(prod: Template) -> None:
    assert _stage(prod)["DefaultRouteSettings"] == {"ThrottlingRateLimit": 50, "ThrottlingBurstLimit": 100}


def test_every_request_is_logged_as_json_into_a_log_of_its_own(prod: Template) -> None:
    settings = _stage(prod)["AccessLogSettings"]

    assert text(settings["DestinationArn"]) == "<HttpApiAccessLog.Arn>"
    assert json.loads(settings["Format"])["requestId"] == "$context.requestId"


@pytest.mark.parametrize(
    "personal", ["path", "Path", "query", "Query", "sourceIp", "userAgent", "cookie", "header", "authorizer", "domain"]
)
def test_the_access_log_holds_nothing_that_tells_of_a_person(prod: Template, personal: str) -> None:
    values = json.loads(_stage(prod)["AccessLogSettings"]["Format"]).values()

    assert not any(personal in value for value in values)


def test_functions_get_the_events_that_they_can_read(prod: Template) -> None:
    integrations = properties(prod, "AWS::ApiGatewayV2::Integration").values()

    assert {integration["PayloadFormatVersion"] for integration in integrations} == {"2.0"}


def test_every_path_of_the_api_is_described_or_named_as_a_page(prod: Template) -> None:
    described = {
        route.partition(" ")[2]
        for function in FUNCTIONS.values()
        for route in (*(one.route for one in function.OPERATIONS), *function.PAGES)
    }
    reached = {route.partition(" ")[2] for routes in _routes(prod).values() for route in routes if route != "$default"}
    assert {_without_names(path) for path in reached} == {_without_names(path) for path in described}


def _without_names(path: str) -> str:
    return re.sub(r"{[^}]*}", "{}", path)
