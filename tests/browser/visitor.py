"""Somebody at a page, who reads and clicks in their own way; tests say everything in English, and the page need not."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.browsing import PHONE, open_app
from tests.browser.inspection import list_tables_too_wide, list_what_is_too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator, Page

    from tests.browser.browsing import Browsing, Language
    from tests.browser.ways import Way
    from tests.e2e.shop import Shop


_DELIMITERS: dict[Language, str] = {"de": ";", "en": ","}
"""What a spreadsheet of each language takes for the edge of a cell."""


@dataclass(frozen=True)
class Visitor:
    """A person at a page. What they press and what they are told must fit into their window."""

    page: Page
    way: Way

    @classmethod
    def at_an_empty_page(cls, browsing: Browsing, way: Way) -> Visitor:
        """Open a window."""
        page = browsing.open_page(language=way.language, width=way.width, has_javascript=way.has_javascript)
        return cls(page, way)

    def open(self, shop: Shop, to: str = "/cases") -> None:
        """Come from DreamRobot as one of a merchant's people."""
        open_app(self.page, shop, to=to, language=self.way.language)
        self.expect_fit()

    def go(self, shop: Shop, to: str) -> None:
        """Go to another page of the app, signed in as one is."""
        self.page.goto(shop.stack.app_url + to)

    def say(self, text: str, number: int | None = None, /, **values: object) -> str:
        """Return what the page says; see ``Way.say``."""
        return self.way.say(text, number, **values)

    def field(self, label: str, /, **values: object) -> Locator:
        """The field with a label."""
        return self.page.get_by_label(self.say(label, None, **values), exact=True)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.field(label).select_option(label=self.say(option))

    def button(self, name: str, /, **values: object) -> Locator:
        """The button with a name."""
        return self.page.get_by_role("button", name=self.say(name, None, **values), exact=True)

    def press(self, name: str, /, **values: object) -> None:
        """Press a button."""
        self.expect_fit()
        self.button(name, **values).click()

    def press_one_of(self, *names: str) -> None:
        """Press a button that is called otherwise once it was pressed."""
        self.expect_fit()
        said = "|".join(re.escape(self.say(name)) for name in names)
        self.page.get_by_role("button", name=re.compile(f"^({said})$")).click()

    def link(self, name: str, /, **values: object) -> Locator:
        """The link with a name."""
        return self.page.get_by_role("link", name=self.say(name, None, **values), exact=True)

    def heading(self, text: str, /, **values: object) -> Locator:
        """The heading with a text."""
        return self.page.get_by_role("heading", name=self.say(text, None, **values), exact=True)

    def row(self, text: str) -> Locator:
        """The row of a table in which a text stands; on a phone it is a card."""
        return self.page.get_by_role("row").filter(has_text=text)

    def unfold(self, summary: str) -> Locator:
        """Open a folded part of the page, and return it."""
        name = re.compile(rf"^\s*{re.escape(self.say(summary))}\s*$")
        part = self.page.locator("details").filter(has=self.page.locator("summary").filter(has_text=name))
        part.locator("summary").click()
        return part

    def expect_told(self, text: str, number: int | None = None, /, **values: object) -> None:
        """Wait until the page tells how something went."""
        expect(self.page.get_by_role("status")).to_contain_text(self.say(text, number, **values))
        self.expect_fit()

    def expect_warning(self, text: str, /, **values: object) -> None:
        """Wait until the page tells what is wrong."""
        expect(self.page.get_by_role("alert")).to_contain_text(self.say(text, None, **values))
        self.expect_fit()

    def expect_saved(self, what: str) -> None:
        """Wait until the page tells what was saved."""
        self.expect_told("Saved: %(what)s", what=self.say(what))

    def expect_fit(self) -> None:
        """Nothing reaches beyond the edge of a phone, and on a wide screen no table has to be moved to and fro."""
        too_wide = list_what_is_too_wide(self.page) if self.way.width == PHONE else list_tables_too_wide(self.page)
        assert too_wide == []


def read_table(visitor: Visitor, download: Download) -> list[dict[str, str]]:
    """Read a file that was downloaded, as a spreadsheet of the visitor's language does."""
    written = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(written.splitlines(), delimiter=_DELIMITERS[visitor.way.language]))
