"""Names of people: how they split, what is marked as a guess, and that no sign is lost or made up."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.parties.person_names import split_person
from shared.domain.plain_text import clean


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("Max Mustermann", "Max", "Mustermann", None),
        ("Mustermann, Max", "Max", "Mustermann", None),
        ("Müller-Lüdenscheidt, Anna", "Anna", "Müller-Lüdenscheidt", None),
        ("Anna Müller - Lüdenscheidt", "Anna", "Müller-Lüdenscheidt", None),
        ("Hans-Peter Klein", "Hans-Peter", "Klein", None),
        ("Max M. Klein", "Max M.", "Klein", None),
        ("Max Klein jun.", "Max", "Klein jun.", None),
        ("Dr. Max Klein", "Max", "Klein", "Dr."),
        ("Frau Prof. Dr. med. Eva Klein", "Eva", "Klein", "Frau Prof. Dr. med."),
        ("Klein, Dr. Max", "Max", "Klein", "Dr."),
        ("Max Klein, M.A.", "Max", "Klein", "M.A."),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven", None),
        ("Johann Wolfgang von Goethe", "Johann Wolfgang", "von Goethe", None),
        ("Goethe, Johann Wolfgang von", "Johann Wolfgang", "von Goethe", None),
        ("von Goethe, Johann", "Johann", "von Goethe", None),
        ("Karl von und zu Guttenberg", "Karl", "von und zu Guttenberg", None),
        ("Ursula von der Leyen", "Ursula", "von der Leyen", None),
        ("Anna de la Cruz", "Anna", "de la Cruz", None),
        ("Sean O'Brien", "Sean", "O'Brien", None),
        ("max mustermann", "max", "mustermann", None),
        ("Anna Maria Klein", "Anna Maria", "Klein", None),
        ("Maria De Luca", "Maria", "De Luca", None),
        ("Anna v. Klein", "Anna", "v. Klein", None),
        ("Max Klein, jun.", "Max", "Klein jun.", None),
        ("Max Klein MSc", "Max", "Klein", "MSc"),
        ("Mag.(FH) Eva Klein", "Eva", "Klein", "Mag.(FH)"),
        ("Klein, Prof. Dr. Max", "Max", "Klein", "Prof. Dr."),
        ("An Frau Eva Klein", "Eva", "Klein", "An Frau"),
        ("Peter Koch", "Peter", "Koch", None),
    ],
)
def test_a_clear_name_splits_without_a_guess(text: str, first: str, last: str, title: str | None) -> None:
    name = split_person(text)

    assert name is not None
    assert (name.first_name, name.last_name, name.title) == (first, last, title)
    assert name.is_full
    assert not name.split_is_guess


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Anna Weber Fischer", "Anna", "Weber Fischer"),
        ("Klein", None, "Klein"),
        ("von der Leyen", None, "von der Leyen"),
        ("KLEIN Max", "Max", "KLEIN"),
        ("Klein Max", "Max", "Klein"),
        ("Kleinschmidt R. M.", "R. M.", "Kleinschmidt"),
        ("Kleinschmidt Anna Maria", "Anna Maria", "Kleinschmidt"),
        ("Kleinschmidt Dr. Anna", "Anna", "Kleinschmidt"),
        ("Von Klein Eva", "Eva", "Von Klein"),
        ("Max, Kleinschmidt", "Max", "Kleinschmidt"),
        ("Martin Peter", "Martin", "Peter"),
        ("Max Graf von Klein", "Max", "Graf von Klein"),
        ("Graf Max von Klein", "Max", "Graf von Klein"),
        ("Wang Li", "Wang", "Li"),
        ("Abdul Karim", "Abdul", "Karim"),
        ("Xanthippa Qolq", "Xanthippa", "Qolq"),
        ("Max Klein geb. Reich", "Max", "Klein geb. Reich"),
        ("Anna García de la Vega", "Anna García", "de la Vega"),
        ("Anna von Klein Schmidt", "Anna", "von Klein Schmidt"),
        ("Klein Schmidt, Anna", "Anna", "Klein Schmidt"),
        ("Max und Eva Klein", "Max und Eva", "Klein"),
        ("Familie Klein", None, "Klein"),
        ("Max Kl3in", "Max", "Kl3in"),
    ],
)
def test_a_guess_is_marked(text: str, first: str | None, last: str) -> None:
    name = split_person(text)

    assert name is not None
    assert (name.first_name, name.last_name) == (first, last)
    assert name.split_is_guess


@pytest.mark.parametrize(
    "text",
    [
        "Klein",
        "E. Klein",
        "Familie Klein",
        "Klein, Familie",
        "Max und Eva Klein",
        "Herr und Frau Klein",
        "Max Kl3in",
        "a b c d e f",
        "Sonnenhügel Lichtblick",
        "Max K.",
    ],
)
def test_only_a_first_and_a_last_name_of_one_person_are_full(text: str) -> None:
    name = split_person(text)

    assert name is not None
    assert not name.is_full


@pytest.mark.parametrize("text", ["Frau Xanthippa Qolq", "Dr. Xanthippa Qolq", "Qolq, Eva", "Kleinschmidt Eva"])
def test_a_salutation_a_title_or_a_known_given_name_tells_that_it_is_a_person(text: str) -> None:
    name = split_person(text)

    assert name is not None
    assert name.is_full


def test_a_last_name_that_is_only_an_initial_is_none() -> None:
    name = split_person("Ulrich T.")

    assert name is not None
    assert name.last_name is None


@pytest.mark.parametrize("text", [None, "", " , ", "Herr", "Dr.", "Herr Dr."])
def test_where_there_is_no_name_there_is_no_person(text: str | None) -> None:
    assert split_person(text) is None


WORDS = st.sampled_from(
    [
        "Max",
        "Eva",
        "Klein",
        "von",
        "zu",
        "de",
        "Dr.",
        "Prof.",
        "Herr",
        "und",
        "&",
        "jun.",
        "M.",
        ",",
        "Müller-Lüdenscheidt",
        "-",
        "M.A.",
    ]
)
NAMES = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=7).map(" ".join))


@given(text=NAMES)
@example(text="Torsten, Brückmeier von")
def test_the_parts_hold_every_sign_of_the_name_and_no_other(text: str) -> None:
    name = split_person(text)

    if name is not None:
        parts = "".join(part or "" for part in (name.title, name.first_name, name.last_name))
        assert sorted(_signs(parts)) == sorted(_signs(text))


def _signs(text: str) -> str:
    return "".join(character for character in clean(text) or "" if character not in " ,")
