"""The checker that the contract tests rest on finds what does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.openapi import ContractChecker

CONTRACTS = Path(__file__).parents[2] / "contracts"

DREAMROBOT = ContractChecker(CONTRACTS / "dreamrobot-rest.openapi.yaml")

BOSS = ContractChecker(CONTRACTS / "boss-gateway.openapi.yaml")

TOKEN = {"access_token": "a", "expires_in": 3600, "token_type": "Bearer", "scope": "*", "ack": "success"}

GRANT = {"grant_type": "client_credentials"}


def ask_token(url: str = "http://127.0.0.1:8080/rest/v1.1/token.php", **options: Any) -> httpx.Request:
    return httpx.Request("POST", url, **{"headers": {"Authorization": "Basic eDp5"}, "json": GRANT, **options})


@pytest.mark.parametrize(
    "url",
    [
        "https://api.dreamrobot.de/rest/v1.1/token.php",
        "http://127.0.0.1:8080/rest/v1.1/token.php",
        "http://127.0.0.1:8080/token.php",
    ],
)
def test_host_port_and_base_path_do_not_matter(url: str) -> None:
    DREAMROBOT.check(ask_token(url), httpx.Response(200, json={**TOKEN, "more": "than the contract says"}))


@pytest.mark.parametrize(
    ("request_", "complaint"),
    [
        (ask_token("http://127.0.0.1/elsewhere/token.php"), "not found"),
        (ask_token("http://127.0.0.1/no.php"), "not found"),
        (ask_token(json={**GRANT, "scope": "*"}), "'scope' was unexpected"),
        (ask_token(json={}), "'grant_type' is a required property"),
        (ask_token(json={"grant_type": "password"}), "'client_credentials' was expected"),
        (ask_token(headers={}), "Security not found"),
        (ask_token(json=None), "body"),
    ],
)
def test_a_request_that_does_not_fit_is_found(request_: httpx.Request, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        DREAMROBOT.check_request(request_)


@pytest.mark.parametrize(
    ("response", "complaint"),
    [
        (httpx.Response(500), "Unknown response http status: 500"),
        (httpx.Response(200, html="<h1>Hello</h1>"), "mimetype not found"),
        (httpx.Response(200, json={**TOKEN, "expires_in": "3600"}), r"\$\.expires_in: '3600' is not of type 'integer'"),
        (httpx.Response(200, json={"ack": "success"}), "is a required property"),
    ],
)
def test_an_answer_that_does_not_fit_is_found(response: httpx.Response, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        DREAMROBOT.check(ask_token(), response)


def test_an_answer_can_be_checked_where_the_request_is_wrong_on_purpose() -> None:
    wrong = ask_token(headers={}, json={})
    refusal = {"error": [{"error": "invalid_request"}], "ack": "error"}
    DREAMROBOT.check_response(wrong, httpx.Response(400, json=refusal))
    with pytest.raises(AssertionError, match=r"answer 400 to POST /token\.php"):
        DREAMROBOT.check_response(wrong, httpx.Response(400, json={"ack": "success"}))


def test_a_missing_or_wrong_parameter_is_found() -> None:
    headers = {"Authorization": "Basic eDp5"}
    with pytest.raises(AssertionError, match="Missing required query parameter: client_reference"):
        BOSS.check_request(httpx.Request("GET", "http://x/v1/cases", headers=headers))
    with pytest.raises(AssertionError, match="501 is greater than the maximum of 500"):
        BOSS.check_request(httpx.Request("GET", "http://x/v1/changes?limit=501", headers=headers))
    with pytest.raises(AssertionError, match="Missing required header parameter: Idempotency-Key"):
        BOSS.check_request(httpx.Request("POST", "http://x/v1/cases", headers=headers, json={}))
