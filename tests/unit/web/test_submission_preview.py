"""What is shown of a case before it is handed over."""

from __future__ import annotations

import pytest

from shared.domain.account import Locale
from shared.web.presentation.submission_preview import preview_submission


@pytest.mark.parametrize(
    ("text", "shown"), [("2026-11-24", "24.11.2026"), ("2026-13-45", "2026-13-45"), ("2 x Teekanne", "2 x Teekanne")]
)
def test_a_text_that_looks_like_a_day_and_is_none_is_shown_as_it_is(text: str, shown: str) -> None:
    [_, part] = preview_submission({"positions": [{"subject": text}]}, Locale.GERMAN)
    assert [row.value for row in part.rows] == [shown]
