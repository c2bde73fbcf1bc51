"""A clock: EventBridge Scheduler starts a function again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_iam, aws_scheduler, aws_scheduler_targets
from constructs import Construct

from infra import limits

if TYPE_CHECKING:
    from aws_cdk import Duration

    from infra.constructs.app_function import AppFunction


class SteadySchedule(Construct):
    """A steady rate. A tick that fails is repeated a little and then dropped: the next one finds the same work."""

    def __init__(
        self, scope: Construct, construct_id: str, *, function: AppFunction, name: str, interval: Duration
    ) -> None:
        """Start ``function``, which people call ``name``, once in each ``interval``."""
        super().__init__(scope, construct_id)
        role = aws_iam.Role(
            self,
            "Role",
            assumed_by=aws_iam.ServicePrincipal("scheduler.amazonaws.com"),
            description=f"Lets the schedule start the {name}",
            inline_policies={
                "StartFunction": aws_iam.PolicyDocument(
                    statements=[
                        aws_iam.PolicyStatement(
                            actions=["lambda:InvokeFunction"], resources=[function.function.function_arn]
                        )
                    ]
                )
            },
        )
        aws_scheduler.Schedule(
            self,
            "Schedule",
            description=f"Starts the {name}",
            schedule=aws_scheduler.ScheduleExpression.rate(interval),
            target=aws_scheduler_targets.LambdaInvoke(
                function.function,
                # The target would add every version of the function to what the role may start.
                role=role.without_policy_updates(),
                retry_attempts=limits.SCHEDULE_RETRIES,
                max_event_age=limits.SCHEDULE_EVENT_AGE,
            ),
        )
