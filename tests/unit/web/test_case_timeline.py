"""The course of a case tells what atriga did, also where atriga does what nobody here knows."""

from __future__ import annotations

import pytest

from functions.cases_api.case.timeline import make_timeline
from shared.domain.account import Locale
from tests.unit.web.samples import make_change


@pytest.mark.parametrize(
    ("kind", "said", "title", "text"),
    [
        ("letter_sent", "Erste Mahnung", "Brief versendet", "Erste Mahnung"),
        ("letter_sent", "", "Brief versendet", None),
        ("special_step", "Auskunft eingeholt", "Auskunft eingeholt", None),
        ("special_step", "", "special_step", None),
    ],
    ids=["known", "known, nothing said", "unknown", "unknown, nothing said"],
)
def test_a_change_is_told_by_our_word_or_else_in_atrigas(kind: str, said: str, title: str, text: str | None) -> None:
    change = make_change(kind).model_copy(update={"text": said})
    [entry] = make_timeline([change], [], [], Locale.GERMAN)
    assert (entry.title, entry.text) == (title, text)
