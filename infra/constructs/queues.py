"""The three queues between the functions, each with a dead-letter queue that somebody is woken for.

Standard queues: a message may come twice or late, which every consumer bears, because what is to be done
stands in a table before it is queued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Duration, aws_lambda_event_sources, aws_sqs
from constructs import Construct

from infra import limits

if TYPE_CHECKING:
    from infra.constructs.app_function import AppFunction


class WorkQueue(Construct):
    """A queue whose messages are given up after some receives, to a dead-letter queue."""

    def __init__(self, scope: Construct, construct_id: str, *, variable: str, consumer: limits.FunctionSize) -> None:
        """Make the queue and its dead-letter queue.

        Args:
            scope: Where it belongs.
            construct_id: Its name in the tree of constructs.
            variable: The environment variable, in lower case, that tells a function its address.
            consumer: The size of the function that takes the messages; its time bounds how long one is hidden.
        """
        super().__init__(scope, construct_id)
        self._variable = variable
        self.dead_letters = aws_sqs.Queue(
            self,
            "DeadLetters",
            encryption=aws_sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=limits.DEAD_LETTER_RETENTION,
        )
        self.queue = aws_sqs.Queue(
            self,
            "Queue",
            encryption=aws_sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=limits.MESSAGE_RETENTION,
            visibility_timeout=Duration.seconds(limits.VISIBILITY_FACTOR * consumer.timeout.to_seconds()),
            dead_letter_queue=aws_sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=limits.RECEIVES_BEFORE_DEAD_LETTER
            ),
        )

    def open_to(self, sender: AppFunction) -> None:
        """Tell ``sender`` the queue's address and let it send."""
        sender.tell(**{self._variable: self.queue.queue_url})
        sender.allow(service="sqs", actions=["SendMessage"], resources=[self.queue.queue_arn])

    def feed(self, consumer: AppFunction, *, at_once: int) -> None:
        """Invoke ``consumer`` with the messages, at most ``at_once`` times at a time."""
        consumer.function.add_event_source(
            aws_lambda_event_sources.SqsEventSource(
                self.queue,
                batch_size=limits.MESSAGES_AT_ONCE,
                max_concurrency=at_once,
                report_batch_item_failures=True,
            )
        )


class Queues(Construct):
    """Exports to work on, commands to carry out, accounts to read."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        """Make the queues."""
        super().__init__(scope, construct_id)
        self.exports = WorkQueue(self, "Exports", variable="exports_queue_url", consumer=limits.EXPORT_WORKER)
        self.commands = WorkQueue(self, "Commands", variable="commands_queue_url", consumer=limits.SUBMIT)
        self.syncs = WorkQueue(self, "Syncs", variable="syncs_queue_url", consumer=limits.SYNC_WORKER)

    @property
    def by_name(self) -> dict[str, WorkQueue]:
        """The queues by the name of their construct."""
        return {"Exports": self.exports, "Commands": self.commands, "Syncs": self.syncs}
