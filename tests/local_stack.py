"""The deployed local cloud for the end-to-end and the browser tests: one for each process that runs them.

``ATRIGA_LOCAL_OUTPUTS`` names the ``outputs.json`` of one that is up already (``make up``); without it a process brings
one of its own up, on ports and in a folder that nothing else uses, and stops it at its end.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.dreamrobot.app_calls import AppKeys, load_keys
from sandbox.local_cloud.cloud import running_local_cloud
from sandbox.local_cloud.credentials import make_client
from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.ports import find_free_port
from sandbox.local_cloud.progress import Progress
from sandbox.local_cloud.settings import LocalCloudSettings
from tests.processes import STACK_THAT_IS_UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TESTS = Path(__file__).parent
FOLDERS_WITH_THE_STACK = ("e2e", "browser")
# The first of these tests waits for the deployment, and the schedule runs once a minute.
SECONDS_FOR_ONE_TEST = 600


@dataclass(frozen=True)
class LocalStack:
    """Addresses and names of the deployed stack, and the keys that DreamRobot signs with."""

    outputs: Mapping[str, str]
    keys: AppKeys = field(repr=False)
    keys_file: Path

    @property
    def app_url(self) -> str:
        return self.outputs["ApiUrl"]

    @property
    def dreamrobot_url(self) -> str:
        """The simulator's root; its API is below ``/rest/v1.1``."""
        return self.outputs["DreamRobotSimulatorUrl"]

    @property
    def boss_url(self) -> str:
        """The simulator's root; its API is below ``/v1``."""
        return self.outputs["BossSimulatorUrl"]

    def client(self, service: str) -> Any:
        """A boto3-like client for looking into the emulator."""
        return make_client(service, self.outputs["AwsEndpointUrl"])

    def find_workers(self, function: str) -> list[int]:
        """The processes that run a function now, by the end of its name; what a test kills to crash it."""
        workers = []
        for environment in Path("/proc").glob("[0-9]*/environ"):
            try:
                variables = environment.read_bytes().split(b"\0")
            except OSError:
                continue
            is_of_this_stack = f"AWS_ENDPOINT_URL={self.outputs['AwsEndpointUrl']}".encode() in variables
            names = [value for value in variables if value.startswith(b"AWS_LAMBDA_FUNCTION_NAME=")]
            if is_of_this_stack and any(name.endswith(f"-{function}".encode()) for name in names):
                workers.append(int(environment.parent.name))
        return workers


def read_local_stack(outputs_file: Path) -> LocalStack:
    keys_file = outputs_file.with_name("keys.json")
    return LocalStack(json.loads(outputs_file.read_text(encoding="utf-8")), load_keys(keys_file), keys_file)


@pytest.fixture(scope="session")
def local_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """The stack, deployed once."""
    if named := os.environ.get(STACK_THAT_IS_UP):
        yield read_local_stack(Path(named))
        return
    settings = LocalCloudSettings(folder=tmp_path_factory.mktemp("local"), port=find_free_port())
    with running_local_cloud(settings, Progress(), Interruption()):
        yield read_local_stack(settings.outputs_file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for folder in FOLDERS_WITH_THE_STACK:
            if item.path.is_relative_to(TESTS / folder):
                item.add_marker(folder)
                item.add_marker(pytest.mark.timeout(SECONDS_FOR_ONE_TEST))
