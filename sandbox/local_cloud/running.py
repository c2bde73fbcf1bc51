"""The processes of one local cloud while it starts and runs: started, written down, waited for, stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx

from sandbox.local_cloud.errors import StartFailedError
from sandbox.local_cloud.processes import ProcessRecord, find_exit_code, start_process, stop_processes
from sandbox.local_cloud.settings import PROJECT
from sandbox.local_cloud.state import LocalCloudState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sandbox.local_cloud.interruption import Interruption
    from sandbox.local_cloud.settings import LocalCloudSettings

_POLL_SECONDS = 0.1
_SECONDS_FOR_ONE_ANSWER = 2.0
# The emulator takes ten seconds to say goodbye and has nothing to keep.
_GRACE_SECONDS = 2.0
_LOG_LINES_SHOWN = 25


class RunningProcesses:
    """What runs for one local cloud. Every process is on file before anything can interrupt this program."""

    def __init__(self, settings: LocalCloudSettings, interruption: Interruption) -> None:
        self._settings = settings
        self._interruption = interruption
        self._state = LocalCloudState(owner=ProcessRecord.of_this_process("owner"), settings=settings.describe())
        self._state.write(settings.state_file)
        self._guardian = self._start_guardian()

    def start(
        self, name: str, command: Sequence[str | Path], environment: Mapping[str, str], folder: Path = PROJECT
    ) -> ProcessRecord:
        """Start a process that is stopped with the local cloud; its output goes to a log file of its name."""
        with self._interruption.held_back():
            process = start_process(name, command, environment, self._settings.log_file(name), folder)
            self._state.processes.append(process)
            self._state.write(self._settings.state_file)
        return process

    def wait_for_answer(
        self, process: ProcessRecord, url: str, seconds: float, seconds_for_one: float = _SECONDS_FOR_ONE_ANSWER
    ) -> None:
        """Wait until the process answers HTTP at the address, with whatever status.

        ``seconds_for_one`` is how long one request may take before it is sent once more.

        Raises:
            StartFailedError: It ended, or said nothing in time; the message ends with its log.
        """
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            if find_exit_code(process) is not None:
                raise self._failed(process, "ended")
            try:
                httpx.get(url, timeout=seconds_for_one, trust_env=False)
            except httpx.TransportError:
                time.sleep(_POLL_SECONDS)
            else:
                return
        raise self._failed(process, f"did not answer within {seconds:.0f} seconds")

    def wait_for_end(self, process: ProcessRecord, seconds: float) -> None:
        """Wait until a process that does one job has done it, and take it off the list.

        Raises:
            StartFailedError: It failed or took too long; the message ends with its log.
        """
        give_up_at = time.monotonic() + seconds
        while (code := find_exit_code(process)) is None:
            if time.monotonic() > give_up_at:
                raise self._failed(process, f"was not done within {seconds:.0f} seconds")
            time.sleep(_POLL_SECONDS)
        if code:
            raise self._failed(process, f"ended with code {code}")
        self._state.processes.remove(process)
        self._state.write(self._settings.state_file)

    def leave_alone(self) -> None:
        """Let the processes outlive this program."""
        self._state.owner = None
        self._state.write(self._settings.state_file)
        self._dismiss_guardian()

    def stop(self) -> None:
        """Stop everything, also against a second Ctrl-C."""
        with self._interruption.held_back():
            stop_local_cloud(self._settings)
            self._dismiss_guardian()

    def _start_guardian(self) -> subprocess.Popen[bytes]:
        # Whatever ends this program without a word (a kill, a closed terminal) ends its side of the pipe, too.
        return subprocess.Popen(  # noqa: S603 - this project's own module
            [sys.executable, "-m", "sandbox.local_cloud.guardian", self._settings.folder],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", os.defpath)},
        )

    def _dismiss_guardian(self) -> None:
        self._guardian.communicate()

    def _failed(self, process: ProcessRecord, what: str) -> StartFailedError:
        log = self._settings.log_file(process.name)
        tail = "\n".join(f"  {line}" for line in log.read_text("utf-8", "replace").splitlines()[-_LOG_LINES_SHOWN:])
        return StartFailedError(f"{process.name} {what}; its log ({log}) ends with:\n{tail}")


def stop_local_cloud(settings: LocalCloudSettings) -> bool:
    """Stop what is on file for this folder; return whether there was anything.

    Outputs and keys go with the processes, so that nothing is taken for running that is not. The logs stay.
    """
    state = LocalCloudState.read(settings.state_file)
    if state is not None:
        stop_processes(state.processes, _GRACE_SECONDS)
    for file in (settings.state_file, settings.outputs_file, settings.keys_file):
        file.unlink(missing_ok=True)
    shutil.rmtree(settings.folder / "work", ignore_errors=True)
    return state is not None and bool(state.processes)
