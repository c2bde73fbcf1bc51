"""A browser for the tests; a page that writes an error, or asks another host, fails the test that opened it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.browsing import CHROMIUM_FLAGS, Browsing, find_chromium
from tests.browser.outside import seed
from tests.browser.visitor import Visitor
from tests.browser.ways import WAYS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    import httpx
    from playwright.sync_api import Browser

    from tests.browser.outside import Seeded
    from tests.browser.ways import Way
    from tests.e2e.shop import Shop
    from tests.local_stack import LocalStack

# Long enough for an export on a slow machine; nothing that works takes so long.
expect.set_options(timeout=30_000)

KEEPS_SCREENSHOTS = "ATRIGA_SCREENSHOTS" in os.environ
"""Whether each test leaves what its pages show at its end, to be looked at; else only one that failed does."""

_HAS_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixture that closes the windows know that the test failed."""
    report = yield
    item.stash[_HAS_FAILED] = item.stash.get(_HAS_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def seeded(local_stack: LocalStack, http: httpx.Client) -> Seeded:
    """The merchant whose texts are markup, and the ids that the addresses name; one for the whole run."""
    return seed(local_stack, http)


@pytest.fixture
def passing_shop(other_shop: Shop) -> Iterator[Shop]:
    """A merchant whose account a test may end, and whose language it may choose; as new for the tests that follow."""
    yield other_shop
    other_shop.calls.uninstall(other_shop.merchant_id)
    other_shop.activate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one module: Playwright's event loop counts as running, and other tests start loops of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browsing(chromium: Browser, local_stack: LocalStack, request: pytest.FixtureRequest) -> Iterator[Browsing]:
    """Opens pages; afterwards all of them must have behaved."""
    browsing = Browsing(chromium, local_stack)
    yield browsing
    item = cast("pytest.Item", request.node)
    faults = browsing.list_faults()
    has_failed = item.stash.get(_HAS_FAILED, False)
    if faults or has_failed or KEEPS_SCREENSHOTS:
        browsing.take_screenshots(item.name)
    browsing.close()
    assert faults == []


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def visitor(browsing: Browsing, request: pytest.FixtureRequest) -> Visitor:
    """A person who does what a test is about, in each of the ways in which the pages are looked at."""
    way: Way = request.param
    return Visitor.at_an_empty_page(browsing, way)


@pytest.fixture
def page(browsing: Browsing) -> Page:
    """A wide page of a person who reads German."""
    return browsing.open_page()
