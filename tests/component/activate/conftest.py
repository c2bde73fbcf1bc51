from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.component.activate.browser import Browser
from tests.component.world import make_merchant

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def stranger(world: World) -> Browser:
    """Return a browser of nobody, in a world without merchants."""
    return Browser(world)


@pytest.fixture
def merchant(world: World) -> Browser:
    """Return the browser of a merchant for whom the app is installed and who is signed in."""
    browser = Browser(world)
    browser.desk.merchants.save(make_merchant())
    browser.launch()
    return browser
