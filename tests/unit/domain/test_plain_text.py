"""Cleaning text: what is invisible goes, what was lost stays visible, every letter stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.plain_text import clean, is_damaged


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (None, None),
        ("", None),
        (" \t\n\u00a0\u200b", None),
        ("  Eva \n Klein ", "Eva Klein"),
        ("Mu\u0308ller", "Müller"),
        ("Eva\u202eKlein", "EvaKlein"),
        ("Eva\0", "Eva"),
    ],
)
def test_white_space_and_invisible_signs_go(text: str | None, cleaned: str | None) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", ["M\x07ller", "M\0ller", "M\ud800ller", "\N{REPLACEMENT CHARACTER}ller"])
def test_a_lost_character_stays_visible(text: str) -> None:
    cleaned = clean(text)

    assert cleaned is not None
    assert is_damaged(cleaned)
    assert cleaned.encode()


@given(st.text())
def test_no_letter_or_digit_is_lost_or_made_up(text: str) -> None:
    kept = [character for character in unicodedata.normalize("NFC", clean(text) or "") if character.isalnum()]

    assert kept == [character for character in unicodedata.normalize("NFC", _visible(text)) if character.isalnum()]


def _visible(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) != "Cf")
