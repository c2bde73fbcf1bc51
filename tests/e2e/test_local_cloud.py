"""What the local address adds to the emulator, seen from outside on the deployed stack."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.demo.merchant_browser import MerchantBrowser
from sandbox.dreamrobot.app_calls import AppCalls
from tests.e2e.shop import find_merchant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.local_stack import LocalStack


@pytest.fixture
def client(local_stack: LocalStack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=local_stack.app_url, timeout=40, trust_env=False) as client:
        yield client


def test_the_outputs_hold_everything_that_the_architecture_names(local_stack: LocalStack) -> None:
    assert set(local_stack.outputs) == {
        "ApiUrl",
        "AccountsTableName",
        "CasesTableName",
        "RuntimeTableName",
        "ExportsQueueUrl",
        "ExportsDeadLetterUrl",
        "CommandsQueueUrl",
        "CommandsDeadLetterUrl",
        "SyncsQueueUrl",
        "SyncsDeadLetterUrl",
        "DreamRobotSecretName",
        "AwsEndpointUrl",
        "AwsRegion",
        "DreamRobotSimulatorUrl",
        "BossSimulatorUrl",
    }


def test_the_app_and_the_simulator_share_their_keys(local_stack: LocalStack) -> None:
    secret = local_stack.client("secretsmanager").get_secret_value(SecretId=local_stack.outputs["DreamRobotSecretName"])
    assert json.loads(secret["SecretString"]) == json.loads(local_stack.keys_file.read_text(encoding="utf-8"))


def test_things_that_pass_are_removed_from_the_runtime_table(local_stack: LocalStack) -> None:
    expiry = local_stack.client("dynamodb").describe_time_to_live(TableName=local_stack.outputs["RuntimeTableName"])
    assert expiry["TimeToLiveDescription"] == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires_at"}


def test_a_merchant_who_comes_from_dreamrobot_is_signed_in_at_the_root_address(
    local_stack: LocalStack, client: httpx.Client
) -> None:
    merchant = find_merchant("merchant-2002")
    calls = AppCalls(client, local_stack.app_url, local_stack.keys)
    assert calls.install(merchant).status_code in {200, 201}
    browser = MerchantBrowser(client, local_stack.app_url)
    assert browser.open_app(calls.make_launch_address(merchant, to="/cases")) == "/cases"
    assert set(browser.read_json("/cases")) == {"items", "next_cursor"}


def test_an_address_that_leads_nowhere_is_answered_as_a_problem_with_a_reference(client: httpx.Client) -> None:
    for method in ("GET", "POST"):
        answer = client.request(method, "/no/such/page")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert answer.json()["reference"]


def test_other_origins_may_read_nothing(client: httpx.Client) -> None:
    answer = client.get("/cases", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers
