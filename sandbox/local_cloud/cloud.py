"""Starting the local cloud, step by step.

`running_local_cloud` is for code that stops it again (the demo, the end-to-end tests); `start_local_cloud` leaves it
running (``make up``). Guarantee: when either returns, every address in the outputs answers; when either fails or is
interrupted, nothing is left running.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from sandbox.local_cloud.credentials import REGION, ensure_no_real_credentials
from sandbox.local_cloud.errors import AlreadyRunningError, StartFailedError
from sandbox.local_cloud.keys import make_keys, write_keys
from sandbox.local_cloud.mailbox import mails_address
from sandbox.local_cloud.ports import LOOPBACK, ensure_port_free, find_free_port
from sandbox.local_cloud.running import RunningProcesses, stop_local_cloud
from sandbox.local_cloud.settings import PROJECT
from sandbox.local_cloud.stack import deploy_stack, find_api_address, put_keys, set_what_the_emulator_ignores
from sandbox.local_cloud.state import LocalCloudState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sandbox.local_cloud.interruption import Interruption
    from sandbox.local_cloud.progress import Progress
    from sandbox.local_cloud.settings import LocalCloudSettings

_EMULATOR_PYTHON = PROJECT / ".venv-emulator" / "bin" / "python"
_EMULATOR = PROJECT / "sandbox" / "local_cloud" / "emulator.py"
_START_SECONDS = 30.0
# One page of each function that answers HTTP: a function's first answer takes seconds, its next one milliseconds.
_PATHS_TO_WARM_UP = ("/", "/exports/warm-up", "/cases", "/feed/warm-up")
_WARM_UP_SECONDS = 40.0
# Version paths of the contracts' server addresses.
_DREAMROBOT_PATH = "/rest/v1.1"
_BOSS_PATH = "/v1"
# The emulator takes every identity of the stack for proved, and keeps what is sent: ``python -m sandbox.mails``.
_MAIL_FROM = "neuigkeiten@atriga-app.example"


@contextmanager
def running_local_cloud(
    settings: LocalCloudSettings, progress: Progress, interruption: Interruption
) -> Iterator[dict[str, str]]:
    """Run a local cloud for the length of the block, which gets its outputs.

    Raises:
        LocalCloudError: It does not start; the class and the message say why.
    """
    running = _claim(settings, interruption)
    try:
        yield _start(settings, progress, running)
        progress.say("stopping the local cloud")
    finally:
        running.stop()


def start_local_cloud(settings: LocalCloudSettings, progress: Progress, interruption: Interruption) -> dict[str, str]:
    """Start a local cloud that goes on after this program, and return its outputs.

    Raises:
        LocalCloudError: It does not start; the class and the message say why.
    """
    running = _claim(settings, interruption)
    try:
        outputs = _start(settings, progress, running)
    except BaseException:
        running.stop()
        raise
    running.leave_alone()
    return outputs


def find_running(settings: LocalCloudSettings) -> dict[str, str] | None:
    """Return the outputs of the local cloud that ``make up`` left running in this folder, if there is one.

    Raises:
        AlreadyRunningError: One runs that cannot serve: with other settings, or about to be stopped by its command.
    """
    state = LocalCloudState.read(settings.state_file)
    if state is None or not state.is_running:
        return None
    if state.owner is not None:
        message = f"another command (process {state.owner.pid}) is running a local cloud here; end it first (Ctrl-C)"
        raise AlreadyRunningError(message)
    if state.settings != settings.describe():
        set_now = ", ".join(f"{name}={value}" for name, value in state.settings.items() if value)
        message = f"the local cloud is up with other settings ({set_now}); stop it first: make down"
        raise AlreadyRunningError(message)
    outputs: dict[str, str] = json.loads(settings.outputs_file.read_text(encoding="utf-8"))
    return outputs


def describe_addresses(settings: LocalCloudSettings, outputs: dict[str, str]) -> str:
    """Return the addresses to open, as lines."""
    lines = [f"app              {outputs['ApiUrl']}"]
    if address := outputs.get("DreamRobotSimulatorUrl"):
        lines.append(f"DreamRobot       {address}  (simulator; opens the app signed in)")
    if address := outputs.get("BossSimulatorUrl"):
        lines.append(f"BOSS console     {address}  (simulator; moves cases on)")
    lines.append(f"AWS emulator     {outputs['AwsEndpointUrl']}")
    lines.append(f"mails            {mails_address(outputs['AwsEndpointUrl'])}  (make mails writes them into files)")
    lines.append(f"all outputs      {settings.outputs_file}")
    lines.append(f"logs             {settings.log_file('*')}")
    return "\n".join(["", *(f"  {line}" for line in lines), ""])


def _claim(settings: LocalCloudSettings, interruption: Interruption) -> RunningProcesses:
    ensure_no_real_credentials(os.environ)
    if find_running(settings) is not None:
        message = f"the local cloud is up at {settings.app_url} already; stop it first: make down"
        raise AlreadyRunningError(message)
    # What a crashed run left behind would keep the ports.
    stop_local_cloud(settings)
    ensure_port_free(settings.port)
    return RunningProcesses(settings, interruption)


def _start(settings: LocalCloudSettings, progress: Progress, running: RunningProcesses) -> dict[str, str]:
    work = settings.folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    keys = make_keys()
    write_keys(keys, settings.keys_file)
    endpoint = _start_emulator(progress, running, work)
    simulators = _start_simulators(settings, progress, running)
    context = {
        "stage": "local",
        "dreamrobotUrl": settings.dreamrobot_url or simulators["DreamRobotSimulatorUrl"] + _DREAMROBOT_PATH,
        "bossUrl": settings.boss_url or simulators["BossSimulatorUrl"] + _BOSS_PATH,
        "publicUrl": settings.app_url,
        "mailFrom": _MAIL_FROM,
    }
    outputs = deploy_stack(running, progress, endpoint, context, work)
    set_what_the_emulator_ignores(outputs, endpoint)
    put_keys(outputs, endpoint, keys)
    _start_forwarder(settings, running, find_api_address(endpoint))
    progress.say("warming the functions up")
    _warm_up(settings.app_url)
    addresses = {"ApiUrl": settings.app_url, "AwsEndpointUrl": endpoint, "AwsRegion": REGION}
    outputs |= addresses | simulators
    settings.outputs_file.write_text(json.dumps(outputs, indent=2) + "\n", encoding="utf-8")
    progress.say(f"the local cloud is up at {settings.app_url}")
    return outputs


def _start_emulator(progress: Progress, running: RunningProcesses, work: Path) -> str:
    progress.say("starting the AWS emulator")
    port = find_free_port()
    temporary = work / "emulator"
    temporary.mkdir(exist_ok=True)
    # The emulator hands its whole environment to the functions, so it gets nothing of this one.
    environment = {
        "PATH": os.defpath,
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "GATEWAY_PORT": str(port),
        "BIND_HOST": LOOPBACK,
        "MINISTACK_HOST": "localhost",
        "MINISTACK_REGION": REGION,
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    endpoint = f"http://{LOOPBACK}:{port}"
    emulator = running.start("emulator", [_EMULATOR_PYTHON, "-P", _EMULATOR], environment)
    running.wait_for_answer(emulator, f"{endpoint}/_ministack/health", _START_SECONDS)
    return endpoint


def _start_simulators(settings: LocalCloudSettings, progress: Progress, running: RunningProcesses) -> dict[str, str]:
    wanted: dict[str, tuple[str, int, list[str]]] = {}
    if settings.dreamrobot_url is None:
        more = ["--app-url", settings.app_url, "--keys", str(settings.keys_file)]
        wanted["DreamRobotSimulatorUrl"] = ("sandbox.dreamrobot", settings.port + 1, more)
    if settings.boss_url is None:
        wanted["BossSimulatorUrl"] = ("sandbox.boss", settings.port + 2, [])
    addresses = {}
    for output, (module, preferred_port, more) in wanted.items():
        progress.say(f"starting {module}")
        port = find_free_port(preferred_port)
        addresses[output] = f"http://{LOOPBACK}:{port}"
        command = [sys.executable, "-m", module, "--host", LOOPBACK, "--port", str(port), *more]
        process = running.start(module.removeprefix("sandbox."), command, _own_environment())
        running.wait_for_answer(process, addresses[output], _START_SECONDS)
    return addresses


def _start_forwarder(settings: LocalCloudSettings, running: RunningProcesses, target: str) -> None:
    command = [sys.executable, "-m", "sandbox.local_cloud.forwarder", "--port", str(settings.port), "--target", target]
    forwarder = running.start("forwarder", command, _own_environment())
    # A function answers behind it; each request that is given up leaves one more function starting.
    running.wait_for_answer(forwarder, settings.app_url, _WARM_UP_SECONDS, seconds_for_one=_WARM_UP_SECONDS)


def _own_environment() -> dict[str, str]:
    """Return what a program of this project needs of the environment: none of what concerns AWS."""
    return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}


def _warm_up(app_url: str) -> None:
    with (
        httpx.Client(base_url=app_url, timeout=_WARM_UP_SECONDS, trust_env=False) as client,
        ThreadPoolExecutor(len(_PATHS_TO_WARM_UP)) as pool,
    ):
        statuses = [answer.status_code for answer in pool.map(client.get, _PATHS_TO_WARM_UP)]
    failed = [
        f"GET {path}: {status}"
        for path, status in zip(_PATHS_TO_WARM_UP, statuses, strict=True)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR
    ]
    if failed:
        message = f"the deployed functions fail ({', '.join(failed)}); see the emulator's log"
        raise StartFailedError(message)
