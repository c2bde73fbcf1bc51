"""The watch over all pages sees what it is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import PageWatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.local_stack import LocalStack

ELSEWHERE = "http://elsewhere.example/picture.png"
LOAD_A_PICTURE = """
address => new Promise(resolve => {
  const picture = new Image();
  picture.onerror = resolve;
  picture.src = address;
  document.body.append(picture);
})
"""


@pytest.fixture
def watch(local_stack: LocalStack) -> PageWatch:
    return PageWatch((local_stack.app_url, local_stack.dreamrobot_url))


@pytest.fixture
def watched_page(chromium: Browser, watch: PageWatch) -> Iterator[Page]:
    context = chromium.new_context()
    watch.attach(context)
    yield context.new_page()
    context.close()


def test_a_page_that_is_refused_and_behaves_is_no_fault(
    local_stack: LocalStack, watch: PageWatch, watched_page: Page
) -> None:
    answer = watched_page.goto(f"{local_stack.app_url}/cases")
    assert answer
    assert answer.status == 401
    assert watch.list_faults() == []


def test_an_error_on_the_console_is_a_fault(local_stack: LocalStack, watch: PageWatch, watched_page: Page) -> None:
    watched_page.goto(local_stack.dreamrobot_url)
    watched_page.evaluate("console.error('broken')")
    assert watch.list_faults() == ["console: broken"]


def test_a_script_that_throws_is_a_fault(local_stack: LocalStack, watch: PageWatch, watched_page: Page) -> None:
    watched_page.goto(local_stack.dreamrobot_url)
    with watched_page.expect_event("pageerror"):
        watched_page.evaluate("setTimeout(() => { throw new Error('thrown'); })")
    assert watch.list_faults() == ["console: thrown"]


def test_a_request_to_another_host_is_a_fault(local_stack: LocalStack, watch: PageWatch, watched_page: Page) -> None:
    watched_page.goto(local_stack.dreamrobot_url)
    watched_page.evaluate(LOAD_A_PICTURE, ELSEWHERE)
    assert f"request to another host: {ELSEWHERE}" in watch.list_faults()


def test_a_picture_from_the_other_simulator_is_a_fault(
    local_stack: LocalStack, watch: PageWatch, watched_page: Page
) -> None:
    watched_page.goto(local_stack.dreamrobot_url)
    watched_page.evaluate(LOAD_A_PICTURE, f"{local_stack.app_url}/picture.png")
    assert f"request to another host: {local_stack.app_url}/picture.png" in watch.list_faults()


def test_a_broken_content_security_policy_is_a_fault(
    local_stack: LocalStack, watch: PageWatch, watched_page: Page
) -> None:
    watched_page.goto(f"{local_stack.app_url}/cases")
    with watched_page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        watched_page.evaluate(LOAD_A_PICTURE, ELSEWHERE)
    assert any("Content Security Policy" in fault for fault in watch.list_faults())
