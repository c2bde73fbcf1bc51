"""What every end-to-end test leaves behind: simulators that work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.shop import Shop


@pytest.fixture(autouse=True)
def simulators_without_faults(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test leaves a fault behind for the next one."""
    yield
    if "shop" in request.fixturenames:
        shop: Shop = request.getfixturevalue("shop")
        shop.switch_faults_off(shop.stack.boss_url)
        shop.switch_faults_off(shop.stack.dreamrobot_url)
