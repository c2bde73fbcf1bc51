from __future__ import annotations

import pytest

from shared.web.pages import PageRenderer


@pytest.fixture(scope="session")
def renderer() -> PageRenderer:
    return PageRenderer()
