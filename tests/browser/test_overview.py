"""The overview: each of its figures leads to the cases behind it, as many as it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.outside import Seeded
    from tests.browser.visitor import Visitor

_COUNT = re.compile(r"^(\d+)( \D+)?$")


def test_each_figure_leads_to_the_cases_behind_it(seeded: Seeded, visitor: Visitor) -> None:
    shop, ids = seeded
    visitor.open(shop, "/overview")
    links = visitor.page.get_by_role("main").get_by_role("link")
    figures = dict(map(read_figure, links.all()))
    assert len(figures) >= 6
    assert any(count is not None for count in figures.values())
    for address, count in figures.items():
        visitor.go(shop, address)
        rows = visitor.page.locator("tbody tr:not(.group)")
        expect(rows.first).to_be_visible()
        if count is not None:
            expect(rows).to_have_count(count)
        visitor.expect_fit()
    recovered = next(address for address in figures if "recovered=yes" in address)
    visitor.go(shop, recovered)
    expect(visitor.row(ids["case_number"])).to_be_visible()


def read_figure(link: Locator) -> tuple[str, int | None]:
    """Where a figure leads, and how many cases it counts; one in euros counts none."""
    address, text = link.get_attribute("href"), " ".join((link.text_content() or "").split())
    assert address
    counted = _COUNT.match(text)
    return address, int(counted[1]) if counted else None
