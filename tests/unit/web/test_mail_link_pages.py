"""The pages behind the links of mails, which people see without being signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.domain.account import Locale
from tests.unit.web.sample_pages import Outline

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("template", ["mail_confirmation.html", "mail_ending.html"])
@pytest.mark.parametrize(("is_known", "is_done", "buttons"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_only_a_link_that_works_has_a_button(
    renderer: PageRenderer,
    template: str,
    locale: Locale,
    is_known: bool,  # noqa: FBT001 -- a parameter of the test
    is_done: bool,  # noqa: FBT001 -- as above
    buttons: int,
) -> None:
    html = renderer.render(template, locale=locale, is_known=is_known, is_done=is_done)
    outline = Outline(html)
    assert outline.all("html") == [{"lang": locale.value}]
    assert len(outline.all("h1")) == 1
    assert not outline.all("nav")
    assert outline.all("form") == [{"method": "post"}] * buttons
    assert len(outline.all("button")) == buttons
