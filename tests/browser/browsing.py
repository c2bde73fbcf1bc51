"""A person at a browser: which language, how wide a window, with or without JavaScript."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Literal

from sandbox.local_cloud.settings import PROJECT
from tests.browser.inspection import NOTE_SHIFTS
from tests.browser.watch import PageWatch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Response

    from tests.e2e.shop import Shop
    from tests.local_stack import LocalStack

type Language = Literal["de", "en"]

WIDE = 1280
PHONE = 360

SCREENSHOTS = PROJECT / ".local" / "screenshots"

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
_LOCALES: dict[Language, str] = {"de": "de-DE", "en": "en-GB"}
_HEIGHT = 900
# For a function that starts for the first time on a slow machine; no test waits this long for what works.
_MILLISECONDS_TO_WAIT = 30_000


def find_chromium() -> str:
    """Return the path of the machine's Chromium."""
    found = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    assert found, "the browser tests need Chromium: make browser"
    return found


class Browsing:
    """Opens pages, each in a browser window of its own with no cookie, and watches all of them."""

    def __init__(self, chromium: Browser, stack: LocalStack) -> None:
        self._chromium = chromium
        self._watch = PageWatch((stack.app_url, stack.dreamrobot_url, stack.boss_url))
        self._contexts: list[BrowserContext] = []

    def open_page(
        self, *, language: Language = "de", width: int = WIDE, is_dark: bool = False, has_javascript: bool = True
    ) -> Page:
        """Open an empty page."""
        context = self._chromium.new_context(
            locale=_LOCALES[language],
            viewport={"width": width, "height": _HEIGHT},
            color_scheme="dark" if is_dark else "light",
            java_script_enabled=has_javascript,
        )
        context.set_default_timeout(_MILLISECONDS_TO_WAIT)
        context.add_init_script(NOTE_SHIFTS)
        self._watch.attach(context)
        self._contexts.append(context)
        return context.new_page()

    def list_faults(self) -> list[str]:
        """Return what the pages did and may not do."""
        return self._watch.list_faults()

    def take_screenshots(self, name: str) -> None:
        """Keep what all open pages show, for looking into a failed test."""
        for number, page in enumerate(page for context in self._contexts for page in context.pages):
            # A page without its style yet is wider and longer.
            page.wait_for_load_state()
            page.screenshot(path=SCREENSHOTS / f"{re.sub(r'[^\w-]+', '_', name)}-{number}.png", full_page=True)

    def close(self) -> None:
        """Close all windows."""
        for context in self._contexts:
            context.close()


def open_app(page: Page, shop: Shop, to: str = "/cases", language: Language = "de") -> Response:
    """Follow the link in DreamRobot that signs a merchant in, and return the answer to where it leads."""
    answer = page.goto(shop.calls.make_launch_address(shop.merchant, to=to, locale=language))
    assert answer, "the app gave no answer"
    return answer
