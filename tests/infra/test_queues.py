from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.infra.synthesis import properties, text

if TYPE_CHECKING:
    from aws_cdk.assertions import Template

QUEUE = "AWS::SQS::Queue"
MAPPING = "AWS::Lambda::EventSourceMapping"
FOURTEEN_DAYS = 14 * 24 * 60 * 60

CONSUMERS = {"Exports": "ExportWorker", "Commands": "Submit", "Syncs": "SyncWorker"}

each_queue = pytest.mark.parametrize("queue", CONSUMERS)


def test_there_are_three_queues_and_their_dead_letters(prod: Template) -> None:
    assert sorted(properties(prod, QUEUE)) == sorted(
        f"Queues{queue}{kind}" for queue in CONSUMERS for kind in ("Queue", "DeadLetters")
    )


@each_queue
def test_a_message_that_keeps_failing_is_set_aside(prod: Template, queue: str) -> None:
    redrive = properties(prod, QUEUE)[f"Queues{queue}Queue"]["RedrivePolicy"]

    assert text(redrive["deadLetterTargetArn"]) == f"<Queues{queue}DeadLetters.Arn>"
    assert redrive["maxReceiveCount"] == 5


@each_queue
def test_dead_letters_are_kept_longer_than_messages(prod: Template, queue: str) -> None:
    queues = properties(prod, QUEUE)

    assert queues[f"Queues{queue}DeadLetters"]["MessageRetentionPeriod"] == FOURTEEN_DAYS
    assert queues[f"Queues{queue}Queue"]["MessageRetentionPeriod"] < FOURTEEN_DAYS


@each_queue
def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run(prod: Template, queue: str) -> None:
    function = properties(prod, "AWS::Lambda::Function")[f"Functions{CONSUMERS[queue]}Function"]

    assert properties(prod, QUEUE)[f"Queues{queue}Queue"]["VisibilityTimeout"] >= 6 * function["Timeout"]


def test_queues_are_encrypted_and_in_no_order_of_their_own(prod: Template) -> None:
    queues = properties(prod, QUEUE).values()

    assert all(queue["SqsManagedSseEnabled"] is True for queue in queues)
    assert not any("FifoQueue" in queue for queue in queues)


def test_queues_are_reached_over_tls_only(prod: Template) -> None:
    closed = {
        text(queue).strip("<>")
        for policy in properties(prod, "AWS::SQS::QueuePolicy").values()
        for queue in policy["Queues"]
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny" and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    }

    assert closed == set(properties(prod, QUEUE))


@each_queue
def test_each_queue_feeds_its_function_message_by_message_and_a_few_at_a_time(prod: Template, queue: str) -> None:
    (mapping,) = (
        mapping
        for mapping in properties(prod, MAPPING).values()
        if text(mapping["EventSourceArn"]) == f"<Queues{queue}Queue.Arn>"
    )

    assert text(mapping["FunctionName"]) == f"<Functions{CONSUMERS[queue]}Function>"
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BatchSize"] == 1
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 10 if queue == "Syncs" else 5}
