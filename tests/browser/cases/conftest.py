"""A merchant whose cases are acted on; its tests share a process, because so many cases take their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.cases.case_desk import CaseDesk

if TYPE_CHECKING:
    import httpx

    from tests.browser.cases.case_desk import OneCase
    from tests.local_stack import LocalStack


@pytest.fixture(scope="session")
def desk(local_stack: LocalStack, http: httpx.Client) -> CaseDesk:
    """The merchant whose cases the tests act on; one for the whole run."""
    return CaseDesk.set_up(local_stack, http)


@pytest.fixture
def case(desk: CaseDesk) -> OneCase:
    """A case that atriga took and that no other test has."""
    return desk.cases.pop()
