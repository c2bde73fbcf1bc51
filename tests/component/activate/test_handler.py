from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from functions.activate import handler
from shared.web.assets import Assets
from tests.component.calls import Context, http_event, read_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.component.activate.browser import Browser
    from tests.component.world import World


@pytest.fixture(autouse=True)
def fresh_instance() -> Iterator[None]:
    handler.application.cache_clear()
    yield
    handler.application.cache_clear()


def test_the_function_is_put_together_from_its_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    answer = read_answer(handler.handle(http_event("GET", "/activate"), Context()))
    assert (answer.status, answer.json["code"]) == (401, "not_signed_in")


def test_a_missing_variable_stops_the_function_and_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("BOSS_URL")
    with pytest.raises(ValidationError, match="boss_url"):
        handler.handle(http_event("GET", "/activate"), Context())


@pytest.mark.parametrize("name", ["app.css", "app.js", "charts.js", "chart.umd.min.js", "icon.svg"])
def test_an_asset_is_kept_by_the_browser_for_good_because_its_name_is_that_of_its_content(
    stranger: Browser, name: str
) -> None:
    address = Assets().url(name)
    answer = stranger.open(address)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert sha256(answer.body.encode()).hexdigest()[:12] == address.split(".")[-2]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/assets/app.css", "/assets/..%2Fassets.py", "/assets/"])
def test_nothing_but_the_assets_is_served(stranger: Browser, path: str) -> None:
    assert stranger.open(path).status == 404
