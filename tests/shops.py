"""Merchants on the deployed stack, shared by the end-to-end and the browser tests: one of each for the whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.e2e.shop import Shop, find_merchant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.local_stack import LocalStack


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def shop(local_stack: LocalStack, http: httpx.Client) -> Shop:
    """The merchant with the many orders, activated."""
    shop = Shop(local_stack, find_merchant("merchant-1001"), "10001", http)
    shop.activate()
    return shop


@pytest.fixture(scope="session")
def other_shop(local_stack: LocalStack, http: httpx.Client) -> Shop:
    """Another merchant, activated."""
    shop = Shop(local_stack, find_merchant("merchant-2002"), "20002", http)
    shop.activate()
    return shop
