from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sandbox.local_cloud.cloud import find_running
from sandbox.local_cloud.errors import AlreadyRunningError
from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.processes import ProcessRecord, find_birth, start_process, stop_processes
from sandbox.local_cloud.running import stop_local_cloud
from sandbox.local_cloud.settings import PROJECT, LocalCloudSettings
from sandbox.local_cloud.state import LocalCloudState

if TYPE_CHECKING:
    from pathlib import Path

SLEEP = "import time; time.sleep(600)"
# Starts a process of its own and, like it, does not listen when asked to end.
STUBBORN_FAMILY = f"""
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "{SLEEP}"])
print(child.pid, flush=True)
time.sleep(600)
"""
WAIT_SECONDS = 20


def start(tmp_path: Path, code: str) -> ProcessRecord:
    return start_process("sleeper", [sys.executable, "-c", code], os.environ, tmp_path / "sleeper.log", tmp_path)


def wait_until_over(pid: int) -> bool:
    give_up_at = time.monotonic() + WAIT_SECONDS
    while find_birth(pid) is not None and time.monotonic() < give_up_at:
        time.sleep(0.05)
    return find_birth(pid) is None


def read_line(file: Path) -> str:
    give_up_at = time.monotonic() + WAIT_SECONDS
    while not file.read_text(encoding="utf-8").endswith("\n") and time.monotonic() < give_up_at:
        time.sleep(0.05)
    return file.read_text(encoding="utf-8").strip()


def test_a_process_that_is_asked_to_end_ends(tmp_path: Path) -> None:
    process = start(tmp_path, SLEEP)
    assert process.is_alive()
    stop_processes([process], grace_seconds=WAIT_SECONDS)
    assert not process.is_alive()


def test_a_process_that_does_not_listen_is_ended_together_with_what_it_started(tmp_path: Path) -> None:
    process = start(tmp_path, STUBBORN_FAMILY)
    child = int(read_line(tmp_path / "sleeper.log"))
    stop_processes([process], grace_seconds=0.2)
    assert not process.is_alive()
    assert wait_until_over(child)


def test_a_foreign_process_that_has_the_id_meanwhile_is_left_alone(tmp_path: Path) -> None:
    process = start(tmp_path, SLEEP)
    stop_processes([process.model_copy(update={"birth": "another moment"})], grace_seconds=0.0)
    try:
        assert process.is_alive()
    finally:
        stop_processes([process], grace_seconds=WAIT_SECONDS)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_the_command_ends_nothing_is_left_running(tmp_path: Path, number: signal.Signals) -> None:
    settings = LocalCloudSettings(folder=tmp_path)
    with subprocess.Popen(  # noqa: S603 - this project's own program
        [sys.executable, "-m", "tests.unit.sandbox.sleeping_cloud", tmp_path],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == b"started\n"
        state = LocalCloudState.read(settings.state_file)
        command.send_signal(number)
        assert command.wait(WAIT_SECONDS) != 0
    assert state is not None
    assert [wait_until_over(process.pid) for process in state.processes] == [True]


def test_a_signal_that_comes_at_a_bad_moment_waits_for_the_end_of_it() -> None:
    interruption = Interruption()
    done = []

    def go_through_a_bad_moment() -> None:
        with interruption.held_back():
            interruption._receive(signal.SIGINT, None)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        go_through_a_bad_moment()
    assert done == ["all of it"]


def test_what_a_crashed_command_left_on_file_does_not_count_as_running(tmp_path: Path) -> None:
    settings = LocalCloudSettings(folder=tmp_path)
    gone = ProcessRecord(name="emulator", pid=os.getpid(), birth="another moment")
    LocalCloudState(owner=None, settings=settings.describe(), processes=[gone]).write(settings.state_file)
    assert find_running(settings) is None
    stop_local_cloud(settings)
    assert not settings.state_file.exists()


@pytest.mark.parametrize("content", ["", "{", '{"owner": 1}'])
def test_a_file_that_was_cut_off_counts_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "processes.json"
    file.write_text(content, encoding="utf-8")
    assert LocalCloudState.read(file) is None


def test_a_cloud_that_another_command_will_stop_is_not_shared(tmp_path: Path) -> None:
    settings = LocalCloudSettings(folder=tmp_path)
    this = ProcessRecord.of_this_process("demo")
    LocalCloudState(owner=this, settings=settings.describe(), processes=[this]).write(settings.state_file)
    with pytest.raises(AlreadyRunningError, match=f"process {this.pid}"):
        find_running(settings)


def test_a_cloud_that_is_up_with_other_settings_is_named(tmp_path: Path) -> None:
    settings = LocalCloudSettings(folder=tmp_path)
    this = ProcessRecord.of_this_process("emulator")
    others = {**settings.describe(), "LOCAL_PORT": "9999"}
    LocalCloudState(owner=None, settings=others, processes=[this]).write(settings.state_file)
    with pytest.raises(AlreadyRunningError, match=r"LOCAL_PORT=9999.*make down"):
        find_running(settings)
