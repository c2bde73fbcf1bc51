"""AWS in memory: the three tables, the queues and the secrets, as the stack makes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from moto import mock_aws
from moto.core.model_instances import reset_model_data

from shared import aws
from shared.store.stores import Stores
from tests.component.quick_moto import answer_with_items_as_they_are, copy_once_for_each_transaction
from tests.component.tables import create_tables
from tests.component.world import KEYS, MAIL_FROM, SECRET_PREFIX, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from moto.core.models import MockAWS

SENDERS = "functions.news.mailer.SENDERS"


@pytest.fixture(scope="session")
def moto() -> Iterator[MockAWS]:
    """moto, started once: each start makes a thousand patterns, and a client that was made under it stays good."""
    with mock_aws() as moto:
        yield moto


@pytest.fixture(autouse=True)
def aws_in_memory(moto: MockAWS, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is there at the beginning of a test."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "POWERTOOLS_METRICS_NAMESPACE": "tests",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    # moto copies its tables during a transaction, which must not happen twice at once.
    for writers in ("shared.store.exports.WRITERS", "functions.sync.change_intake.WRITERS", SENDERS):
        monkeypatch.setattr(writers, 1)
    copy_once_for_each_transaction(monkeypatch)
    answer_with_items_as_they_are(monkeypatch)
    moto.reset()
    reset_model_data()
    # Whatever reads secrets through this client leaves a handler on it.
    aws.secrets_client.cache_clear()


@pytest.fixture
def world(aws_in_memory: None) -> World:  # noqa: ARG001 -- the world stands on it
    """The tables, queues and secrets, empty but for DreamRobot's keys."""
    create_tables(aws.dynamodb_client())
    queues = aws.queue_client()
    urls = {name: queues.create_queue(QueueName=name)["QueueUrl"] for name in ("exports", "commands", "syncs")}
    aws.mail_client().create_configuration_set(ConfigurationSetName="mails")
    aws.mail_client().create_email_identity(EmailIdentity=MAIL_FROM)
    aws.secrets_client().create_secret(Name="dreamrobot", SecretString=json.dumps(KEYS))
    return World(
        stores=Stores(aws.dynamodb_client(), "accounts", "cases", "runtime"),
        environment={
            "STAGE": "test",
            "PUBLIC_URL": "https://app.example",
            "ACCOUNTS_TABLE_NAME": "accounts",
            "CASES_TABLE_NAME": "cases",
            "RUNTIME_TABLE_NAME": "runtime",
            "EXPORTS_QUEUE_URL": urls["exports"],
            "COMMANDS_QUEUE_URL": urls["commands"],
            "SYNCS_QUEUE_URL": urls["syncs"],
            "DREAMROBOT_URL": "https://dreamrobot.example/rest/v1.1",
            "BOSS_URL": "https://boss.example/v1",
            "DREAMROBOT_SECRET_NAME": "dreamrobot",
            "MERCHANT_SECRET_PREFIX": SECRET_PREFIX,
            "WATCH_PAUSE_SECONDS": "14400",
            "MAIL_FROM": MAIL_FROM,
            "MAIL_CONFIGURATION_SET": "mails",
            "SYNC_SHORTEST_PAUSE_SECONDS": "300",
            "SYNC_LONGEST_PAUSE_SECONDS": "3600",
            "SYNC_LONGEST_PAUSE_WITH_PUSH_SECONDS": "14400",
        },
        queue_urls=urls,
    )
