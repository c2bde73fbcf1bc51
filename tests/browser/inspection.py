"""What every page must be, looked at in the page itself: each check returns what is wrong, one sentence for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.web.headers import SECURITY_HEADERS
from tests.browser.outside import SCRIPT_RAN

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

MOST_BYTES = 50_000
"""Of a first view over the wire, beside style, script and icon, which a browser keeps."""

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().filter(entry => !entry.hadRecentInput)))
  .observe({ type: "layout-shift", buffered: true });
"""
"""Runs before anything of a page does."""

_SHIFTS = """
() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.shifts.map(
  ({ value, sources }) => `layout shift of ${value} at ${sources.map(({ node }) => node?.nodeName).join(", ")}`
)))))
"""

# Boxes that scroll sideways count too: on a phone a table is a list of cards, and nothing hides beyond an edge.
# Two frames after the window's width changed, a script that draws has drawn anew; without script no frame is told of.
_TOO_WIDE = """
() => {
  const list = () => [document.documentElement, ...document.body.querySelectorAll("*")]
    .filter(element => element.scrollWidth > element.clientWidth && element.clientWidth > 1)
    .filter(element => element === document.documentElement || getComputedStyle(element).overflowX === "auto")
    .map(element => `${element.tagName}.${element.className}: ${element.scrollWidth} of ${element.clientWidth}`);
  if (matchMedia("(scripting: none)").matches) return list();
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(list);
}
"""

# A form that only a script can send, a link that only a script follows, a field that only a script reads, and whatever
# the policy would have to let in; in the page as it was sent, because a script may style what it draws.
_NEEDS_SCRIPT = """
html => [new DOMParser().parseFromString(html, "text/html")].flatMap(document => [
  ...[...document.querySelectorAll("button")].filter(button => !button.form),
  ...[...document.querySelectorAll("input, select, textarea")]
    .filter(field => !field.form && !field.readOnly && !field.closest(".needs-script")),
  ...[...document.forms].filter(form => !form.querySelector("button:not([type=button])")),
  ...document.querySelectorAll("a:not([href]), a[href^='javascript:']"),
  ...[...document.querySelectorAll("a[href^='#']")].filter(({ hash }) => !document.getElementById(hash.slice(1))),
  ...document.querySelectorAll("[style], style, script:not([src]), iframe"),
  ...[...document.querySelectorAll("*")].filter(one => [...one.attributes].some(({ name }) => name.startsWith("on"))),
]).map(element => `only a script could serve ${element.outerHTML.slice(0, 120)}`)
"""

_SHOWN_IN_VAIN = """
() => [...document.querySelectorAll(".needs-script, .chart")].filter(one => getComputedStyle(one).display !== "none")
  .map(element => `is of no use without script and shows: ${element.outerHTML.slice(0, 120)}`)
"""

_OUTSIDE = f"""
() => [...document.querySelectorAll(".outside")].map(element => `made of a text from outside: ${{element.outerHTML}}`)
  .concat(window.{SCRIPT_RAN} ? ["a script from outside ran"] : [])
"""

_LOADED = 'performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)'
_HASHED = re.compile(r"/assets/[a-z.]+\.[0-9a-f]{12}\.(css|js|svg)")


def list_faults_of_loading(page: Page, answer: Response) -> list[str]:
    """What the answer and its way onto the screen are not."""
    loaded: list[str] = page.evaluate(_LOADED)
    shifts: list[str] = page.evaluate(_SHIFTS)
    return [
        *shifts,
        *list_what_needs_script(page, answer),
        *_list_faults_of_headers(answer),
        *(f"{path} is not kept by a browser for good" for path in loaded if not _HASHED.fullmatch(path)),
    ]


def list_what_needs_script(page: Page, answer: Response) -> list[str]:
    """What a page was sent with and only a script could serve."""
    needing_script: list[str] = page.evaluate(_NEEDS_SCRIPT, answer.text())
    return needing_script


def list_what_shows_in_vain(page: Page) -> list[str]:
    """What a page shows though it is of use to a script only, on a page that runs none."""
    in_vain: list[str] = page.evaluate(_SHOWN_IN_VAIN)
    return in_vain


def list_marks_of_outside(page: Page) -> list[str]:
    """What texts from outside did to a page."""
    from_outside: list[str] = page.evaluate(_OUTSIDE)
    return from_outside


def list_what_is_too_wide(page: Page) -> list[str]:
    """The boxes that reach beyond an edge, once the page has its style."""
    page.wait_for_load_state()
    too_wide: list[str] = page.evaluate(_TOO_WIDE)
    return too_wide


def list_tables_too_wide(page: Page) -> list[str]:
    """The tables that do not fit into their boxes, and have to be moved to and fro to be read."""
    page.wait_for_load_state()
    too_wide: list[str] = page.evaluate(
        '() => [...document.querySelectorAll(".table-box")].filter(box => box.scrollWidth > box.clientWidth)'
        '.map(box => `${box.getAttribute("aria-label")}: ${box.scrollWidth} > ${box.clientWidth}`)'
    )
    return too_wide


def read_everything(page: Page) -> str:
    """The page's texts with what stands in its fields, folded parts included."""
    text: str = page.evaluate(
        '() => [document.body.textContent, ...[...document.querySelectorAll("input, textarea")].map(f => f.value)]'
        '.join("\\n")'
    )
    return text


def _list_faults_of_headers(answer: Response) -> list[str]:
    headers = answer.all_headers()
    size = answer.request.sizes()
    sent = size["responseBodySize"] + size["responseHeadersSize"]
    faults = [f"{name} is missing" for name, value in SECURITY_HEADERS.items() if headers.get(name.lower()) != value]
    if "unsafe" in headers.get("content-security-policy", "unsafe"):
        faults.append("the policy lets unsafe things in")
    if headers.get("cache-control") != "no-store":
        faults.append("a page with people's data may be kept on the way")
    if sent > MOST_BYTES:
        faults.append(f"{sent} bytes are sent")
    return faults
