"""What the composition roots of the functions have in common: settings in, adapters out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.parameters import SecretsProvider

from shared.aws import dynamodb_client, mail_client, queue_client, secrets_client
from shared.circuit import GatewayCircuit
from shared.mail_service import MailService
from shared.store.secrets import MerchantSecrets, SecretText
from shared.store.stores import Stores
from shared.web.signature import DreamRobotKeys
from shared.work import CommandWork, ExportWork, SyncWork, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.clock import Clock
    from shared.settings import (
        CommandsQueueSettings,
        ExportsQueueSettings,
        MailSettings,
        MerchantSecretSettings,
        SigningSettings,
        SyncsQueueSettings,
        TableSettings,
    )


def make_stores(settings: TableSettings) -> Stores:
    """Make the repositories over the three tables."""
    return Stores(
        dynamodb_client(), settings.accounts_table_name, settings.cases_table_name, settings.runtime_table_name
    )


def make_key_reader(settings: SigningSettings) -> Callable[[], DreamRobotKeys]:
    """Make the function that reads DreamRobot's keys."""
    secret = SecretText(secrets_client(), settings.dreamrobot_secret_name)
    return lambda: DreamRobotKeys.parse(secret.read())


def make_secrets_of(settings: MerchantSecretSettings) -> Callable[[str], MerchantSecrets]:
    """Make the function that makes the repository of a merchant's secret."""
    client = secrets_client()
    provider = SecretsProvider(boto3_client=client)
    return lambda merchant_id: MerchantSecrets(client, provider, settings.merchant_secret_prefix, merchant_id)


def make_gateway_circuit(settings: TableSettings, clock: Clock) -> GatewayCircuit:
    """Make the circuit breaker before the gateway, whose state all functions share."""
    return GatewayCircuit(dynamodb_client(), settings.runtime_table_name, clock)


def make_exports_queue(settings: ExportsQueueSettings) -> WorkQueue[ExportWork]:
    """Make the queue of exports."""
    return WorkQueue(queue_client(), settings.exports_queue_url)


def make_commands_queue(settings: CommandsQueueSettings) -> WorkQueue[CommandWork]:
    """Make the queue of commands."""
    return WorkQueue(queue_client(), settings.commands_queue_url)


def make_syncs_queue(settings: SyncsQueueSettings) -> WorkQueue[SyncWork]:
    """Make the queue of runs of the status sync."""
    return WorkQueue(queue_client(), settings.syncs_queue_url)


def make_mail_service(settings: MailSettings) -> MailService | None:
    """Make the service that sends mails, or ``None`` where this deployment has no sender."""
    if not settings.mail_from:
        return None
    return MailService(mail_client(), settings.mail_from, settings.mail_configuration_set)
