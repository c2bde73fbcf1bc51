"""Starting, recognising and stopping the local cloud's processes.

Each starts in a process group of its own, so that what it starts itself (the emulator's functions) ends with it.
A process is recognised by its id and the moment it began: an id alone may belong to another program by now.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_POLL_SECONDS = 0.05
# What is ended by force still gives its memory and its ports back first.
_SECONDS_TO_DIE = 5.0
# /proc/<pid>/stat behind the name in brackets, which may hold spaces: state first, start time twentieth.
_STATE, _START_TIME = 0, 19


class ProcessRecord(BaseModel):
    """One running process: its name with us, its id and its birth."""

    model_config = ConfigDict(frozen=True)

    name: str
    pid: int
    birth: str

    @classmethod
    def of_this_process(cls, name: str) -> Self:
        """Describe the running program itself."""
        return cls(name=name, pid=os.getpid(), birth=find_birth(os.getpid()) or "")

    def is_alive(self) -> bool:
        """Whether this very process still runs."""
        return find_birth(self.pid) == self.birth


def find_birth(pid: int) -> str | None:
    """Return when the process began, in the system's own notation; ``None`` where it is over."""
    if Path("/proc/self/stat").exists():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[_STATE] in {"Z", "X"} else fields[_START_TIME]
    shown = subprocess.run(  # noqa: S603 - a fixed command with a number
        ["/bin/ps", "-o", "state=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(maxsplit=1)
    return None if not shown or shown[0].startswith("Z") else shown[1].strip()


def start_process(
    name: str, command: Sequence[str | Path], environment: Mapping[str, str], log: Path, folder: Path
) -> ProcessRecord:
    """Start a process in its own group, with its output in a log file.

    Args:
        name: what it is called in messages.
        command: the program and its arguments.
        environment: its whole environment.
        log: the file that takes its output; what it held is replaced.
        folder: where it runs.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - commands of this project only
            [str(part) for part in command],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _CHILDREN[process.pid] = process
    return ProcessRecord(name=name, pid=process.pid, birth=find_birth(process.pid) or "")


# Children of this process, kept so that they are reaped and their exit codes known.
_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}


def find_exit_code(process: ProcessRecord) -> int | None:
    """Return the exit code of a child of this process; ``None`` while it runs."""
    return _CHILDREN[process.pid].poll()


def stop_processes(
    processes: Sequence[ProcessRecord],
    grace_seconds: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """End the processes and all they started: ask first, and after the grace end them by force."""
    # A foreign process that got a leader's id meanwhile is left alone. A leader that is gone may have left its group
    # behind, and no id is given anew while a group bears it.
    ours = [process for process in processes if find_birth(process.pid) in {process.birth, None}]
    for number, seconds in ((signal.SIGTERM, grace_seconds), (signal.SIGKILL, _SECONDS_TO_DIE)):
        for process in ours:
            _signal_group(process, number)
        give_up_at = clock() + seconds
        while any(process.is_alive() for process in ours) and clock() < give_up_at:
            sleep(_POLL_SECONDS)
    for process in ours:
        if child := _CHILDREN.pop(process.pid, None):
            child.wait()


def _signal_group(process: ProcessRecord, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
