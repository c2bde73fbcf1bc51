"""What wakes somebody: dead letters, failing or throttled functions, failing answers, a schedule that is silent.

With an e-mail address the alarms go there; without one they are seen in CloudWatch only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import (
    Duration,
    Stack,
    aws_cloudwatch,
    aws_cloudwatch_actions,
    aws_iam,
    aws_kms,
    aws_sns,
    aws_sns_subscriptions,
)
from constructs import Construct

from infra import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.constructs.app_function import AppFunction
    from infra.constructs.http_api import HttpApi
    from infra.constructs.queues import WorkQueue


class Alarms(Construct):
    """The alarms of the stack, and where they go."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        functions: Mapping[str, AppFunction],
        scheduled: Mapping[str, AppFunction],
        queues: Mapping[str, WorkQueue],
        api: HttpApi,
        email: str | None,
    ) -> None:
        """Make an alarm for everything that may fail.

        Args:
            scope: Where they belong.
            construct_id: Their name in the tree of constructs.
            functions: The functions by name.
            scheduled: By name, the functions that a schedule starts.
            queues: The queues by name.
            api: The API.
            email: Who is told.
        """
        super().__init__(scope, construct_id)
        self._action = aws_cloudwatch_actions.SnsAction(AlarmTopic(self, "Topic", email=email).topic) if email else None
        for name, queue in queues.items():
            self._add_dead_letters(name, queue)
        for name, function in functions.items():
            self._add_function(name, function)
        self._add(
            "ApiFails",
            "The API answers with 5xx.",
            api.api.metric_server_error(period=limits.ALARM_PERIOD, statistic="Sum"),
        )
        for name, function in scheduled.items():
            self._add_silence(name, function)

    def _add_dead_letters(self, name: str, queue: WorkQueue) -> None:
        self._add(
            f"{name}HasDeadLetters",
            "Messages were given up: find the cause, then move them back to the queue.",
            queue.dead_letters.metric_approximate_number_of_messages_visible(
                period=Duration.minutes(1), statistic="Maximum"
            ),
        )

    def _add_function(self, name: str, function: AppFunction) -> None:
        self._add(
            f"{name}Fails",
            "Invocations ended with an error or ran out of time.",
            function.function.metric_errors(period=limits.ALARM_PERIOD, statistic="Sum"),
        )
        self._add(
            f"{name}IsThrottled",
            "The account has no concurrency left for this function.",
            function.function.metric_throttles(period=limits.ALARM_PERIOD, statistic="Sum"),
        )

    def _add_silence(self, name: str, function: AppFunction) -> None:
        self._add(
            f"{name}IsSilent",
            "The schedule does not start it. Without the sync planner nothing is synchronized and no waiting work is "
            "woken, without the news mailer no mail is sent.",
            function.function.metric_invocations(period=limits.LONGEST_SILENCE, statistic="Sum"),
            comparison=aws_cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            missing=aws_cloudwatch.TreatMissingData.BREACHING,
        )

    def _add(
        self,
        construct_id: str,
        description: str,
        metric: aws_cloudwatch.IMetric,
        *,
        comparison: aws_cloudwatch.ComparisonOperator = (
            aws_cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        ),
        missing: aws_cloudwatch.TreatMissingData = aws_cloudwatch.TreatMissingData.NOT_BREACHING,
    ) -> None:
        alarm = aws_cloudwatch.Alarm(
            self,
            construct_id,
            alarm_description=description,
            metric=metric,
            threshold=1,
            evaluation_periods=1,
            comparison_operator=comparison,
            treat_missing_data=missing,
        )
        if self._action:
            alarm.add_alarm_action(self._action)


class AlarmTopic(Construct):
    """A topic that alarms of this account may publish to, over TLS, encrypted at rest.

    Its key is our own because CloudWatch may not use the one that AWS manages for SNS.
    """

    def __init__(self, scope: Construct, construct_id: str, *, email: str) -> None:
        """Make the topic; ``email`` has to confirm the subscription."""
        super().__init__(scope, construct_id)
        cloudwatch = aws_iam.ServicePrincipal("cloudwatch.amazonaws.com")
        ours = {"StringEquals": {"aws:SourceAccount": Stack.of(self).account}}
        key = aws_kms.Key(self, "Key", description="Encrypts alarms on their way to people", enable_key_rotation=True)
        key.add_to_resource_policy(
            aws_iam.PolicyStatement(
                principals=[cloudwatch],
                actions=["kms:Decrypt", "kms:GenerateDataKey"],
                resources=["*"],  # a key's policy speaks of that key alone
                conditions=ours,
            )
        )
        self.topic = aws_sns.Topic(self, "Topic", master_key=key, enforce_ssl=True)
        self.topic.add_to_resource_policy(
            aws_iam.PolicyStatement(
                principals=[cloudwatch],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions=ours,
            )
        )
        self.topic.add_subscription(aws_sns_subscriptions.EmailSubscription(email))
