from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.infra.synthesis import properties, text

if TYPE_CHECKING:
    from aws_cdk.assertions import Template

ALARM = "AWS::CloudWatch::Alarm"
FUNCTIONS = (
    "Activate",
    "Export",
    "ExportWorker",
    "Submit",
    "SyncPlanner",
    "SyncWorker",
    "Notifications",
    "CasesApi",
    "News",
    "NewsMailer",
)
QUEUES = ("Exports", "Commands", "Syncs")


def _alarm(template: Template, name: str) -> dict[str, Any]:
    return dict(properties(template, ALARM)[f"Alarms{name}"])


def _dimensions(alarm: dict[str, Any]) -> set[str]:
    return {text(dimension["Value"]) for dimension in alarm["Dimensions"]}


@pytest.mark.parametrize("queue", QUEUES)
def test_one_dead_letter_is_enough(prod: Template, queue: str) -> None:
    alarm = _alarm(prod, f"{queue}HasDeadLetters")

    assert alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
    assert _dimensions(alarm) == {f"<Queues{queue}DeadLetters.QueueName>"}
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (1, "GreaterThanOrEqualToThreshold")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(("name", "metric"), [("Fails", "Errors"), ("IsThrottled", "Throttles")])
def test_a_function_that_fails_or_is_throttled_is_noticed(
    prod: Template, function: str, name: str, metric: str
) -> None:
    alarm = _alarm(prod, f"{function}{name}")

    assert (alarm["MetricName"], alarm["Statistic"], alarm["Threshold"]) == (metric, "Sum", 1)
    assert _dimensions(alarm) == {f"<Functions{function}Function>"}


def test_failing_answers_of_the_api_are_noticed(prod: Template) -> None:
    alarm = _alarm(prod, "ApiFails")

    assert (alarm["MetricName"], alarm["Statistic"], alarm["Threshold"]) == ("5xx", "Sum", 1)
    assert _dimensions(alarm) == {"<HttpApi>"}


@pytest.mark.parametrize("function", ["SyncPlanner", "NewsMailer"])
def test_what_is_scheduled_and_does_not_run_is_noticed_by_its_silence(prod: Template, function: str) -> None:
    alarm = _alarm(prod, f"{function}IsSilent")

    assert alarm["MetricName"] == "Invocations"
    assert alarm["ComparisonOperator"] == "LessThanThreshold"
    assert alarm["TreatMissingData"] == "breaching"


def test_every_alarm_says_what_it_means(prod: Template) -> None:
    assert all(alarm["AlarmDescription"] for alarm in properties(prod, ALARM).values())


def test_with_an_address_every_alarm_is_sent_there(prod: Template) -> None:
    (subscription,) = properties(prod, "AWS::SNS::Subscription").values()

    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", "team@example.com")
    assert {text(action) for alarm in properties(prod, ALARM).values() for action in alarm["AlarmActions"]} == {
        "<AlarmsTopic>"
    }


def test_without_an_address_alarms_are_only_shown(dev: Template) -> None:
    assert properties(dev, "AWS::SNS::Topic") == {}
    assert properties(dev, "AWS::KMS::Key") == {}
    assert not any("AlarmActions" in alarm for alarm in properties(dev, ALARM).values())
    assert len(properties(dev, ALARM)) == len(QUEUES) + 2 * len(FUNCTIONS) + 3


def test_alarms_travel_encrypted(prod: Template) -> None:
    (topic,) = properties(prod, "AWS::SNS::Topic").values()
    (policy,) = properties(prod, "AWS::SNS::TopicPolicy").values()
    denied = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Deny"]

    assert text(topic["KmsMasterKeyId"]) == "<AlarmsTopicKey.Arn>"
    assert [each["Condition"] for each in denied] == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_cloudwatch_of_this_account_alone_may_publish_and_use_the_key(prod: Template) -> None:
    (topic_policy,) = properties(prod, "AWS::SNS::TopicPolicy").values()
    (key,) = properties(prod, "AWS::KMS::Key").values()
    allowed = {
        (str(statement["Action"]), text(statement["Condition"]["StringEquals"]["aws:SourceAccount"]))
        for document in (topic_policy["PolicyDocument"], key["KeyPolicy"])
        for statement in document["Statement"]
        if statement["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    }

    assert allowed == {
        ("sns:Publish", "<AWS::AccountId>"),
        ("['kms:Decrypt', 'kms:GenerateDataKey']", "<AWS::AccountId>"),
    }


def test_there_is_one_page_for_the_team(prod: Template) -> None:
    (dashboard,) = properties(prod, "AWS::CloudWatch::Dashboard").values()

    assert dashboard["DashboardName"] == "atriga-for-dreamrobot-prod"
