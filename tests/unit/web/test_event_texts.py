"""Every event is told in both languages, with its amounts and days written the way people do."""

from __future__ import annotations

import re

import pytest

from shared.domain.account import Locale
from shared.domain.cases.timeline import EventKind
from shared.web.presentation.event_texts import WORDINGS, describe_event
from tests.unit.web.samples import make_event


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_is_told_even_without_its_parameters(kind: EventKind, locale: Locale) -> None:
    assert describe_event(make_event(kind), locale)
    assert "{" not in describe_event(make_event(kind), locale)


def test_both_languages_tell_different_sentences() -> None:
    for kind in WORDINGS:
        assert describe_event(make_event(kind), Locale.GERMAN) != describe_event(make_event(kind), Locale.ENGLISH)


def test_amounts_are_written_in_the_language() -> None:
    event = make_event(EventKind.PAYMENT_SEEN, amount="1119.00 EUR", order="1001_2026_09")
    text = re.sub(r"\s", " ", describe_event(event, Locale.GERMAN))
    assert text == "Zahlung von 1.119,00 € zu Auftrag 1001_2026_09 in DreamRobot gesehen und atriga gemeldet"


def test_a_parameter_that_looks_like_a_place_of_a_text_stays_as_it_is() -> None:
    event = make_event(EventKind.ORDER_GONE, order="{0.__class__}")
    assert "{0.__class__}" in describe_event(event, Locale.ENGLISH)
