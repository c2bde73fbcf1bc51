"""The stack: which abilities there are, and how they are joined. Everything else stands in the constructs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import CfnOutput, Stack

from infra import limits
from infra.config import PRODUCT, DeploymentConfig
from infra.constructs.alarms import Alarms
from infra.constructs.dashboard import Dashboard
from infra.constructs.functions import Functions
from infra.constructs.http_api import HttpApi
from infra.constructs.mail import MailSender
from infra.constructs.queues import Queues
from infra.constructs.schedule import SteadySchedule
from infra.constructs.secrets import Secrets
from infra.constructs.storage import Storage
from infra.constructs.surroundings import Surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct


class AtrigaForDreamRobotStack(Stack):
    """The whole app of one stage."""

    def __init__(self, scope: Construct, *, config: DeploymentConfig, package: Path) -> None:
        """Put the app together.

        Args:
            scope: The CDK app.
            config: The deployment.
            package: The archive that all functions run out of.
        """
        super().__init__(
            scope,
            config.stack_name,
            description=f"atriga for DreamRobot, stage {config.stage}",
            tags={"app": PRODUCT, "stage": config.stage},
            termination_protection=config.keeps_data,
        )
        storage = Storage(self, "Storage", keeps_data=config.keeps_data)
        secrets = Secrets(self, "Secrets", config=config)
        queues = Queues(self, "Queues")
        api = HttpApi(self, "HttpApi", config=config)
        mail = MailSender(self, "Mail", config=config)
        functions = Functions(
            self,
            "Functions",
            package=package,
            surroundings=Surroundings(
                config=config, storage=storage, secrets=secrets, queues=queues, api=api, mail=mail
            ),
        )
        SteadySchedule(
            self,
            "SyncSchedule",
            function=functions.sync_planner,
            name="sync planner",
            interval=limits.schedule_interval(config.stage),
        )
        if mail.is_on:
            SteadySchedule(
                self,
                "NewsSchedule",
                function=functions.news_mailer,
                name="news mailer",
                interval=limits.mailer_interval(config.stage),
            )
        self._watch(config, functions, queues, api)
        self._tell_outside(storage, secrets, queues, api)

    def _watch(self, config: DeploymentConfig, functions: Functions, queues: Queues, api: HttpApi) -> None:
        Alarms(
            self,
            "Alarms",
            functions=functions.by_name,
            scheduled={"SyncPlanner": functions.sync_planner, "NewsMailer": functions.news_mailer},
            queues=queues.by_name,
            api=api,
            email=config.alarm_email,
        )
        Dashboard(
            self,
            "Dashboard",
            name=config.stack_name,
            api=api,
            queues=queues.by_name,
            functions=functions.by_name,
        )

    def _tell_outside(self, storage: Storage, secrets: Secrets, queues: Queues, api: HttpApi) -> None:
        outputs = {
            "ApiUrl": api.url,
            "AccountsTableName": storage.accounts.table.table_name,
            "CasesTableName": storage.cases.table.table_name,
            "RuntimeTableName": storage.runtime.table.table_name,
            "DreamRobotSecretName": secrets.dreamrobot_secret_name,
        }
        for name, queue in queues.by_name.items():
            outputs[f"{name}QueueUrl"] = queue.queue.queue_url
            outputs[f"{name}DeadLetterUrl"] = queue.dead_letters.queue_url
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)
