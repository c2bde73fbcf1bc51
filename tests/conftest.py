"""What all tests share: the deployed local cloud, brought up by the first test that asks for it."""

from __future__ import annotations

import gc

from hypothesis import settings

# No property is about time, so none may fail because a machine is slow.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.processes", "tests.local_stack", "tests.shops"]


def pytest_collection_finish() -> None:
    """Take what stays to the end, modules and tests, out of every later search for garbage."""
    gc.collect()
    gc.freeze()
