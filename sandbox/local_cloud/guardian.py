"""Outlives the command that starts a local cloud, and stops what that command can no longer stop itself.

Started as ``python -m sandbox.local_cloud.guardian FOLDER`` with its standard input held open by the command. When
that ends, however it ends, and the processes on file still belong to it, they are stopped.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sandbox.local_cloud.running import stop_local_cloud
from sandbox.local_cloud.settings import LocalCloudSettings
from sandbox.local_cloud.state import LocalCloudState


def main() -> None:
    """Wait for the end of the owner, then tidy up after it."""
    settings = LocalCloudSettings(folder=Path(sys.argv[1]))
    sys.stdin.buffer.read()
    state = LocalCloudState.read(settings.state_file)
    if state is not None and state.owner is not None:
        stop_local_cloud(settings)


if __name__ == "__main__":
    main()
