"""A person without a mouse: goes from stop to stop with the Tab key, and sees at each where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# The main part takes the focus from the skip link only, and shows it by being on top. Behind the last stop of a page
# comes the browser's own window, and the page has no focus to show.
_IS_UNSEEN = """
() => {
  const { tagName, outerHTML } = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  const isElsewhere = !document.hasFocus() || tagName === "BODY" || tagName === "MAIN";
  const isSeen = outlineStyle === "solid" && parseInt(outlineWidth) >= 2;
  return isElsewhere || isSeen ? null : `${outerHTML} (outline: ${outlineStyle} ${outlineWidth})`;
}
"""
_IS_FOCUSED = "control => control === document.activeElement"
_MOST_STOPS = 400


def go_by_tab_to(control: Locator) -> None:
    """Press Tab until a control has the focus; each stop on the way must show that it has it."""
    page = control.page
    # What stands on the next page is waited for; a page that is still loading has stops, and no style that shows them.
    control.wait_for(state="attached")
    page.wait_for_load_state()
    for _ in range(_MOST_STOPS):
        if control.evaluate(_IS_FOCUSED):
            return
        press_tab(page)
    expect(control).to_be_focused()


def press_tab(page: Page) -> None:
    """Go to the next stop."""
    page.keyboard.press("Tab")
    unseen = page.evaluate(_IS_UNSEEN)
    assert unseen is None, f"has the focus and does not show it: {unseen}"


def press_on(control: Locator, key: str = "Enter") -> None:
    """Go to a control and press a key there."""
    go_by_tab_to(control)
    control.page.keyboard.press(key)


def type_into(control: Locator, text: str) -> None:
    """Go to a field and type."""
    go_by_tab_to(control)
    control.page.keyboard.type(text)
