"""Whatever stands in a line: nothing is lost or made up, and nothing raises."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.addresses.address_splitting import split_street
from shared.domain.addresses.billing_addresses import read_address
from shared.domain.addresses.street_lines import read_street_lines
from shared.domain.orders.order import OrderAddress
from shared.domain.parties.party_names import read_party_name
from shared.domain.parties.person_names import split_person
from shared.domain.plain_text import clean
from tests.corpus import REPEATED_PARTS

COUNTRIES = st.sampled_from([None, "DE", "AT", "CH", "FR", "BE", "NL", "IT", "PL", "CZ", "DK", "GB", "US"])
ANYTHING = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="aZäß19 .,-/½°'()#\n\t\0\x07", max_size=60),
    st.lists(
        st.sampled_from(
            [
                "Lindenstr.",
                "Weg",
                "12",
                "5a",
                "3.",
                "OG",
                "Top",
                "Stiege",
                ",",
                "/",
                "-",
                "(",
                ")",
                "c/o",
                "bei",
                "Meier",
                "Nr.",
                "Haus",
                "10117",
                "Berlin",
                "Dr.",
                "von",
                "GmbH",
                "&",
                "und",
                "Eva",
            ]
        ),
        max_size=9,
    ).map(" ".join),
)
STREETS = st.sampled_from(
    [
        "Lindenallee",
        "Straße des 17. Juni",
        "Am Alten Markt",
        "Große Bergstraße",
        "Karl-Marx-Allee",
        "Hauptstr.",
        "Unter den Eichen",
        "Neudorf",
        "An der B3",
    ]
)
NUMBERS = st.builds("{}{}".format, st.integers(1, 999), st.sampled_from(["", "a", " b", "-1200", "/2", " c-e"]))
TAILS = st.sampled_from(["", ", Hinterhaus", ", 3. OG", " Whg. 5", " (EG links)", ", c/o Meier"])
GIVEN_NAMES = st.sampled_from(["Eva", "Torsten", "Annika", "Hans-Peter", "Ayşe", "Zofia", "Björn", "Urs"])
LAST_NAMES = st.sampled_from(
    ["Klein", "Wiesenthaler", "Müller-Lüdenscheidt", "von Hohenstett", "Kowalczyk", "O'Rafferty"]
)
MARKERS = [
    Counter(word) for word in ("", "nr", "no", "n", "num", "hnr", "hsnr", "hausnr", "hausnummer", "č", "čp", "čo")
]


@given(line=ANYTHING, country=COUNTRIES)
def test_a_split_loses_and_makes_up_no_letter_and_no_figure(line: str, country: str | None) -> None:
    split = split_street(line, country)

    if split is not None:
        parts, whole = Counter(_signs("".join(part or "" for part in split[:3]))), Counter(_signs(line))
        assert parts - whole == Counter()
        assert whole - parts in MARKERS


@given(one=ANYTHING, two=ANYTHING, country=COUNTRIES)
def test_two_street_lines_make_up_nothing(one: str, two: str, country: str | None) -> None:
    lines = read_street_lines(one, two, country)

    parts = Counter(_signs("".join([lines.street or "", lines.house_number or "", *lines.additions])))
    assert parts - Counter(_signs(one + two)) == Counter()


@example(one="Petra Anker bei )", two=None)
@given(one=ANYTHING, two=st.one_of(st.none(), ANYTHING))
def test_two_name_lines_make_up_nothing(one: str, two: str | None) -> None:
    name = read_party_name(one, two)

    parts = [name.company, name.first_name, name.last_name, name.addition, name.left_out]
    assert Counter(_signs("".join(part or "" for part in parts))) - Counter(_signs(one + (two or ""))) == Counter()


@given(street=STREETS, number=NUMBERS, tail=TAILS)
def test_white_space_and_repeated_separators_change_nothing(street: str, number: str, tail: str) -> None:
    split = split_street(f"{street} {number}{tail}", "DE")

    assert split is not None
    assert split_street(f"  {street}   {number}  {tail} , ", "DE") == split
    assert split_street(f"{street}\t{number}{tail}", "DE") == split


@given(
    street=STREETS,
    number=st.integers(1, 999),
    marker=st.sampled_from(["Nr.", "nr.", "NR.", "Nr", "Hausnr.", "HAUSNR."]),
)
def test_the_case_of_the_number_sign_changes_nothing(street: str, number: int, marker: str) -> None:
    split = split_street(f"{street} {marker} {number}", "DE")

    assert split is not None
    assert (split.street, split.house_number, split.addition) == (street, str(number), None)


@example(line="Weg Nr-1", country="DE")
@given(line=ANYTHING, country=COUNTRIES)
def test_what_was_split_splits_in_the_same_way_again(line: str, country: str | None) -> None:
    split = split_street(line, country)

    if split is not None and not split.is_guess:
        again = split_street(f"{split.street} {split.house_number}", country)
        assert again is None or again[:2] == split[:2]


@given(street=STREETS, number=NUMBERS, tail=TAILS)
def test_a_street_and_its_number_come_back(street: str, number: str, tail: str) -> None:
    split = split_street(f"{street} {number}{tail}", "DE")

    assert split is not None
    assert (split.street, split.house_number) == (street, number)
    assert _signs(split.addition or "") == _signs(tail)
    assert not split.is_guess


@given(first=GIVEN_NAMES, last=LAST_NAMES)
def test_last_first_comes_back(first: str, last: str) -> None:
    name = split_person(f"{last}, {first}")

    assert name is not None
    assert (name.first_name, name.last_name) == (first, last)
    assert not name.split_is_guess


@given(first=GIVEN_NAMES, last=LAST_NAMES, title=st.sampled_from(["", "Dr. ", "Frau ", "Herrn Prof. Dr. "]))
def test_first_last_comes_back(first: str, last: str, title: str) -> None:
    name = read_party_name(f"{title}{first} {last}", None)

    assert (name.first_name, name.last_name) == (first, last)
    assert name.is_clear_person
    assert not name.is_guess


@given(lines=st.lists(st.one_of(st.none(), st.text(max_size=400)), min_size=4, max_size=4), country=COUNTRIES)
def test_nothing_raises(lines: list[str | None], country: str | None) -> None:
    name = read_party_name(lines[0], lines[1])
    read_address(OrderAddress(street=lines[2], street_2=lines[3], country_code=country), name.addition)


@pytest.mark.parametrize("part", REPEATED_PARTS)
@pytest.mark.parametrize("length", [190, 290, 10_000])
def test_a_line_of_one_part_again_and_again_makes_up_nothing(part: str, length: int) -> None:
    """A pattern that tried every way to split such a line would not come back before the test is stopped."""
    line = (part * length)[:length]

    name = read_party_name(line, line[1:])
    address = read_address(OrderAddress(street=line, street_2=line[1:], country_code="DE"))

    given_signs = Counter(_signs(line + line[1:]))
    names = [name.company, name.first_name, name.last_name, name.addition, name.left_out]
    lines = [address.street, address.house_number, address.addition]
    assert Counter(_signs("".join(filter(None, names)))) - given_signs == Counter()
    assert Counter(_signs("".join(filter(None, lines)))) - given_signs == Counter()


def _signs(text: str) -> str:
    """Leave out what may change: case, white space and signs."""
    return "".join(character for character in (clean(text) or "").casefold() if character.isalnum())
