"""Street lines: how they split, when they do not, and that no part of them is lost or made up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.addresses.address_splitting import SplitStreet, split_street
from shared.domain.addresses.house_numbers import house_number_alone
from shared.domain.plain_text import clean


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        ("Lindenallee 12", "DE", ("Lindenallee", "12", None)),
        ("Lindenallee 12a", "DE", ("Lindenallee", "12a", None)),
        ("Lindenallee 12 a-c", "DE", ("Lindenallee", "12 a-c", None)),
        ("Lindenallee 12 - 14", "DE", ("Lindenallee", "12-14", None)),
        ("Lindenallee 12a-12c", "DE", ("Lindenallee", "12a-12c", None)),
        ("Lindenallee 5 1/2", "DE", ("Lindenallee", "5 1/2", None)),
        ("Lindenallee 5½", "DE", ("Lindenallee", "5½", None)),
        ("Hauptstr.12", "DE", ("Hauptstr.", "12", None)),
        ("Hauptstraße12b", "DE", ("Hauptstraße", "12b", None)),
        ("Dorf Nr. 5", "DE", ("Dorf", "5", None)),
        ("Straße des 17. Juni 135", "DE", ("Straße des 17. Juni", "135", None)),
        ("Straße 52 14", "DE", ("Straße 52", "14", None)),
        ("C4, 12", "DE", ("C4", "12", None)),
        ("C 4, 12", "DE", ("C 4", "12", None)),
        ("Q7 24 a", "DE", ("Q7", "24 a", None)),
        ("C4, 12, 2. OG", "DE", ("C4", "12", "2. OG")),
        ("Lindenallee 12 Hinterhaus", "DE", ("Lindenallee", "12", "Hinterhaus")),
        ("Lindenallee 12, 3. OG links", "DE", ("Lindenallee", "12", "3. OG links")),
        ("Lindenallee 12 Whg. 5", "DE", ("Lindenallee", "12", "Whg. 5")),
        ("Mariahilfer Straße 5/2/14", "AT", ("Mariahilfer Straße", "5/2/14", None)),
        ("Ring 5 Top 3", "AT", ("Ring", "5", "Top 3")),
        ("Ring 5/Stiege 2/Tür 14", "AT", ("Ring", "5", "Stiege 2/Tür 14")),
        ("Alte Stiege 5", "AT", ("Alte Stiege", "5", None)),
        ("Bahnhofstrasse 7", "CH", ("Bahnhofstrasse", "7", None)),
        ("12 bis, rue de la Paix", "FR", ("rue de la Paix", "12 bis", None)),
        ("8 rue du 8 mai 1945", "FR", ("rue du 8 mai 1945", "8", None)),
        ("12 rue Haute, Bât. B", "FR", ("rue Haute", "12", "Bât. B")),
        ("Rue de la Poste 12", "LU", ("Rue de la Poste", "12", None)),
        ("Rue de la Loi 16 bte 4", "BE", ("Rue de la Loi", "16", "bte 4")),
        ("16 rue de la Loi", "BE", ("rue de la Loi", "16", None)),
        ("Kerkstraat 12-II", "NL", ("Kerkstraat", "12-II", None)),
        ("Nørregade 12 2. th", "DK", ("Nørregade", "12", "2. th")),
        ("ul. Długa 5 m. 3", "PL", ("ul. Długa", "5", "m. 3")),
        ("ul. 1 Maja 12", "PL", ("ul. 1 Maja", "12", None)),
        ("Dlouhá 123/4", "CZ", ("Dlouhá", "123/4", None)),
        ("Via Roma, 12/B", "IT", ("Via Roma", "12/B", None)),
        ("10 Downing Street", "GB", ("Downing Street", "10", None)),
        ("5 E Main Street", "US", ("E Main Street", "5", None)),
        ("Lindenallee 12", None, ("Lindenallee", "12", None)),
        ("Lindenallee 12 und 14", "DE", ("Lindenallee", "12 und 14", None)),
        ("Lindenallee-12", "DE", ("Lindenallee", "12", None)),
        ("Lindenallee # 12", "DE", ("Lindenallee", "12", None)),
        ("12 Lindenallee", "DE", ("Lindenallee", "12", None)),
        ("OT Neudorf, Lindenallee 12", "DE", ("Lindenallee", "12", "OT Neudorf")),
        ("Muster GmbH, Lindenallee 12", "DE", ("Lindenallee", "12", "Muster GmbH")),
        ("10117 Berlin, Lindenallee 12", "DE", ("Lindenallee", "12", "10117 Berlin")),
        ("Lindenallee 12 D-10117 Berlin", "DE", ("Lindenallee", "12", "D-10117 Berlin")),
        ("Lindenallee 12 (Hinterhaus)", "DE", ("Lindenallee", "12", "Hinterhaus")),
        ("Am Hof 3", "DE", ("Am Hof", "3", None)),
        ("An der B3 12", "DE", ("An der B3", "12", None)),
        ("Ring 5/2. Stock/14", "AT", ("Ring", "5", "2. Stock/14")),
        ("Ring 5/EG/14", "AT", ("Ring", "5", "EG/14")),
        ("14, chemin des Merles", "CH", ("chemin des Merles", "14", None)),
        ("7 B rue Haute", "FR", ("rue Haute", "7 B", None)),
        ("Appt 4, 12 rue Haute", "FR", ("rue Haute", "12", "Appt 4")),
        ("Via Roma n° 12", "IT", ("Via Roma", "12", None)),
        ("Rosengasse 9 Top 2 EG", "AT", ("Rosengasse", "9", "Top 2 EG")),
        ("Berliner Platz 9", "DE", ("Berliner Platz", "9", None)),
        ("St. Anna Platz 9", "DE", ("St. Anna Platz", "9", None)),
        ("Plein 1944 12", "NL", ("Plein 1944", "12", None)),
        ("Lhota č.p. 45", "CZ", ("Lhota", "45", None)),
        ("77 5th Avenue", "US", ("5th Avenue", "77", None)),
    ],
)
def test_a_street_line_splits_into_its_parts(
    line: str, country: str | None, expected: tuple[str, str, str | None]
) -> None:
    assert split_street(line, country) == SplitStreet(*expected)


@pytest.mark.parametrize(
    ("line", "country"),
    [
        (None, "DE"),
        ("", "DE"),
        ("Lindenallee", "DE"),
        ("Straße des 17. Juni", "DE"),
        ("Straße des 20. Juli 1944", "DE"),
        ("rue du 8 mai 1945", "FR"),
        ("Avenue de la Liberté 1944", "LU"),
        ("Straße 12", "DE"),  # a street whose name is its number
        ("C4", "DE"),
        ("C 4", "DE"),
        ("Hauptstr. 5 12", "DE"),
        ("Hauptstr. 5, 12", "DE"),
        ("Hauptstr. B12", "DE"),
        ("Hauptstr. Whg. 5", "DE"),
        ("Am See Haus 5", "DE"),
        ("Stiege 2 Top 3", "AT"),
        ("Nr. 5", "DE"),
        ("Hauptstr. 0", "DE"),
        ("12 14 rue Haute", "FR"),
        ("Hauptstr. 3. OG", "DE"),
        ("Hauptstr. 7,5", "DE"),
        ("Hauptstr. 12?", "DE"),
        ("Hauptstr. 12 oder 14", "DE"),
        ("gegenüber Hauptstr. 12", "DE"),
        ("Gartenanlage Parzelle 12", "DE"),
        ("Hauptstr. 10117 Berlin", "DE"),
        ("Dorfstrasse 8001 Zürich", "CH"),
        ("Hauptstr. Tel. 0171 5550123", "DE"),
        ("SS 9 km 12", "IT"),
        ("Hauptstr. Hof 3", "DE"),
        ("Hauptstr. bei 9", "DE"),
        ("Hauptstr. zw. 9 und 11", "DE"),
        ("Kirchstr., Hauptstr. 12", "DE"),
        ("12345", "DE"),
        ("Weg " * 60 + "5", "DE"),
    ],
)
def test_a_line_that_can_be_read_in_two_ways_is_not_split(line: str | None, country: str) -> None:
    assert split_street(line, country) is None


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        ("Hauptstr. 3 OG", "DE", ("Hauptstr.", "3", "OG")),
        ("Hauptstr. 003", "DE", ("Hauptstr.", "003", None)),
        ("Hauptstr. 12 Schulze", "DE", ("Hauptstr.", "12", "Schulze")),
        ("Berlin Hauptstr. 12", "DE", ("Berlin Hauptstr.", "12", None)),
        ("Hauptstr. Ecke Kirchstr. 12", "DE", ("Hauptstr. Ecke Kirchstr.", "12", None)),
        ("c/o Meier Hauptstr. 12", "DE", ("Hauptstr.", "12", "c/o Meier")),
        ("Muster GmbH Hauptstr. 12", "DE", ("Hauptstr.", "12", "Muster GmbH")),
        ("Wiener Hof 3", "DE", ("Wiener Hof", "3", None)),
        ("Hotel Krone 5", "DE", ("Hotel Krone", "5", None)),
        ("Neudorf12", "DE", ("Neudorf", "12", None)),
        ("Allee 5", "DE", ("Allee", "5", None)),
        ("Hauptstr. 2024", "DE", ("Hauptstr.", "2024", None)),
        ("Gasse 5 1/2", "AT", ("Gasse", "5 1/2", None)),
    ],
)
def test_a_split_that_may_be_wrong_is_marked_as_a_guess(
    line: str, country: str, expected: tuple[str, str, str | None]
) -> None:
    assert split_street(line, country) == SplitStreet(*expected, is_guess=True)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("12 a", "12 a"),
        ("Nr. 7", "7"),
        ("5/2/14", "5/2/14"),
        ("Wohnung 5", None),
        ("0", None),
        ("", None),
        (None, None),
    ],
)
def test_a_line_may_hold_nothing_but_the_number(line: str | None, number: str | None) -> None:
    assert house_number_alone(line) == number


STREETS = st.sampled_from(
    ["Lindenallee", "Straße des 17. Juni", "Am Alten Markt", "Hauptstr.", "C4,", "Rue Haute", "Q 7,"]
)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}( ?[a-z])?([-/ ][1-9][0-9]?)?", fullmatch=True)
TAILS = st.sampled_from(["", " Top 3", ", Hinterhaus", "/Stiege 2", ", 3. OG", " Whg. 5", " - EG"])
# The one thing that a split takes away: the word "No." before a number.
MARKERS = [
    Counter(marker) for marker in ("", "nr", "no", "n", "num", "hnr", "hsnr", "hausnr", "hausnummer", "č", "čp", "čo")
]
COUNTRIES = st.sampled_from([None, "DE", "AT", "FR", "BE", "GB", "IT"])
LINES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="aZß19 .,-/½°'\n", max_size=40),
    st.builds("{} {}{}".format, STREETS, NUMBERS, TAILS),
    st.builds("{}, {}".format, NUMBERS, STREETS),
    st.builds("{} {} {}".format, STREETS, st.sampled_from(["Nr.", "No", "Hausnummer"]), NUMBERS),
)


@given(line=LINES, country=COUNTRIES)
def test_the_parts_hold_every_sign_of_the_line_and_no_other(line: str, country: str | None) -> None:
    split = split_street(line, country)

    if split is not None:
        parts, whole = Counter(_signs("".join(part or "" for part in split[:3]))), Counter(_signs(line))
        assert parts - whole == Counter()
        assert whole - parts in MARKERS


@given(line=LINES, country=COUNTRIES)
def test_a_split_has_a_street_with_letters_and_a_number_with_figures(line: str, country: str | None) -> None:
    split = split_street(line, country)

    if split is not None:
        assert any(character.isalpha() for character in split.street)
        assert any(character.isdecimal() for character in split.house_number)
        assert split.addition != ""


def _signs(text: str) -> str:
    """Leave out what may change: white space, and what stands between the parts."""
    return "".join(character for character in (clean(text) or "").casefold() if character.isalnum())
