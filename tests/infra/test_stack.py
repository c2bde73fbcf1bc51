from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from aws_cdk import Validations, aws_sqs

from infra.app import assemble
from infra.config import DeploymentConfig
from tests.infra.synthesis import make_app, resource, text

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk.assertions import Template
    from constructs import IConstruct

OUTPUTS = {
    "ApiUrl": "<HttpApi.ApiEndpoint>",
    "AccountsTableName": "<StorageAccountsTable>",
    "CasesTableName": "<StorageCasesTable>",
    "RuntimeTableName": "<StorageRuntimeTable>",
    "ExportsQueueUrl": "<QueuesExportsQueue>",
    "ExportsDeadLetterUrl": "<QueuesExportsDeadLetters>",
    "CommandsQueueUrl": "<QueuesCommandsQueue>",
    "CommandsDeadLetterUrl": "<QueuesCommandsDeadLetters>",
    "SyncsQueueUrl": "<QueuesSyncsQueue>",
    "SyncsDeadLetterUrl": "<QueuesSyncsDeadLetters>",
    "DreamRobotSecretName": "atriga-for-dreamrobot/prod/dreamrobot",
} | {
    f"MailDkim{number}": f"<MailIdentity.DkimDNSTokenName{number}> CNAME <MailIdentity.DkimDNSTokenValue{number}>"
    for number in (1, 2, 3)
}

each_stage = pytest.mark.parametrize("stage", ["local", "dev", "prod"])


def test_the_outputs_are_those_that_others_rely_on(prod: Template) -> None:
    assert {name: text(output["Value"]) for name, output in prod.find_outputs("*").items()} == OUTPUTS


def test_a_public_address_takes_the_place_of_the_apis_own(local: Template) -> None:
    assert local.find_outputs("ApiUrl")["ApiUrl"]["Value"] == "http://127.0.0.1:8080"


def test_dreamrobots_secret_begins_without_a_key_so_that_nobody_is_let_in(prod: Template) -> None:
    secret = resource(prod, "AWS::SecretsManager::Secret", "SecretsDreamRobot")

    assert secret["Properties"]["Name"] == "atriga-for-dreamrobot/prod/dreamrobot"
    assert json.loads(secret["Properties"]["SecretString"]) == {"signing_keys": [], "launch_keys": []}


@pytest.mark.parametrize(("stage", "policy"), [("prod", "Retain"), ("dev", "Delete"), ("local", "Delete")])
def test_dreamrobots_keys_outlive_the_stack_in_production(
    stage: str, policy: str, request: pytest.FixtureRequest
) -> None:
    secret = resource(request.getfixturevalue(stage), "AWS::SecretsManager::Secret", "SecretsDreamRobot")

    assert secret["DeletionPolicy"] == policy


@pytest.mark.parametrize(("stage", "is_protected"), [("local", False), ("dev", False), ("prod", True)])
def test_only_production_refuses_to_be_removed(
    stage: str,
    is_protected: bool,  # noqa: FBT001 -- a parameter of the test
    tmp_path: Path,
    stand_in_package: Path,
) -> None:
    config = DeploymentConfig.from_context({"stage": stage})

    stack = assemble(make_app(tmp_path), config=config, package=stand_in_package)

    assert stack.termination_protection is is_protected


@each_stage
@pytest.mark.parametrize("alarm_email", [{}, {"alarmEmail": "team@example.com", "mailFrom": "news@example.com"}])
def test_every_stage_passes_the_checks(
    stage: str, alarm_email: dict[str, str], tmp_path: Path, stand_in_package: Path
) -> None:
    app = make_app(tmp_path)
    assemble(app, config=DeploymentConfig.from_context({"stage": stage, **alarm_email}), package=stand_in_package)

    app.synth()

    report = json.loads((tmp_path / "validation-report.json").read_text())
    assert report["pluginReports"] == []


def test_a_broken_rule_ends_the_synthesis(tmp_path: Path, stand_in_package: Path) -> None:
    app = make_app(tmp_path)
    stack = assemble(app, config=DeploymentConfig(), package=stand_in_package)
    aws_sqs.Queue(stack, "Careless")

    with pytest.raises(RuntimeError, match="AwsSolutions-SQS3"):
        app.synth()

    report = json.loads((tmp_path / "validation-report.json").read_text())
    violations = report["pluginReports"][0]["violations"]
    assert {violation["ruleName"] for violation in violations} == {"AwsSolutions-SQS3", "AwsSolutions-SQS4"}


def test_every_acknowledgement_is_narrow_and_gives_its_reason(tmp_path: Path, stand_in_package: Path) -> None:
    stack = assemble(make_app(tmp_path), config=DeploymentConfig(), package=stand_in_package)

    acknowledged = {construct.node.path: _acknowledgements(construct) for construct in stack.node.find_all()}
    given = {path: reasons for path, reasons in acknowledged.items() if reasons}

    assert stack.node.path not in given
    assert stack.node.root.node.path not in given
    assert {rule.removeprefix("Annotation::").partition("[")[0] for reasons in given.values() for rule in reasons} == {
        "AwsSolutions-APIG4",
        "AwsSolutions-DDB3",
        "AwsSolutions-IAM5",
        "AwsSolutions-L1",
        "AwsSolutions-SMG4",
    }
    assert all(len(reason) > 40 for reasons in given.values() for reason in reasons.values())


def _acknowledgements(construct: IConstruct) -> dict[str, str]:
    return {
        rule: reason
        for entry in construct.node.metadata
        if entry.type == Validations.ACKNOWLEDGED_RULES_METADATA_KEY
        for rule, reason in entry.data.items()
    }
