"""The secret shared with DreamRobot, and who may touch the merchants' secrets.

A merchant's secret is made at run time, when the merchant is installed; policies name the prefix of its name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from aws_cdk import (
    Acknowledgment,
    ArnFormat,
    RemovalPolicy,
    SecretValue,
    Stack,
    Validations,
    aws_secretsmanager,
)
from constructs import Construct

if TYPE_CHECKING:
    from infra.config import DeploymentConfig
    from infra.constructs.app_function import AppFunction

type SecretAction = Literal["GetSecretValue", "CreateSecret", "PutSecretValue", "DeleteSecret", "DescribeSecret"]

NO_KEYS_YET = json.dumps({"signing_keys": [], "launch_keys": []})
"""Without keys nobody's signature holds: closed until the team puts in what it agreed with DreamRobot."""


class Secrets(Construct):
    """Signing and launch keys, and the merchants' codes."""

    def __init__(self, scope: Construct, construct_id: str, *, config: DeploymentConfig) -> None:
        """Make DreamRobot's secret; a later deployment leaves the keys alone that were put into it."""
        super().__init__(scope, construct_id)
        self._merchant_secret_prefix = config.merchant_secret_prefix
        self.dreamrobot_secret_name = config.dreamrobot_secret_name
        self._dreamrobot = aws_secretsmanager.Secret(
            self,
            "DreamRobot",
            secret_name=self.dreamrobot_secret_name,
            description="Signing and launch keys shared with DreamRobot; the first is used, all are accepted",
            secret_string_value=SecretValue.unsafe_plain_text(NO_KEYS_YET),
            removal_policy=RemovalPolicy.RETAIN if config.keeps_data else RemovalPolicy.DESTROY,
        )
        Validations.of(self._dreamrobot).acknowledge(
            Acknowledgment(
                id="AwsSolutions-SMG4",
                reason="The keys are agreed with DreamRobot, so no function here can change them alone; the lists "
                "hold several keys at once, which is how people rotate them.",
            )
        )

    def open_dreamrobot_to(self, function: AppFunction) -> None:
        """Tell ``function`` the name of DreamRobot's secret and let it read the keys."""
        function.tell(dreamrobot_secret_name=self.dreamrobot_secret_name)
        function.allow(service="secretsmanager", actions=["GetSecretValue"], resources=[self._dreamrobot.secret_arn])

    def open_merchants_to(self, function: AppFunction, *actions: SecretAction) -> None:
        """Tell ``function`` how merchants' secrets are called and let it do ``actions`` on them."""
        pattern = f"{self._merchant_secret_prefix}*"
        function.tell(merchant_secret_prefix=self._merchant_secret_prefix)
        function.allow(
            service="secretsmanager",
            actions=actions,
            resources=[
                Stack.of(self).format_arn(
                    service="secretsmanager",
                    resource="secret",
                    resource_name=pattern,
                    arn_format=ArnFormat.COLON_RESOURCE_NAME,
                )
            ],
        )
        Validations.of(function.role).acknowledge(
            Acknowledgment(
                id="AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>"
                f":secret:{pattern}]",
                reason="Merchants come and go at run time; the prefix holds their secrets of this stage and no other.",
            )
        )
