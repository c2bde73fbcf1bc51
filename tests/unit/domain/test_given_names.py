"""The list of given names, and how a word is found in it."""

from __future__ import annotations

import pytest

from shared.domain.certainty import Certainty
from shared.domain.parties.given_names import is_given_name


@pytest.mark.parametrize(
    "word", ["Torsten", "TORSTEN", "torsten", "Małgorzata", "Malgorzata", "Sönke", "Soenke", "Sonke"]
)
def test_capitals_accents_and_ways_of_writing_umlauts_do_not_matter(word: str) -> None:
    assert is_given_name(word) is Certainty.SURE


@pytest.mark.parametrize("word", ["Peter", "Werner", "Jürgen", "Juergen"])
def test_a_name_that_is_often_a_last_name_is_known_as_one(word: str) -> None:
    assert is_given_name(word) is Certainty.GUESS


@pytest.mark.parametrize("word", ["Hans-Peter", "Anna-Lena", "Eva/Max"])
def test_every_part_of_a_double_name_must_be_one(word: str) -> None:
    assert is_given_name(word) is Certainty.SURE


@pytest.mark.parametrize("word", ["Müller-Peter", "Wiesenthaler", "Nordlicht", "", "-", "12", "*", "#"])
def test_other_words_are_none(word: str) -> None:
    assert is_given_name(word) is Certainty.NO
