"""What each role may do, written down a second time: a permission more or less has to be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.infra.synthesis import as_list, permissions, properties, statements

if TYPE_CHECKING:
    from aws_cdk.assertions import Template

ACCOUNTS = "<StorageAccountsTable.Arn>"
CASES = "<StorageCasesTable.Arn>"
RUNTIME = "<StorageRuntimeTable.Arn>"
DREAMROBOT_SECRET = "<SecretsDreamRobot>"
MERCHANT_SECRETS = (
    "arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:atriga-for-dreamrobot/prod/merchants/*"
)
EXPORTS = "<QueuesExportsQueue.Arn>"
COMMANDS = "<QueuesCommandsQueue.Arn>"
SYNCS = "<QueuesSyncsQueue.Arn>"

CONSUME = (
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
)
SEND_MAILS = {
    f"arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:{sender}": ("ses:SendEmail",)
    for sender in ("identity/app.example.com", "configuration-set/atriga-for-dreamrobot-prod")
}
TRACING = {("xray:PutTraceSegments", "*"), ("xray:PutTelemetryRecords", "*")}

EXPECTED: dict[str, dict[str, tuple[str, ...]]] = {
    "Activate": {
        ACCOUNTS: (
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
        ),
        CASES: ("dynamodb:Query", "dynamodb:DeleteItem"),
        RUNTIME: (
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
        ),
        COMMANDS: ("sqs:SendMessage",),
        **SEND_MAILS,
        DREAMROBOT_SECRET: ("secretsmanager:GetSecretValue",),
        MERCHANT_SECRETS: (
            "secretsmanager:GetSecretValue",
            "secretsmanager:CreateSecret",
            "secretsmanager:PutSecretValue",
            "secretsmanager:DeleteSecret",
        ),
    },
    "Export": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:Query"),
        CASES: ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        f"{CASES}/index/by_time": ("dynamodb:Query",),
        RUNTIME: ("dynamodb:GetItem", "dynamodb:UpdateItem"),
        DREAMROBOT_SECRET: ("secretsmanager:GetSecretValue",),
        EXPORTS: ("sqs:SendMessage",),
    },
    "ExportWorker": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:Query"),
        CASES: ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        RUNTIME: ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        MERCHANT_SECRETS: ("secretsmanager:GetSecretValue",),
        EXPORTS: (*CONSUME, "sqs:SendMessage"),
        COMMANDS: ("sqs:SendMessage",),
    },
    "Submit": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:UpdateItem"),
        CASES: (
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
        ),
        RUNTIME: ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        MERCHANT_SECRETS: ("secretsmanager:GetSecretValue",),
        COMMANDS: (*CONSUME, "sqs:SendMessage"),
    },
    "SyncPlanner": {
        ACCOUNTS: ("dynamodb:UpdateItem",),
        f"{ACCOUNTS}/index/by_due": ("dynamodb:Query",),
        CASES: ("dynamodb:UpdateItem",),
        f"{CASES}/index/by_wake": ("dynamodb:Query",),
        RUNTIME: ("dynamodb:GetItem",),
        SYNCS: ("sqs:SendMessage",),
        COMMANDS: ("sqs:SendMessage",),
        EXPORTS: ("sqs:SendMessage",),
    },
    "SyncWorker": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:UpdateItem"),
        CASES: (
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
        ),
        f"{CASES}/index/by_time": ("dynamodb:Query",),
        f"{CASES}/index/by_watch": ("dynamodb:Query",),
        RUNTIME: ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        MERCHANT_SECRETS: ("secretsmanager:GetSecretValue",),
        SYNCS: (*CONSUME, "sqs:SendMessage"),
        COMMANDS: ("sqs:SendMessage",),
    },
    "Notifications": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"),
        f"{ACCOUNTS}/index/by_customer_number": ("dynamodb:Query",),
        CASES: ("dynamodb:GetItem", "dynamodb:UpdateItem"),
        RUNTIME: ("dynamodb:UpdateItem",),
        MERCHANT_SECRETS: ("secretsmanager:GetSecretValue",),
        SYNCS: ("sqs:SendMessage",),
    },
    "CasesApi": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:Query"),
        CASES: (
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
        ),
        f"{CASES}/index/by_time": ("dynamodb:Query",),
        RUNTIME: ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        MERCHANT_SECRETS: ("secretsmanager:GetSecretValue",),
        DREAMROBOT_SECRET: ("secretsmanager:GetSecretValue",),
        COMMANDS: ("sqs:SendMessage",),
    },
    "News": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:PutItem"),
        CASES: ("dynamodb:Query",),
    },
    "NewsMailer": {
        ACCOUNTS: ("dynamodb:GetItem", "dynamodb:PutItem"),
        f"{ACCOUNTS}/index/by_due": ("dynamodb:Query",),
        CASES: ("dynamodb:Query",),
        RUNTIME: ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
        **SEND_MAILS,
    },
}


@pytest.mark.parametrize("function", EXPECTED)
def test_a_function_may_do_exactly_what_it_does(prod: Template, function: str) -> None:
    log_group = f"<Functions{function}Logs.Arn>"
    logging = {("logs:CreateLogStream", log_group), ("logs:PutLogEvents", log_group)}
    expected = {(action, target) for target, actions in EXPECTED[function].items() for action in actions}

    assert permissions(prod, f"Functions{function}Role") == expected | logging | TRACING


def test_the_schedule_may_start_the_planner_and_nothing_else(prod: Template) -> None:
    assert permissions(prod, "SyncScheduleRole") == {("lambda:InvokeFunction", "<FunctionsSyncPlannerFunction.Arn>")}


def test_the_schedule_of_the_mails_may_start_the_mailer_and_nothing_else(prod: Template) -> None:
    assert permissions(prod, "NewsScheduleRole") == {("lambda:InvokeFunction", "<FunctionsNewsMailerFunction.Arn>")}


def test_without_a_sender_nobody_may_send_mails(dev: Template) -> None:
    for function in ("Activate", "NewsMailer"):
        assert not any(action.startswith("ses:") for action, _ in permissions(dev, f"Functions{function}Role"))


def test_every_role_is_one_of_these(prod: Template) -> None:
    functions = {f"Functions{function}Role" for function in EXPECTED}

    assert set(properties(prod, "AWS::IAM::Role")) == functions | {"SyncScheduleRole", "NewsScheduleRole"}


def test_no_role_has_a_policy_from_elsewhere(prod: Template) -> None:
    assert not any("ManagedPolicyArns" in role for role in properties(prod, "AWS::IAM::Role").values())


def test_no_action_is_a_wildcard_or_a_scan(prod: Template) -> None:
    actions = {action for _, statement in statements(prod) for action in as_list(statement["Action"])}

    assert not any("*" in action for action in actions)
    assert not any("Scan" in action for action in actions)


def test_every_statement_allows_and_none_says_what_is_not_allowed(prod: Template) -> None:
    assert all(
        statement["Effect"] == "Allow" and not {"NotAction", "NotResource"} & set(statement)
        for _, statement in statements(prod)
    )
