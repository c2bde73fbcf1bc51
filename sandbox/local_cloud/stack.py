"""Bringing the unmodified CDK app onto the emulator, and its outputs back."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.local_cloud.credentials import ACCOUNT, REGION, make_aws_environment, make_client
from sandbox.local_cloud.errors import StartFailedError
from sandbox.local_cloud.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.local_cloud.progress import Progress
    from sandbox.local_cloud.running import RunningProcesses

_CDK = PROJECT / "node_modules" / ".bin" / "cdk"
_SYNTH_SECONDS = 300.0
_DEPLOY_SECONDS = 180.0


def deploy_stack(
    running: RunningProcesses, progress: Progress, endpoint: str, context: Mapping[str, str], work: Path
) -> dict[str, str]:
    """Deploy the app and return its stack's outputs.

    Args:
        running: starts the CDK command line.
        progress: says what is going on.
        endpoint: the emulator.
        context: values of the CDK app.
        work: a folder for what the CDK writes.
    """
    environment = make_aws_environment(os.environ, endpoint) | {
        # The CDK remembers which account a key belongs to; what it knows of other runs must not count.
        "CDK_HOME": str(work / "cdk-home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "CI": "true",
        "CDK_DISABLE_CLI_TELEMETRY": "true",
    }
    assembly = work / "cdk.out"
    outputs_file = work / "stack-outputs.json"
    values = [part for name, value in context.items() for part in ("-c", f"{name}={value}")]

    progress.say("building the functions' package and the stack's template, preparing the emulator's account")
    synth = running.start("synth", [_CDK, "synth", "--quiet", "--output", assembly, *values], environment)
    # Elsewhere than in the project, whose cdk.json would have it build the app a second time.
    bootstrap = running.start("bootstrap", [_CDK, "bootstrap", f"aws://{ACCOUNT}/{REGION}"], environment, work)
    running.wait_for_end(synth, _SYNTH_SECONDS)
    running.wait_for_end(bootstrap, _DEPLOY_SECONDS)

    progress.say("deploying the stack")
    approved: list[str | Path] = ["--require-approval", "never", "--outputs-file", outputs_file]
    deploy = running.start("deploy", [_CDK, "deploy", "--all", "--app", assembly, *approved], environment)
    running.wait_for_end(deploy, _DEPLOY_SECONDS)
    outputs_of_stacks: dict[str, dict[str, str]] = json.loads(outputs_file.read_text(encoding="utf-8"))
    return {name: value for outputs in outputs_of_stacks.values() for name, value in outputs.items()}


def find_api_address(endpoint: str) -> str:
    """Return the emulator's address of the deployed HTTP API, without a slash at its end.

    Raises:
        StartFailedError: There is not exactly one.
    """
    apis = make_client("apigatewayv2", endpoint).get_apis()["Items"]
    if len(apis) != 1:
        message = f"the stack was to have one HTTP API; the emulator has {len(apis)}"
        raise StartFailedError(message)
    return f"{endpoint}/_aws/execute-api/{apis[0]['ApiId']}/$default"


def set_what_the_emulator_ignores(outputs: Mapping[str, str], endpoint: str) -> None:
    """Switch on through the public API what the emulator passes over in the template: expiry in two tables."""
    tables = make_client("dynamodb", endpoint)
    for table, attribute in (("RuntimeTableName", "expires_at"), ("CasesTableName", "news_expire_at")):
        tables.update_time_to_live(
            TableName=outputs[table], TimeToLiveSpecification={"Enabled": True, "AttributeName": attribute}
        )


def put_keys(outputs: Mapping[str, str], endpoint: str, keys: Mapping[str, list[str]]) -> None:
    """Give the app the keys that DreamRobot signs with."""
    make_client("secretsmanager", endpoint).put_secret_value(
        SecretId=outputs["DreamRobotSecretName"], SecretString=json.dumps(keys)
    )
