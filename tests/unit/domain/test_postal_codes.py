"""Postal codes: each country's form, and the signs that people put before one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.addresses.countries import COUNTRY_CODES
from shared.domain.addresses.postal_codes import fits_country, without_country_prefix


@pytest.mark.parametrize(
    ("country", "fitting", "not_fitting"),
    [
        ("DE", "01067", "1067"),
        ("AT", "1010", "0101"),
        ("CH", "8001", "80011"),
        ("LI", "9490", "9499"),
        ("FR", "75001", "7501"),
        ("NL", "1012 AB", "1012"),
        ("BE", "1000", "0100"),
        ("LU", "1009", "10099"),
        ("PL", "00-950", "00950"),
        ("CZ", "110 00", "1100"),
        ("DK", "0900", "900"),
        ("IT", "00184", "0184"),
        ("FR", "00100", "0100"),
        ("GB", "SW1A 1AA", "SW1A"),
        ("SE", "113 37", "1133"),
        ("PT", "1000-001", "1000"),
        ("US", "97475-0001", "9747"),
        ("ES", "28001", "2801"),
        ("LV", "LV-1010", "LV-10100"),
        ("LV", "1010", "10100"),
        ("NL", "1012ab", "1012 SS"),
    ],
)
def test_each_known_country_has_its_own_form(country: str, fitting: str, not_fitting: str) -> None:
    assert fits_country(fitting, country)
    assert not fits_country(not_fitting, country)


@pytest.mark.parametrize(
    ("country", "placeholder"),
    [("DE", "00000"), ("DE", "00123"), ("FR", "00000"), ("IE", "000 0000"), ("PT", "0000-000")],
)
def test_a_code_that_no_place_has_does_not_fit(country: str, placeholder: str) -> None:
    assert not fits_country(placeholder, country)


def test_a_country_without_a_known_form_takes_any_code() -> None:
    assert fits_country("whatever", "HK")


def test_digits_of_other_scripts_are_none() -> None:
    assert not fits_country("\N{ARABIC-INDIC DIGIT ONE}" * 5, "DE")


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("D-10115", "DE", "10115"),
        ("DE 10115", "DE", "10115"),
        ("D10115", "DE", "10115"),
        ("a - 1010", "AT", "1010"),
        ("CH-8001", "CH", "8001"),
        ("FL-9490", "LI", "9490"),
        ("SLO-1000", "SI", "1000"),
        ("LV-1010", "LV", "LV-1010"),
        ("A-1010", "DE", "A-1010"),
        ("D-1234", "DE", "D-1234"),
        ("HK-1", "HK", "HK-1"),
    ],
)
def test_only_the_sign_of_its_own_country_goes(written: str, country: str, expected: str) -> None:
    assert without_country_prefix(written, country) == expected


@given(st.text(max_size=20), st.sampled_from(sorted(COUNTRY_CODES)))
def test_what_is_left_of_a_code_is_its_end(code: str, country: str) -> None:
    assert code.endswith(without_country_prefix(code, country))
