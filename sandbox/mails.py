"""Writes the mails that the running local cloud was told to send into ``.local/mails``: ``python -m sandbox.mails``."""

from __future__ import annotations

import os
import sys

import httpx

from sandbox.local_cloud.cloud import find_running
from sandbox.local_cloud.errors import LocalCloudError
from sandbox.local_cloud.mailbox import write_mails
from sandbox.local_cloud.progress import Progress
from sandbox.local_cloud.settings import LocalCloudSettings


def main() -> int:
    """Write and list the mails; return the exit code."""
    progress = Progress()
    try:
        settings = LocalCloudSettings.from_environment(os.environ)
        outputs = find_running(settings)
        if outputs is None:
            progress.show("The local cloud is not running; start it: make up")
            return 1
        files = list(write_mails(outputs["AwsEndpointUrl"], settings.folder / "mails"))
    except (LocalCloudError, httpx.HTTPError) as error:
        progress.show(f"error: {error}")
        return 1
    for file in files:
        progress.show(f"  {file}")
    progress.show(f"{len(files)} mails were sent.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
