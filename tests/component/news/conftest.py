from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.component.news.news_bench import Bench

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)
