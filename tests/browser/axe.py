"""axe-core on a page: what it finds against WCAG 2.2 AA and good practice, one sentence for each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sandbox.local_cloud.settings import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

_FILE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """
async () => {
  const found = await axe.run({ resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
"""


@cache
def _read_axe() -> str:
    return _FILE.read_text(encoding="utf-8")


def bring_axe(page: Page) -> None:
    """Load axe into a page; as the browser's own script, which no policy of the page hinders."""
    page.evaluate(_read_axe())


def list_violations(page: Page) -> list[str]:
    """Run every rule on the page as it stands, after ``bring_axe``: the rule's id, and the elements that break it."""
    violations: list[str] = page.evaluate(_RUN)
    return violations
