"""Which tests share a process, because what they need is dear to make: a deployed stack, a template, a full table.

A scheduler of our own for xdist, by folder or module. Its marks for groups are no way to it: xdist 3.8 writes a group
behind the id of a test in a place where pytest 9.2 does not look any more, so that each process made everything anew.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

STACK_THAT_IS_UP = "ATRIGA_LOCAL_OUTPUTS"
"""The variable that names a stack for all tests that need one; else each process brings one of its own up."""

TOGETHER = {
    "tests/browser/cases/": "the deployed stack of the browser tests about cases",
    "tests/browser/": "the deployed stack of the other browser tests",
    "tests/e2e/": "the deployed stack of the end-to-end tests",
    "tests/infra/": "the synthesized templates",
    "tests/unit/store/test_case_table_cost.py": "tables of many cases",
}
"""The tests that run in one process, by the beginning of their ids; all others run wherever there is room.

The first beginning that fits counts.
"""

TOGETHER_ON_ONE_STACK = {"tests/browser/": "the stack", "tests/e2e/": "the stack"} | {
    beginning: shared for beginning, shared in TOGETHER.items() if "deployed stack" not in shared
}
"""The same where a stack is up already: what one test switches on there, another would meet."""


class SharingScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives all tests that share something to one process, the largest group first."""

    def _split_scope(self, nodeid: str) -> str:
        together = TOGETHER_ON_ONE_STACK if STACK_THAT_IS_UP in os.environ else TOGETHER
        return next((shared for beginning, shared in together.items() if nodeid.startswith(beginning)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharingScheduling:
    """Take the place of xdist's schedulers."""
    return SharingScheduling(config, log)
