"""The commands behind ``make up`` and ``make down``."""

from __future__ import annotations

import argparse
import os
import sys

from sandbox.local_cloud.cloud import describe_addresses, find_running, start_local_cloud
from sandbox.local_cloud.errors import LocalCloudError
from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.progress import Progress
from sandbox.local_cloud.running import stop_local_cloud
from sandbox.local_cloud.settings import LocalCloudSettings

_INTERRUPTED = 130


def main() -> int:
    """Run one command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.local_cloud", description=__doc__)
    parser.add_argument("command", choices=["up", "down", "status"])
    command = parser.parse_args().command
    interruption = Interruption()
    interruption.install()
    progress = Progress()
    try:
        settings = LocalCloudSettings.from_environment(os.environ)
        if command == "up":
            return _up(settings, progress, interruption)
        if command == "down":
            return _down(settings, progress)
        return _show_status(settings, progress)
    except LocalCloudError as error:
        progress.show(f"error: {error}")
        return 1
    except KeyboardInterrupt:
        progress.show("interrupted; nothing is left running")
        return _INTERRUPTED


def _up(settings: LocalCloudSettings, progress: Progress, interruption: Interruption) -> int:
    outputs = find_running(settings)
    if outputs is None:
        outputs = start_local_cloud(settings, progress, interruption)
    else:
        progress.show("The local cloud is up already.")
    progress.show(describe_addresses(settings, outputs))
    progress.show("Stop it: make down")
    return 0


def _down(settings: LocalCloudSettings, progress: Progress) -> int:
    was_running = stop_local_cloud(settings)
    progress.show("The local cloud is stopped." if was_running else "No local cloud was running.")
    return 0


def _show_status(settings: LocalCloudSettings, progress: Progress) -> int:
    outputs = find_running(settings)
    if outputs is None:
        progress.show("The local cloud is not running; start it: make up")
        return 1
    progress.show(describe_addresses(settings, outputs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
