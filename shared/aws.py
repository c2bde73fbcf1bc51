"""The AWS clients, made once for each function instance.

One try is over after seven seconds, and there are three. A service that hangs for all of them takes longer than a
person's request may; one slow answer does not. A repeat is safe, for every write carries a condition or a key.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=16,
)

# A mail that is sent again because its answer came late is a second mail.
_WITHOUT_REPEATS = _CONFIG.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))


@cache
def dynamodb_client() -> DynamoDBClient:
    """Make the DynamoDB client."""
    return boto3.client("dynamodb", config=_CONFIG)


@cache
def secrets_client() -> SecretsManagerClient:
    """Make the Secrets Manager client."""
    return boto3.client("secretsmanager", config=_CONFIG)


@cache
def queue_client() -> SQSClient:
    """Make the SQS client."""
    return boto3.client("sqs", config=_CONFIG)


@cache
def mail_client() -> SESV2Client:
    """Make the SES client, which tries nothing again by itself."""
    return boto3.client("sesv2", config=_WITHOUT_REPEATS)
