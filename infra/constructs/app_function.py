"""One Lambda function of the app, with a role and a log group of its own.

The role begins empty except for writing to that log group and to X-Ray. Everything else is granted, action
by action, where the function is wired to what it uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aws_cdk import Acknowledgment, Duration, RemovalPolicy, Validations, aws_iam, aws_lambda, aws_logs
from constructs import Construct

from infra import limits
from infra.bundling.platform import is_arm64
from infra.config import PRODUCT, DeploymentConfig, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    """What one function is.

    Attributes:
        name: Its name for people, as in ``export-worker``.
        handler: The handler's dotted name.
        description: One line for the console.
        size: Its time and memory.
        queues_itself_again: Whether it may cause its own next invocation. Lambda takes this for a runaway loop
            and drops the message after 16 rounds, which would lose accepted orders.
        retries: How often an asynchronous invocation that failed is repeated, where it is invoked so.
        event_age: How long an asynchronous invocation is worth starting.
    """

    name: str
    handler: str
    description: str
    size: limits.FunctionSize
    queues_itself_again: bool = False
    retries: int | None = None
    event_age: Duration | None = None


class AppFunction(Construct):
    """A function that runs one handler out of the shared package."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: FunctionSpec,
        code: aws_lambda.Code,
        config: DeploymentConfig,
    ) -> None:
        """Make the function that ``spec`` describes, out of the shared package ``code``."""
        super().__init__(scope, construct_id)
        self.role = aws_iam.Role(
            self,
            "Role",
            assumed_by=aws_iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"Role of {spec.name}",
        )
        self.function = self._make_function(spec, code, config, self._make_log_group(spec, config))
        self._acknowledge_findings()

    def tell(self, **environment: str) -> None:
        """Add environment variables; ``accounts_table_name=...`` becomes ``ACCOUNTS_TABLE_NAME``."""
        for name, value in environment.items():
            self.function.add_environment(name.upper(), value)

    def allow(self, *, service: str, actions: Iterable[str], resources: Iterable[str]) -> None:
        """Let the function do exactly ``actions`` of ``service`` on exactly ``resources`` (ARNs)."""
        self.role.add_to_policy(
            aws_iam.PolicyStatement(
                actions=[f"{service}:{action}" for action in actions],
                resources=list(resources),
            )
        )

    def _make_log_group(self, spec: FunctionSpec, config: DeploymentConfig) -> aws_logs.LogGroup:
        log_group = aws_logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/{PRODUCT}/{config.stage}/{spec.name}",
            retention=limits.log_retention(config.stage),
            removal_policy=RemovalPolicy.DESTROY,
        )
        log_group.grant_write(self.role)
        return log_group

    def _make_function(
        self, spec: FunctionSpec, code: aws_lambda.Code, config: DeploymentConfig, log_group: aws_logs.LogGroup
    ) -> aws_lambda.Function:
        return aws_lambda.Function(
            self,
            "Function",
            function_name=f"{PRODUCT}-{config.stage}-{spec.name}",
            description=spec.description,
            handler=spec.handler,
            code=code,
            runtime=aws_lambda.Runtime.PYTHON_3_13,
            architecture=_architecture(config.stage),
            timeout=spec.size.timeout,
            memory_size=spec.size.memory_megabytes,
            role=self.role,
            log_group=log_group,
            logging_format=aws_lambda.LoggingFormat.JSON,
            application_log_level_v2=aws_lambda.ApplicationLogLevel.INFO,
            tracing=aws_lambda.Tracing.ACTIVE,
            recursive_loop=aws_lambda.RecursiveLoop.ALLOW if spec.queues_itself_again else None,
            retry_attempts=spec.retries,
            max_event_age=spec.event_age,
            environment={"STAGE": config.stage},
        )

    def _acknowledge_findings(self) -> None:
        Validations.of(self.function).acknowledge(
            Acknowledgment(
                id="AwsSolutions-L1",
                reason="The project is written, locked and tested on Python 3.13, which Lambda supports until 2029.",
            )
        )
        Validations.of(self.role).acknowledge(
            Acknowledgment(
                id="AwsSolutions-IAM5[Resource::*]",
                reason="X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords only work on '*'.",
            )
        )


def _architecture(stage: Stage) -> aws_lambda.Architecture:
    if stage is Stage.LOCAL and not is_arm64():
        return aws_lambda.Architecture.X86_64
    return aws_lambda.Architecture.ARM_64
