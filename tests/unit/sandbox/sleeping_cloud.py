"""A program that runs one process for a local cloud, for the tests of what remains when it is interrupted.

``python sleeping_cloud.py FOLDER`` says ``started`` once the process is on file, then waits.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.running import RunningProcesses
from sandbox.local_cloud.settings import LocalCloudSettings


def main() -> None:
    interruption = Interruption()
    interruption.install()
    running = RunningProcesses(LocalCloudSettings(folder=Path(sys.argv[1])), interruption)
    try:
        running.start("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"], os.environ)
        sys.stdout.write("started\n")
        sys.stdout.flush()
        time.sleep(600)
    finally:
        running.stop()


if __name__ == "__main__":
    main()
