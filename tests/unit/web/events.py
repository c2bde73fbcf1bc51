"""Requests as API Gateway hands them to a function (HTTP API, payload 2.0)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
REFERENCE = "reference-1"


def make_raw_event(
    method: str = "GET",
    path: str = "/",
    *,
    query: str = "",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    cookies: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": dict(headers or {}),
        "cookies": list(cookies),
        "requestContext": {
            "domainName": "api.example",
            "http": {"method": method, "path": path},
            "requestId": REFERENCE,
            "stage": "$default",
        },
        "body": None if body is None else base64.b64encode(body).decode(),
        "isBase64Encoded": body is not None,
    }


def make_event(
    method: str = "GET",
    path: str = "/",
    *,
    query: str = "",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    cookies: Sequence[str] = (),
) -> APIGatewayProxyEventV2:
    return APIGatewayProxyEventV2(
        make_raw_event(method, path, query=query, headers=headers, body=body, cookies=cookies)
    )
