"""Folding of words, and which words a case is found under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cases.search_words import LONGEST_WORD, fold, has_all, words_of_case, words_of_search
from tests.unit.web.samples import make_case, make_debtor


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "mueller"),
        ("Mu\N{COMBINING DIAERESIS}ller", "mueller"),
        ("MUELLER", "mueller"),
        ("Groß", "gross"),
        ("GROẞ", "gross"),
        ("Łódź", "lodz"),
        ("Ægir", "aegir"),
        ("d'Été", "dete"),
        ("26-000001", "26000001"),
        ("1001_2026_09", "1001202609"),
        ("Иванов", "иванов"),
        ("١٢", "١٢"),
        ("!?", ""),
    ],
)
def test_a_word_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_is_done_once_for_all(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert len(folded) <= LONGEST_WORD
    assert "#" not in folded


@given(st.text())
def test_case_and_normal_form_make_no_difference_to_latin_words(text: str) -> None:
    plain = "".join(letter for letter in text if letter in "abcdefghijklmnopqrstuvwxyzäöüß0123456789 -_")
    assert fold(plain.upper()) == fold(plain)


@given(st.text(min_size=2, max_size=30))
def test_a_debtor_is_found_by_the_whole_name(name: str) -> None:
    case = make_case(debtor=make_debtor(company=name))
    wanted = words_of_search(case.debtor.display_name)
    if len(wanted) <= 5 and not any(character.isdecimal() for character in name):
        assert has_all(words_of_case(case), wanted)


def test_a_case_is_found_by_numbers_before_names_before_papers() -> None:
    assert words_of_case(make_case()) == ("a4711", "a1", "wohlfahrt", "soehne", "gmbh", "473202607", "re473")


def test_a_search_reads_the_longest_word_and_takes_spaced_numbers_for_one() -> None:
    assert words_of_search("Jo Müller-Lüdenscheidt") == ("luedenscheidt", "mueller", "jo")
    assert words_of_search("26 000 001") == ("26000001",)
    assert words_of_search("RE-473 Müller") == ("mueller", "re473")
    assert words_of_search(" a ! ") == ()
