from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.infra.synthesis import properties, text

if TYPE_CHECKING:
    from aws_cdk.assertions import Template


def _schedule(template: Template, name: str = "SyncSchedule") -> dict[str, Any]:
    return dict(properties(template, "AWS::Scheduler::Schedule")[name])


def test_the_schedule_starts_the_planner(prod: Template) -> None:
    schedule = _schedule(prod)

    assert schedule["State"] == "ENABLED"
    assert text(schedule["Target"]["Arn"]) == "<FunctionsSyncPlannerFunction.Arn>"
    assert text(schedule["Target"]["RoleArn"]) == "<SyncScheduleRole.Arn>"


@pytest.mark.parametrize(
    ("stage", "rate", "seconds"),
    [("prod", "rate(5 minutes)", 300), ("dev", "rate(5 minutes)", 300), ("local", "rate(1 minute)", 60)],
)
def test_every_tick_finds_the_accounts_of_the_tick_before_due_again(
    stage: str, rate: str, seconds: int, request: pytest.FixtureRequest
) -> None:
    template = request.getfixturevalue(stage)
    planner = properties(template, "AWS::Lambda::Function")["FunctionsSyncPlannerFunction"]

    assert _schedule(template)["ScheduleExpression"] == rate
    assert 0 < int(planner["Environment"]["Variables"]["SYNC_SHORTEST_PAUSE_SECONDS"]) < seconds


def test_a_tick_is_repeated_a_little_and_then_given_up(prod: Template) -> None:
    assert _schedule(prod)["Target"]["RetryPolicy"] == {"MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 300}


def test_a_run_that_fails_is_repeated_once(prod: Template) -> None:
    invocations = list(properties(prod, "AWS::Lambda::EventInvokeConfig").values())

    assert {text(invocation["FunctionName"]) for invocation in invocations} == {
        "<FunctionsSyncPlannerFunction>",
        "<FunctionsNewsMailerFunction>",
    }
    assert {(one["MaximumRetryAttempts"], one["MaximumEventAgeInSeconds"]) for one in invocations} == {(1, 300)}


def test_the_mailer_is_started_as_often_as_the_planner(prod: Template) -> None:
    schedule = _schedule(prod, "NewsSchedule")

    assert schedule["ScheduleExpression"] == "rate(5 minutes)"
    assert text(schedule["Target"]["Arn"]) == "<FunctionsNewsMailerFunction.Arn>"
    assert text(schedule["Target"]["RoleArn"]) == "<NewsScheduleRole.Arn>"
    assert schedule["Target"]["RetryPolicy"] == {"MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 300}


def test_a_run_of_the_mailer_is_over_before_the_next_one(prod: Template) -> None:
    mailer = properties(prod, "AWS::Lambda::Function")["FunctionsNewsMailerFunction"]

    assert mailer["Timeout"] < 300


def test_where_no_mails_are_sent_nothing_starts_the_mailer(dev: Template) -> None:
    assert set(properties(dev, "AWS::Scheduler::Schedule")) == {"SyncSchedule"}
